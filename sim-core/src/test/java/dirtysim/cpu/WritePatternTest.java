package dirtysim.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.InputException;
import dirtysim.host.Parameters;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Different pages written within an interval, by pattern, against the closed form of each. */
class WritePatternTest {
    private static final double[] SECONDS = {0.1, 0.2, 0.5, 1, 2, 5, 10};
    private static final int SET_MIB = 256;
    private static final double SET = SET_MIB * 256.0;
    private static final double RATE = 20_000;
    private static final CostModel FREE = Parameters.with(
            CostModel.defaults(), Map.of("mark-page-ns", "2", "cpu-ghz", "6", "vm-exit-cycles", "1000"), "test");

    private static WriterBench bench(long seed, double rate, String pattern, boolean closedLoop) {
        CpuLoad load = WriterBench.load(rate, SET_MIB, pattern, closedLoop);
        WriterBench bench = new WriterBench(seed, load, 2 * SET_MIB, FREE, CpuLogging.STANDARD.clearedAtGet());
        bench.log.enable();
        return bench;
    }

    private static void follows(double rate, String pattern, DoubleUnaryOperator closedForm, double share) {
        for (long seed = 1; seed <= 3; seed++) {
            WriterBench bench = bench(seed, rate, pattern, false);
            double done = 0;
            for (double seconds : SECONDS) {
                bench.runMs((seconds - done) * 1000);
                done = seconds;
                double expected = closedForm.applyAsDouble(seconds);
                double bound = 5 * Math.sqrt(expected) + share * expected + 1;
                assertEquals(expected, bench.told, bound, pattern + ", seed " + seed + ", " + seconds + " s");
                assertEquals(bench.told, bench.written.count(), "each of them once");
            }
            assertEquals(0, bench.loop.dispatched(), "no event");
        }
    }

    private static double saturating(double pages, double writes) {
        return pages == 0 ? 0 : pages * (1 - StrictMath.exp(-writes / pages));
    }

    @Test
    void uniform() {
        follows(RATE, "uniform", t -> saturating(SET, RATE * t), 0);
    }

    /** It has no chance in it, but for a page at each end. */
    @Test
    void sequential() {
        for (double rate : new double[] {RATE, 3, 1e9}) {
            WriterBench bench = bench(1, rate, "sequential", true);
            double done = 0;
            for (double seconds : SECONDS) {
                bench.runMs((seconds - done) * 1000);
                done = seconds;
                // 600 ns an exit for 512 pages holds the sweep up by less than a thousandth.
                double expected = Math.min(SET, rate * seconds);
                assertEquals(expected, bench.told, 1 + 0.001 * expected, rate + " a second, " + seconds + " s");
            }
        }
    }

    @Test
    void hotAndCold() {
        double hot = Math.rint(SET * 0.1);
        follows(
                RATE,
                "hot-cold:10%/90%",
                t -> saturating(hot, 0.9 * RATE * t) + saturating(SET - hot, 0.1 * RATE * t),
                0);
        follows(RATE, "hot-cold:1%/100%", t -> saturating(Math.rint(SET * 0.01), RATE * t), 0);
    }

    /** The table of 2^20 is drawn: a page is in it as often as a Poisson number says. */
    @ParameterizedTest
    @ValueSource(doubles = {0.8, 1.0, 1.3})
    void zipf(double exponent) {
        int pages = (int) SET;
        double sum = 0;
        for (int k = 1; k <= pages; k++) {
            sum += StrictMath.pow(k, -exponent);
        }
        double norm = sum;
        follows(
                RATE,
                "zipf:" + exponent,
                t -> {
                    double left = 1 - StrictMath.exp(-RATE * t / (1 << 20));
                    double unique = 0;
                    for (int k = 1; k <= pages; k++) {
                        double inTable = (1 << 20) * StrictMath.pow(k, -exponent) / norm;
                        unique += 1 - StrictMath.exp(-inTable * left);
                    }
                    return unique;
                },
                0.003);
    }

    /** A curve of a mixture is met at its points, and between them, whatever rate is asked for. */
    @Test
    void measuredCurve() {
        DoubleUnaryOperator curve = t -> saturating(3000, 12_000 * t) + saturating(40_000, 8_000 * t);
        StringBuilder pattern = new StringBuilder("curve:");
        for (double t : new double[] {0.1, 0.5, 1, 4, 10}) {
            pattern.append(t).append("s=").append(curve.applyAsDouble(t)).append(t == 10 ? "" : ",");
        }
        follows(77, pattern.toString(), curve, 0.02);
    }

    @Test
    void burstsAreWritesByTurns() {
        WriterBench bench = bench(1, RATE, "sequential+bursts:1500ms/2s@1s", true);
        double[] pages = new double[8];
        for (int second = 0; second < 8; second++) {
            bench.runMs(500);
            pages[second] = bench.told;
        }
        // Half a second on, two off, a second and a half on.
        assertEquals(RATE * 0.5, pages[0], 12);
        assertEquals(pages[0], pages[4], "seed 1");
        assertEquals(RATE * 1.0, pages[5], 24);
        assertEquals(RATE * 2.0, pages[7], 42);
    }

    @Test
    void aSeriesSaysTheRate() {
        WriterBench bench = bench(1, 5, "uniform+series:500ms=40000,1.5s=0,2s=10000", false);
        double[] writes = {20_000, 20_000, 20_000, 25_000, 30_000};
        for (int half = 0; half < writes.length; half++) {
            bench.runMs(500);
            double expected = saturating(SET, writes[half]);
            assertEquals(expected, bench.told, 5 * Math.sqrt(expected), "seed 1, half second " + half);
        }
    }

    /** 10^9 writes a second: as many draws as pages. A loop over the writes would take minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"uniform", "sequential", "hot-cold:10%/90%", "zipf:1.0", "uniform+bursts:10ms/10ms"})
    void aBillionWritesASecondCostTheirFirstOnes(String pattern) {
        WriterBench bench = bench(1, 1e9, pattern, false);
        bench.runMs(10_000);
        assertTrue(bench.told <= SET && bench.told > 0.3 * SET, bench.told + " of " + SET);
        assertEquals(bench.told, bench.written.count());
    }

    /** 260 ns a fault hold up writers that wait for it, not what comes from outside. */
    @Test
    void aClosedLoopIsHeldUpByFaultsAnOpenOneIsNot() {
        CpuLogging faults = new CpuLogging(CpuLogging.Kind.WRITE_PROTECT, false, false, true, false, 1, 4096);
        double[] told = new double[2];
        for (int open = 0; open < 2; open++) {
            CpuLoad load = WriterBench.load(4e6, SET_MIB, "sequential", open == 0);
            WriterBench bench = new WriterBench(1, load, 2 * SET_MIB, FREE, faults);
            bench.writer.protectAll();
            bench.runMs(10);
            told[open] = bench.told;
        }
        assertEquals(10e6 / (250 + 260), told[0], 5, "a page every 250 ns and a fault of 260 ns");
        assertEquals(40_000, told[1], 1);
    }

    @Test
    void oneSeedIsOneHistory() {
        for (String pattern : new String[] {"zipf:1.0", "sequential", "hot-cold:10%/90%", "curve:1s=5000"}) {
            assertEquals(history(pattern, 3), history(pattern, 3), pattern);
            assertFalse(history(pattern, 3) == history(pattern, 4), pattern);
        }
    }

    private static long history(String pattern, long seed) {
        WriterBench bench = bench(seed, RATE, pattern, true);
        for (int step = 0; step < 20; step++) {
            bench.runMs(0.7);
            bench.sendAll();
            bench.runMs(0.7);
        }
        return bench.written.contentHash() * 31 + bench.told;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unifrom",
                "uniform:3",
                "hot-cold:10%",
                "hot-cold:0%/90%",
                "hot-cold:10/90",
                "hot-cold:10%/101%",
                "zipf:",
                "zipf:5",
                "zipf:x",
                "curve:",
                "curve:1s=5,0.5s=6",
                "curve:1s=5,2s=4",
                "curve:1s",
                "curve:1=5",
                "uniform+",
                "uniform+bursts:1s",
                "uniform+bursts:0s/1s",
                "uniform+series:1s=-1",
                "uniform+later:1s"
            })
    void whatIsNoPatternIsRefusedInOneLine(String text) {
        InputException refused = assertThrows(InputException.class, () -> WritePattern.parse(text, "--cpu-pattern"));
        assertTrue(refused.getMessage().contains("--cpu-pattern"), refused.getMessage());
        assertTrue(refused.getMessage().contains("'" + text + "' is no pattern"), refused.getMessage());
        assertFalse(refused.getMessage().contains("\n"));
    }
}
