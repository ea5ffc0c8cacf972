package dirtysim;

import dirtysim.engine.SimTime;
import dirtysim.guest.ReplaySource;
import dirtysim.host.InputException;
import dirtysim.memory.MemorySlots;
import dirtysim.memory.PageTable;
import dirtysim.scenario.Scenario;
import java.util.Locale;
import java.util.OptionalLong;

/** What a scenario and its workload must be to be run; each check throws an {@link InputException} that says what to mend. */
final class RunRequirements {
    private static final double SHORTEST_BODY_US = 10;
    private static final long TWO_MIB = 2L << 20;

    private RunRequirements() {}

    /** Checks what no part of the scenario can check alone. */
    static void scenario(Scenario scenario) {
        String where = "scenario " + scenario.name();
        require(
                scenario.ramBytes() >= TWO_MIB && scenario.ramBytes() % TWO_MIB == 0,
                where,
                "RAM of " + scenario.ramBytes() + " bytes",
                "give a multiple of 2 MiB");
        require(scenario.linkBytesPerSecond() > 0, where, "a link without bandwidth", "give more than 0");
        require(scenario.downtimeLimitMs() >= 0, where, "a negative downtime limit", "give 0 or more");
        require(
                scenario.cpuBusyPages() >= 0 && scenario.cpuBusyPages() <= scenario.cpuWorkingSetAboveBytes() >>> 12,
                where,
                scenario.cpuBusyPages() + " busy pages",
                "give no more than lie above the CPUs' working set");
        require(
                scenario.zeroFitsIn(),
                where,
                scenario.zeroBytes() + " bytes of zeros in RAM from " + scenario.zeroFromBytes() + " on",
                "give no more than RAM holds besides what the CPUs write");
        require(scenario.preCopy().maxTimeMs() > 0, where, "no time at all for the migration", "give more than 0");
        require(
                scenario.preCopy().maxBytesPerSecond() >= 0,
                where,
                "a negative limit of the bandwidth",
                "give 0 for none, or more");
        require(scenario.timeScale() > 0, where, "a time scale of " + scenario.timeScale(), "give more than 0");
        require(scenario.warmupMs() >= 0, where, "a negative warm-up, or none", "give 0 or more");
        require(scenario.startPhaseMs() >= 0, where, "a negative phase of the start", "give 0 or more");
        require(scenario.maxRounds() >= 1, where, "no round at all", "give 1 or more");
        require(scenario.cpuDirtyPagesPerSecond() >= 0, where, "a negative rate of CPU writes", "give 0 or more");
        require(
                scenario.cpuWorkingSetBytes() >= 0 && scenario.cpuWorkingSetBytes() <= scenario.ramBytes(),
                where,
                "a CPU working set of " + scenario.cpuWorkingSetBytes() + " bytes",
                "give no more than RAM");
        require(
                scenario.cpuWorkingSetAboveBytes() >= 0
                        && scenario.cpuWorkingSetAboveBytes() <= scenario.ramBytes() - scenario.cpuWorkingSetBytes(),
                where,
                "a CPU working set with " + scenario.cpuWorkingSetAboveBytes() + " bytes of RAM above it",
                "give no more than is left of RAM");
        require(scenario.linkLatencyMs() >= 0, where, "a negative latency of the link", "give 0 or more");
        require(scenario.channels() >= 0, where, "a negative number of channels", "give 0 for none counted, or more");
        require(
                scenario.devices().devices() >= 0 && scenario.devices().bytesEach() >= 0,
                where,
                "devices whose state is negative",
                "give 0 or more");
        require(
                scenario.preCopy().dirtyLimitBytesPerSecond() == 0
                        || scenario.cpuLogging().kind().ring(),
                where,
                "a limit of the vCPUs' dirty rate without dirty rings",
                "set cpu-log to dirty-ring or dirty-ring-pml");
        scenario.cpuLogging().checked(where);
    }

    /**
     * Checks that workload and scenario fit together.
     *
     * @param nested whether guest tables stand above the host's
     */
    static void together(Scenario scenario, ReplaySource workload, MemorySlots slots, boolean nested) {
        requireReplayable(scenario, workload);
        requireInRam(scenario, workload, slots);
        requireInWidth(scenario, workload, slots, nested);
    }

    /** A body that takes no time would be looped without end at one instant. */
    private static void requireReplayable(Scenario scenario, ReplaySource workload) {
        require(
                !workload.devices().isEmpty(),
                "trace " + workload.name(),
                "it has no device",
                "give a trace that holds DMA mappings");
        double scaledUs = workload.bodyPs() / scenario.timeScale() / SimTime.PS_PER_US;
        if (scaledUs < SHORTEST_BODY_US) {
            throw new InputException(
                    "trace " + workload.name(),
                    String.format(
                            Locale.ROOT, "its operations span %.3f us at the time scale, too short to loop", scaledUs),
                    "record for longer, or give a smaller time scale");
        }
    }

    private static void requireInRam(Scenario scenario, ReplaySource workload, MemorySlots slots) {
        OptionalLong outside = workload.extent().gpaOutside(slots);
        require(
                outside.isEmpty(),
                "trace " + workload.name(),
                "it maps guest-physical address 0x" + Long.toHexString(outside.orElse(0)) + ", beyond RAM of "
                        + (scenario.ramBytes() >> 20) + " MiB",
                "give at least the RAM of the recorded guest");
    }

    private static void requireInWidth(Scenario scenario, ReplaySource workload, MemorySlots slots, boolean nested) {
        int levels = (int) scenario.costs().secondStageLevels();
        int iovaLevels = nested ? (int) scenario.costs().firstStageLevels() : levels;
        long iovaLimit = PageTable.inputLimit(iovaLevels);
        require(
                workload.extent().endsBelow(iovaLimit),
                "trace " + workload.name(),
                "it maps IOVA 0x" + Long.toHexString(workload.extent().highestIova()) + ", beyond tables of "
                        + iovaLevels + " levels",
                "give more " + (nested ? "first-stage-levels" : "second-stage-levels"));
        require(
                !nested || slots.gfnLimit() << 12 <= PageTable.inputLimit(levels),
                "scenario " + scenario.name(),
                "RAM of " + (scenario.ramBytes() >> 20) + " MiB, beyond tables of " + levels + " levels",
                "give less RAM, or more second-stage-levels");
    }

    private static void require(boolean holds, String where, String what, String mend) {
        if (!holds) {
            throw new InputException(where, what, mend);
        }
    }
}
