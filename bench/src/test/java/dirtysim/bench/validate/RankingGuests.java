package dirtysim.bench.validate;

import dirtysim.Simulation;
import dirtysim.bench.migrations.IdleGuest;
import dirtysim.guest.Direction;
import dirtysim.guest.WorkloadBuilder;
import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.DeviceStates;
import dirtysim.host.HostProfile;
import dirtysim.host.Parameters;
import dirtysim.host.PreCopyRules;
import dirtysim.host.PreCopyRules.Rule;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.ScenarioBuilder;
import java.util.List;
import java.util.Map;

/** Small guests and the runs that rankings are read off. */
final class RankingGuests {
    private static final long US = 1_000_000;
    private static final long IOVA = 0x1000_0000L;
    private static final long BUFFERS_GPA = 16L << 20;
    private static final long GIB = 1L << 30;

    private RankingGuests() {}

    /** A guest of 1 GiB that migrates; the rest is for the caller to set. */
    static ScenarioBuilder scenario(String scheme) {
        return new ScenarioBuilder()
                .suite("rankings")
                .name("rankings")
                .scheme(scheme)
                .trace("made")
                .seed(1)
                .ramBytes(GIB)
                .linkBytesPerSecond(12_500_000_000L)
                .downtimeLimitMs(20)
                .timeScale(1)
                .warmupMs(1)
                .maxRounds(2)
                .cpuDirtyPagesPerSecond(0)
                .cpuWorkingSetBytes(0)
                .lazyUnderShadow(false)
                .cpuLogging(CpuLogging.STANDARD)
                .profile(new HostProfile("defaults", List.of()))
                .costs(CostModel.defaults())
                .capabilities(Capabilities.defaults());
    }

    /** Parameters with one changed. */
    static CostModel with(String key, String value) {
        return Parameters.with(CostModel.defaults(), Map.of(key, value), "rankings");
    }

    /**
     * CPUs, each with a device of its own, that receive into one buffer of 64 KiB after the other, faster than any scheme
     * allows: how long they take is the guest's slowdown.
     */
    static RunRecord receiving(String scheme, int cpus) {
        WorkloadBuilder builder = new WorkloadBuilder("receiving", false);
        for (int cpu = 0; cpu < cpus; cpu++) {
            builder.device("device-" + cpu);
        }
        builder.beginBody(0);
        int pages = 16;
        int buffers = 20;
        for (int n = 0; n < buffers; n++) {
            for (int cpu = 0; cpu < cpus; cpu++) {
                long gpa = BUFFERS_GPA + ((long) cpu * buffers + n) * pages * 4096;
                builder.map(2 * n * US, cpu, cpu, Direction.FROM_DEVICE, IOVA, new long[] {gpa}, new int[] {pages});
                builder.unmap((2 * n + 1) * US, cpu, cpu, IOVA, pages);
            }
        }
        return Simulation.run(
                scenario(scheme).ramBytes(GIB / 16).maxRounds(1).build(), builder.build(2 * buffers * US));
    }

    /** A lazy guest of one CPU that receives into buffers of one page, and flushes after each {@code perFlush} of them. */
    static RunRecord lazy(String scheme, CostModel costs, int perFlush) {
        WorkloadBuilder builder = new WorkloadBuilder("lazy", true);
        builder.device("nic");
        builder.beginBody(0);
        for (int n = 0; n < perFlush; n++) {
            long iova = IOVA + n * 4096L;
            builder.map(
                    40 * n * US, 0, 0, Direction.FROM_DEVICE, iova, new long[] {BUFFERS_GPA + n * 4096L}, new int[] {1
                    });
            builder.unmap((40 * n + 35) * US, 0, 0, iova, 1);
        }
        builder.flush(40 * perFlush * US, 0, 0);
        return Simulation.run(scenario(scheme).costs(costs).build(), builder.build((40 * perFlush + 1) * US));
    }

    /** Four vCPUs write at random to half of the guest's memory, over a link of 10 Gbit/s; the device does nothing. */
    static RunRecord writing(CpuLogging logging, double pagesPerSecond) {
        return Simulation.run(
                scenario("nested-dbit")
                        .linkBytesPerSecond(1_250_000_000L)
                        .downtimeLimitMs(300)
                        .maxRounds(30)
                        .cpuDirtyPagesPerSecond(pagesPerSecond)
                        .cpuWorkingSetBytes(GIB / 2)
                        .cpuLogging(logging)
                        .build(),
                IdleGuest.workload());
    }

    /** The same writes under QEMU 10's rules with auto-converge, for up to a minute. */
    static RunRecord throttled(CpuLogging logging, double pagesPerSecond) {
        return Simulation.run(
                scenario("nested-dbit")
                        .linkBytesPerSecond(1_250_000_000L)
                        .downtimeLimitMs(300)
                        .preCopy(PreCopyRules.of(Rule.QEMU_10)
                                .withAutoConverge(true)
                                .withMaxTimeMs(60_000))
                        .cpuDirtyPagesPerSecond(pagesPerSecond)
                        .cpuWorkingSetBytes(GIB / 2)
                        .cpuLogging(logging)
                        .build(),
                IdleGuest.workload());
    }

    /** A guest with next to nothing to send but the state of four devices, with what was published of each way. */
    static RunRecord withDevices(DeviceStates states) {
        return Simulation.run(
                scenario("nested-dbit")
                        .linkBytesPerSecond(12_500_000_000L)
                        .cpuDirtyPagesPerSecond(0)
                        .devices(states)
                        .preCopy(PreCopyRules.of(Rule.QEMU_10)
                                .withMaxTimeMs(120_000)
                                .withSwitchoverBandwidth(12_500_000_000L))
                        .build(),
                IdleGuest.workload());
    }
}
