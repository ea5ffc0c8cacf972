package dirtysim.scenario;

import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.DeviceStates;
import dirtysim.host.HandOver;
import dirtysim.host.HostProfile;
import dirtysim.host.PreCopyRules;
import dirtysim.memory.LeafPolicy;

/**
 * One run, fully described: with the trace it names, a scenario determines every byte of the result.
 *
 * @param suite name of the suite, or {@code adhoc}
 * @param name name of the scenario within the suite
 * @param scheme id of the tracking scheme
 * @param trace name of the trace
 * @param seed seed of every random stream of the run
 * @param ramBytes guest RAM; a multiple of 2 MiB
 * @param linkBytesPerSecond payload bandwidth of the migration link
 * @param linkLatencyMs time from one end of it to the other
 * @param channels over how many channels pages go; 0 where only the link limits them
 * @param devices passthrough devices whose state moves with the guest
 * @param downtimeLimitMs longest pause that ends pre-copy
 * @param timeScale how many times faster than recorded the trace is replayed; 1 is as recorded
 * @param warmupMs simulated time between the start of the replay and the start of the migration
 * @param warmUpRule how that time was chosen
 * @param startPhaseMs how long after the warm-up the migration starts, so that replications meet the trace at different points
 * @param maxRounds pre-copy rounds after which the guest is stopped although the limit is not met
 * @param zeroBytes RAM that holds nothing but zeros, in one piece
 * @param zeroFromBytes RAM below that piece
 * @param preCopy by which rules the migration runs
 * @param cpuDirtyPagesPerSecond page writes by the guest's CPUs, as a mean over the working set
 * @param cpuWorkingSetBytes size of that working set
 * @param cpuWorkingSetAboveBytes RAM above that working set; the rest lies below
 * @param cpuBusyPages pages directly above it that the CPUs write all the time besides
 * @param cpuPattern which of its pages are written and how the rate changes with time, as {@link
 *     dirtysim.cpu.WritePattern} reads it
 * @param cpuOpenLoop whether those writes come even where a vCPU is stalled or throttled; otherwise it writes less
 * @param lazyUnderShadow whether a shadow scheme keeps a lazy trace lazy, as no real guest does; for study only
 * @param cpuLogging how those writes are logged
 * @param leaves which leaves the host gives its second-level tables
 * @param handOver how a bitmap that a driver keeps reaches the VMM
 * @param profile where the parameters come from that were not set one by one
 * @param costs every parameter of host and hardware
 * @param capabilities what the IOMMU can do
 */
public record Scenario(
        String suite,
        String name,
        String scheme,
        String trace,
        long seed,
        long ramBytes,
        long linkBytesPerSecond,
        double linkLatencyMs,
        int channels,
        DeviceStates devices,
        double downtimeLimitMs,
        double timeScale,
        double warmupMs,
        WarmUpRule warmUpRule,
        double startPhaseMs,
        int maxRounds,
        long zeroBytes,
        long zeroFromBytes,
        PreCopyRules preCopy,
        double cpuDirtyPagesPerSecond,
        long cpuWorkingSetBytes,
        long cpuWorkingSetAboveBytes,
        long cpuBusyPages,
        String cpuPattern,
        boolean cpuOpenLoop,
        boolean lazyUnderShadow,
        CpuLogging cpuLogging,
        LeafPolicy leaves,
        HandOver handOver,
        HostProfile profile,
        CostModel costs,
        Capabilities capabilities) {
    /** A builder that holds this scenario: for one that differs in a few points. */
    public ScenarioBuilder change() {
        return new ScenarioBuilder(this);
    }

    /** From the start of the replay to the start of the migration. */
    public double startMs() {
        return warmupMs + startPhaseMs;
    }

    /** Whether the zeros lie in RAM, and clear of the working set and the busy pages. */
    public boolean zeroFitsIn() {
        long written = ramBytes - cpuWorkingSetAboveBytes - cpuWorkingSetBytes;
        long writtenTo = ramBytes - cpuWorkingSetAboveBytes + cpuBusyPages * 4096;
        boolean inRam = zeroBytes >= 0 && zeroFromBytes >= 0 && zeroBytes <= ramBytes - zeroFromBytes;
        return inRam && (zeroBytes <= written - zeroFromBytes || zeroFromBytes >= writtenTo || zeroBytes == 0);
    }

    /** The same without names and scheme: equal for two runs that may be compared scheme by scheme. */
    public Scenario conditions() {
        return change().suite("").name("").scheme("").build();
    }

    /** These conditions without the seed and what it draws: equal for runs that are replications of each other. */
    public Scenario replicated() {
        return change().suite("").name("").scheme("").seed(0).startPhaseMs(0).build();
    }
}
