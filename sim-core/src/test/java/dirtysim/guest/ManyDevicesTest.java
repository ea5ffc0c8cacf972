package dirtysim.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.Scenarios;
import dirtysim.Simulation;
import dirtysim.host.CostModel;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import dirtysim.tracking.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guests of many virtual functions: what an operation takes does not grow with their number. Counted, never timed. */
class ManyDevicesTest {
    private static final long US = 1_000_000;
    private static final long PERIOD_PS = 1000 * US;
    private static final int PERIODS = 10;
    private static final long IOVA = 0xfff0_0000L;
    private static final int PAGE = 4096;

    /**
     * On each of some devices, with a CPU and pages of their own: a buffer a period, mapped by the CPU and unmapped half a
     * period later by the next device's, which has to wait for the map. All have the same IOVAs.
     */
    private static Workload functions(int devices) {
        WorkloadBuilder builder = new WorkloadBuilder("functions", false);
        for (int device = 0; device < devices; device++) {
            builder.device("vf" + device);
        }
        builder.beginBody(0);
        for (int period = 0; period < PERIODS; period++) {
            long atPs = period * PERIOD_PS;
            for (int device = 0; device < devices; device++) {
                long[] gpa = {0x20_0000 + (long) (device * 2 + period % 2) * PAGE};
                builder.map(atPs, device, device, Direction.FROM_DEVICE, IOVA + period * PAGE, gpa, new int[] {1});
            }
            for (int device = 0; device < devices; device++) {
                int cpu = (device + 1) % devices;
                builder.unmap(atPs + PERIOD_PS / 2, cpu, device, IOVA + period * PAGE, 1);
            }
        }
        return builder.build(PERIODS * PERIOD_PS);
    }

    /** Each operation here has one predecessor at the most, so it is to be waited for twice: before the move and before the unmap. */
    @ParameterizedTest
    @ValueSource(ints = {2, 64, 1024})
    void aCompletionAsksThoseThatWaitForIt(int devices) {
        ReplayBench bench = new ReplayBench(functions(devices), CostModel.defaults(), Platform.NESTED, 100, false);
        bench.run(PERIODS * PERIOD_PS);
        long operations = bench.guest.mapOps() + bench.guest.unmapOps();
        assertTrue(operations > 2 * devices, "operations: " + operations);
        assertTrue(bench.guest.asked() > 0, "nobody waited");
        assertTrue(
                bench.guest.asked() <= 2 * operations,
                "asked " + bench.guest.asked() + " times in " + operations + " operations");
    }

    @Test
    void aGuestOf256DevicesMigratesToTheEnd() {
        for (String scheme : new String[] {"nested-dbit", "iommufd-dbit"}) {
            Scenario scenario = Scenarios.of(scheme, 1, 1)
                    .change()
                    .linkBytesPerSecond(10_000_000_000L)
                    .downtimeLimitMs(5)
                    .build();
            RunRecord few = Simulation.run(scenario, functions(16));
            RunRecord many = Simulation.run(scenario, functions(256));
            assertEquals(0, many.tracking().lostPages(), scheme);
            assertTrue(many.migration().converged(), scheme);
            double inFew = (double) few.events() / operations(few);
            double inMany = (double) many.events() / operations(many);
            assertTrue(inMany <= inFew, scheme + ": " + inMany + " events an operation, " + inFew + " among few");
        }
    }

    private static long operations(RunRecord run) {
        return run.guest().mapOps() + run.guest().unmapOps();
    }
}
