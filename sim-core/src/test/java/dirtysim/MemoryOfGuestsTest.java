package dirtysim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.Allocation;
import dirtysim.guest.Direction;
import dirtysim.guest.Workload;
import dirtysim.guest.WorkloadBuilder;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulator itself takes for a guest: so much a GiB, so much a live mapping. Bytes allocated, which hold those kept. */
class MemoryOfGuestsTest {
    private static final long US = 1_000_000;
    private static final long IOVA = 0x1_0000_0000L;
    private static final long FIRST_PAGE = 0x20_0000;
    private static final int PAGE = 4096;
    private static final int EARLIER = 100_000;
    private static final int LIVE = 1000;

    /** A ring that stays, in single pages in no order, and one buffer a millisecond besides. */
    private static Workload ring(int pages) {
        WorkloadBuilder builder = new WorkloadBuilder("ring", false);
        int device = builder.device("nic");
        builder.steadyWrites(device, 10_000);
        for (int page = 0; page < pages; page++) {
            long gpa = FIRST_PAGE + (page * 7919L % pages) * PAGE;
            builder.map(
                    0, 0, device, Direction.FROM_DEVICE, IOVA + page * (long) PAGE, new long[] {gpa}, new int[] {1});
        }
        builder.beginBody(EARLIER * US);
        long atPs = EARLIER * US;
        long buffer = IOVA + pages * (long) PAGE;
        builder.map(atPs, 0, device, Direction.FROM_DEVICE, buffer, new long[] {FIRST_PAGE}, new int[] {1});
        builder.unmap(atPs + LIVE / 2 * US, 0, device, buffer, 1);
        return builder.build(atPs + LIVE * US);
    }

    private static long allocated(String scheme, long ramGib, Workload workload) {
        Scenario scenario = Scenarios.of(scheme, 1, 1)
                .change()
                .ramBytes(ramGib << 30)
                .linkBytesPerSecond(400L << 30)
                .build();
        RunRecord[] run = new RunRecord[1];
        long bytes = Allocation.bytesOf(() -> run[0] = Simulation.run(scenario, workload));
        assertTrue(run[0].guest().mapOps() > 0, scheme);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"nested-dbit", "shadow-dbit", "iova-log"})
    void aGibTakesHalfAMegabyte(String scheme) {
        Workload workload = ring(1024);
        allocated(scheme, 4, workload); // Loads classes.
        long small = allocated(scheme, 4, workload);
        long large = allocated(scheme, 36, workload);
        long perGib = (large - small) / 32;
        assertTrue(perGib > 0 && perGib < 600_000, perGib + " bytes a GiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nested-dbit", "shadow-dbit", "iova-log"})
    void aLiveMappingTakesHalfAKilobyte(String scheme) {
        Workload few = ring(1024);
        Workload many = ring(129 * 1024);
        allocated(scheme, 4, few); // Loads classes.
        long perMapping = (allocated(scheme, 4, many) - allocated(scheme, 4, few)) / (128 * 1024);
        assertTrue(perMapping > 0 && perMapping < 600, perMapping + " bytes a mapping");
    }
}
