package dirtysim.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.cpu.CpuLoad;
import dirtysim.cpu.WritePattern;
import dirtysim.engine.SimTime;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.Parameters;
import dirtysim.host.PreCopyRules;
import dirtysim.scenario.RoundRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The geometric form in its own assumptions: a guest that never writes a page twice in a round, at D pages a second whatever
 * happens (an open sweep over all of RAM), over a link of B: with rho = D/B, {@code V(i+1) = rho V(i)}. Nothing is drawn. What
 * the form leaves out is the time of a sync; the bounds are what is written in it.
 */
class GeometricFormTest {
    private static final long RAM = 1L << 30;
    private static final double V0 = RAM / 4096.0;
    private static final double LINK_PAGES = 10_000;
    private static final double PAGE_PS = 1e12 / LINK_PAGES;

    private static MigrationBench migrate(double rho, double limitMs, int mostRounds) {
        MigrationBench bench = new MigrationBench(
                Parameters.with(CostModel.defaults(), Map.of("vm-stop-us", "0"), "test"),
                RAM,
                new MigrationTerms(Math.round(LINK_PAGES * 4104), limitMs, mostRounds, PreCopyRules.ROUNDS),
                new CpuLoad(rho * LINK_PAGES, RAM, 0, 0, WritePattern.parse("sequential", "cpu-pattern"), 0, false),
                CpuLogging.STANDARD.clearedAtGet(),
                0);
        bench.run();
        assertEquals(0, bench.truth.stalePages());
        return bench;
    }

    private static List<RoundRecord> running(MigrationBench bench) {
        return bench.rounds().stream().filter(round -> !round.guestStopped()).toList();
    }

    @ParameterizedTest
    @CsvSource({"0.1,1000", "0.25,1000", "0.5,300", "0.5,2000", "0.75,1000"})
    void roundsShrinkByRho(double rho, double limitMs) {
        MigrationBench bench = migrate(rho, limitMs, 100);
        List<RoundRecord> rounds = running(bench);
        double syncPages = 0;
        double sum = 0;
        for (int i = 0; i < rounds.size(); i++) {
            RoundRecord round = rounds.get(i);
            syncPages += rho * LINK_PAGES * round.syncPs() / 1e12;
            assertEquals(V0 * Math.pow(rho, i), round.dirtyPages(), 1 + syncPages, "round " + i + " of " + rounds);
            if (i + 1 < rounds.size()) {
                sum += round.dirtyPages();
                double sendPs = round.dirtyPages() * PAGE_PS;
                assertEquals(sendPs, round.durationPs() - round.syncPs(), 1e6, "T = V / B in round " + i);
                double written = rho * LINK_PAGES * round.durationPs() / 1e12;
                assertEquals(written, rounds.get(i + 1).dirtyPages(), 1 + syncPages, "V = D T after round " + i);
            }
        }
        int n = rounds.size() - 1;
        assertEquals(
                (int) Math.ceil(Math.log(LINK_PAGES * limitMs / 1000 / V0) / Math.log(rho)),
                n,
                "rounds before the guest is stopped");
        assertTrue(bench.migration.converged());
        assertEquals(V0 * (1 - Math.pow(rho, n)) / (1 - rho), sum, 1 + syncPages / (1 - rho), "what is sent before");
    }

    @Test
    void totalAndDowntimeAreSumsOfThose() {
        MigrationBench bench = migrate(0.5, 300, 100);
        double sentPs =
                bench.rounds().stream().mapToLong(RoundRecord::sentBytes).sum() / 4104.0 * PAGE_PS;
        double syncsPs = bench.rounds().stream().mapToLong(RoundRecord::syncPs).sum();
        double resumePs = SimTime.ofMillis(CostModel.defaults().switchoverMs());
        assertEquals(sentPs + syncsPs + resumePs, bench.migration.totalPs(), 1e6);
        RoundRecord last = bench.rounds().get(bench.rounds().size() - 1);
        assertEquals(last.dirtyPages() * PAGE_PS + last.syncPs() + resumePs, bench.migration.downtimePs(), 1e6);
        assertEquals(sentPs, V0 * 2 * PAGE_PS, V0 * PAGE_PS * 0.02, "sum V = V0 / (1 - rho), almost");
    }

    @ParameterizedTest
    @CsvSource({"1", "1.2", "3"})
    void fromRhoOfOneOnNothingShrinks(double rho) {
        MigrationBench bench = migrate(rho, 100, 8);
        assertFalse(bench.migration.converged());
        for (RoundRecord round : running(bench)) {
            assertTrue(round.dirtyPages() >= V0 - 1, round.toString());
        }
    }

    /** A pinned set is reported by every query, so the last of them leaves at least that, whatever the guest writes. */
    @ParameterizedTest
    @CsvSource({"0", "0.1", "0.5"})
    void whatIsAlwaysReportedIsAFloor(double rho) {
        int pinned = 5000;
        for (double limitMs : new double[] {490, 6000}) {
            MigrationBench bench = new MigrationBench(
                    CostModel.defaults(),
                    RAM,
                    new MigrationTerms(Math.round(LINK_PAGES * 4104), limitMs, 8, PreCopyRules.ROUNDS),
                    new CpuLoad(rho * LINK_PAGES, RAM, 0, 0, WritePattern.parse("sequential", "cpu-pattern"), 0, false),
                    CpuLogging.STANDARD.clearedAtGet(),
                    0);
            bench.alwaysDirty = pinned;
            bench.run();
            assertEquals(limitMs > 500, bench.migration.converged(), "a limit of " + limitMs + " ms");
            assertTrue(bench.migration.downtimePs() >= pinned * PAGE_PS, "P / B");
        }
    }
}
