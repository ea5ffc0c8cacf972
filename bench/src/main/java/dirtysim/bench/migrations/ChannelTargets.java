package dirtysim.bench.migrations;

import dirtysim.Simulation;
import dirtysim.host.CpuLogging;
import dirtysim.reports.Check;
import dirtysim.scenario.RoundRecord;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.ScenarioBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Target V17 (numbers S17): what a migration sends over 1 to 16 TCP connections on 100 Gbit/s, within 10 %. The work for a page is
 * derived from the rows of one to four connections; that eight fill the link, and sixteen do no more, is what is checked. Of the
 * link's bandwidth 1,448 of each 1,538 bytes are payload: Ethernet with an MTU of 1,500 and TCP with timestamps. The VMM that was
 * measured clears the log of CPU writes when it reads it, not while it sends.
 */
final class ChannelTargets {
    private static final int[] CHANNELS = {1, 2, 4, 8, 16};
    private static final double[] MIB_PER_SECOND = {1617, 3752, 7238, 11503, 10684};
    private static final double MIB = 1 << 20;

    private ChannelTargets() {}

    /** Runs them. */
    static List<Check> run() {
        List<Check> checks = new ArrayList<>();
        for (int n = 0; n < CHANNELS.length; n++) {
            double expected = MIB_PER_SECOND[n];
            String quantity = "throughput/" + CHANNELS[n] + " connections";
            checks.add(new Check("V17", quantity, "MiB/s", expected, mibPerSecond(CHANNELS[n]), 0.10 * expected));
        }
        return checks;
    }

    private static double mibPerSecond(int channels) {
        RunRecord run = Simulation.run(
                new ScenarioBuilder()
                        .suite("validate")
                        .name("channels")
                        .scheme("shadow-dbit")
                        .trace("idle")
                        .ramBytes(6144L << 20)
                        .linkBytesPerSecond(12_500_000_000L * 1448 / 1538)
                        .channels(channels)
                        .warmupMs(0)
                        .cpuDirtyPagesPerSecond(0)
                        .cpuLogging(CpuLogging.STANDARD.clearedAtGet())
                        .build(),
                IdleGuest.workload());
        RoundRecord bulk = run.rounds().get(0);
        return bulk.sentBytes() / MIB / ((bulk.durationPs() - bulk.syncPs()) / 1e12);
    }
}
