package dirtysim.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.CostModel;
import dirtysim.scenario.RoundRecord;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pre-copy of a guest whose CPUs write uniformly at random against its closed form: over a working set of W pages at D
 * pages a second, a round of T seconds leaves {@code W (1 - exp(-D T / W))} pages dirty.
 */
class PreCopyClosedFormTest {
    private static final long MIB = 1L << 20;
    private static final long RAM = 512 * MIB;
    private static final int MOST_ROUNDS = 12;
    private static final double PAGES_PER_SECOND = 100_000;

    private static MigrationBench migrate(double rho, long workingSetMib, double limitMs) {
        long bytesPerSecond = Math.round(PAGES_PER_SECOND * 4104);
        MigrationBench bench = new MigrationBench(
                CostModel.defaults(),
                RAM,
                bytesPerSecond,
                limitMs,
                MOST_ROUNDS,
                rho * PAGES_PER_SECOND,
                workingSetMib * MIB);
        bench.run();
        assertEquals(0, bench.truth.stalePages());
        return bench;
    }

    /** The dirty pages of each round follow from the length of the round before. */
    @ParameterizedTest
    @CsvSource({"0.2,512", "0.5,128", "0.5,256", "0.8,128", "0.8,512", "1.5,128", "4,64"})
    void eachRoundLeavesWhatTheFormSays(double rho, long workingSetMib) {
        List<RoundRecord> rounds = migrate(rho, workingSetMib, 5).rounds();
        double workingSet = workingSetMib * MIB / 4096.0;
        int checked = 0;
        for (int i = 0; i + 1 < rounds.size(); i++) {
            RoundRecord round = rounds.get(i);
            RoundRecord next = rounds.get(i + 1);
            double written = rho * PAGES_PER_SECOND * round.durationPs() / 1e12;
            double expected = workingSet * (1 - StrictMath.exp(-written / workingSet));
            if (round.sentBytes() > 0 && expected > 1000) {
                double spread = 5 * Math.sqrt(expected);
                double ticks = 2 * rho * PAGES_PER_SECOND / 1000;
                assertEquals(
                        expected,
                        next.cpuDirtyPages(),
                        0.01 * expected + spread + ticks,
                        "seed 1, after round " + i + " of " + rounds);
                checked++;
            }
        }
        assertTrue(checked >= 2, "too few rounds to prove anything: " + rounds);
    }

    /** V* = W (1 - exp(-rho V* / W)), by bisection; 0 if rho is at most 1. */
    private static double fixedPoint(double rho, double workingSet) {
        double low = rho <= 1 ? 0 : 1e-6 * workingSet;
        double high = rho <= 1 ? 0 : workingSet;
        for (int n = 0; n < 200; n++) {
            double middle = (low + high) / 2;
            if (workingSet * (1 - StrictMath.exp(-rho * middle / workingSet)) > middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Above a rho of 1 rounds come to rest at the fixed point, and where that is nearly all of the set, at the set. */
    @ParameterizedTest
    @CsvSource({"1.5,128", "2,64", "3,128", "10,256"})
    void roundsComeToRestAtTheFixedPoint(double rho, long workingSetMib) {
        List<RoundRecord> rounds = migrate(rho, workingSetMib, 1).rounds();
        double workingSet = workingSetMib * MIB / 4096.0;
        RoundRecord late = rounds.get(rounds.size() - 3);
        // The form knows no syncs: what is written in one, once more around the loop, is at most this.
        double syncPages = rho * PAGES_PER_SECOND * late.syncPs() / 1e12;
        double fixed = fixedPoint(rho, workingSet);
        double slope = rho * StrictMath.exp(-rho * fixed / workingSet);
        double sigma = Math.sqrt(fixed * (1 - fixed / workingSet)) / Math.sqrt(1 - slope * slope);
        assertEquals(
                fixed,
                late.dirtyPages(),
                5 * sigma + 2 * syncPages * (1 - fixed / workingSet) / (1 - slope) + 1,
                "seed 1, slope " + slope + ": " + rounds);
        assertTrue(rho < 10 || fixed > 0.9999 * workingSet, "saturated");
    }

    /** It converges if, and only if, the fixed point fits into the downtime limit. */
    @ParameterizedTest
    @CsvSource({"0.3,512", "0.6,128", "1.5,128", "1.5,32", "2,64", "2,16", "4,64", "4,16", "8,8"})
    void convergesIfAndOnlyIfTheFixedPointFits(double rho, long workingSetMib) {
        double workingSet = workingSetMib * MIB / 4096.0;
        double limitPages = fixedPoint(rho, workingSet);
        for (double share : new double[] {0.9, 1.1}) {
            // rho below 1 has the fixed point 0: any limit is met in the end.
            double pages = rho <= 1 ? 0.02 * workingSet : share * limitPages;
            MigrationBench bench = migrate(rho, workingSetMib, pages / PAGES_PER_SECOND * 1000);
            assertEquals(
                    pages > limitPages,
                    bench.migration.converged(),
                    "limit of " + pages + " pages, fixed point " + limitPages + ": " + bench.rounds());
        }
    }
}
