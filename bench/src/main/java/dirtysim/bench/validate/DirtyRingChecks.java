package dirtysim.bench.validate;

import dirtysim.Simulation;
import dirtysim.bench.migrations.IdleGuest;
import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.CpuLogging.Kind;
import dirtysim.host.HostProfile;
import dirtysim.reports.Check;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Target V14: a whole migration under dirty rings and under a bitmap, each within the range of the published runs, and their
 * ratio within 0.15 of what was published.
 */
final class DirtyRingChecks {
    private static final String TARGET = "V14";
    private static final double RATIO_TOLERANCE = 0.15;
    private static final long RAM = 24L << 30;
    private static final long WORKING_SET = 20L << 30;
    private static final double PAGES_PER_SECOND = 800e6 / 4096;
    private static final long BYTES_PER_SECOND = 1_250_000_000L;
    private static final int VCPUS = 8;
    private static final int RING_ENTRIES = 4096;

    private DirtyRingChecks() {}

    /** Runs them. */
    static List<Check> run() {
        List<List<String>> rows = PublishedTable.rows("dirty-ring.tsv");
        double ring = seconds(new CpuLogging(Kind.DIRTY_RING_PML, false, false, true, false, VCPUS, RING_ENTRIES));
        double bitmap = seconds(new CpuLogging(Kind.PML, true, true, true, false, VCPUS, RING_ENTRIES));
        double published = mean(rows.get(0)) / mean(rows.get(1));
        List<Check> checks = new ArrayList<>();
        checks.add(check(rows.get(0), ring));
        checks.add(check(rows.get(1), bitmap));
        checks.add(new Check(
                TARGET, "migration_time_ratio/ring to bitmap", "times", published, ring / bitmap, RATIO_TOLERANCE));
        return checks;
    }

    private static Check check(List<String> cells, double simulated) {
        double mean = mean(cells);
        double spread = Math.max(Double.parseDouble(cells.get(3)) - mean, mean - Double.parseDouble(cells.get(2)));
        return new Check(TARGET, "migration_time/" + cells.get(0), "s", mean, simulated, spread);
    }

    private static double mean(List<String> cells) {
        return Double.parseDouble(cells.get(1));
    }

    private static double seconds(CpuLogging logging) {
        Scenario scenario = new ScenarioBuilder()
                .suite("validate")
                .name("dirty-ring")
                .scheme("shadow-dbit")
                .trace("idle")
                .seed(1)
                .ramBytes(RAM)
                .linkBytesPerSecond(BYTES_PER_SECOND)
                .downtimeLimitMs(300)
                .timeScale(1)
                .warmupMs(0)
                .maxRounds(1000)
                .cpuDirtyPagesPerSecond(PAGES_PER_SECOND)
                .cpuWorkingSetBytes(WORKING_SET)
                .lazyUnderShadow(false)
                .cpuLogging(logging)
                .profile(new HostProfile("defaults", List.of()))
                .costs(CostModel.defaults())
                .capabilities(Capabilities.defaults())
                .build();
        return Simulation.run(scenario, IdleGuest.workload()).migration().totalPs() / 1e12;
    }
}
