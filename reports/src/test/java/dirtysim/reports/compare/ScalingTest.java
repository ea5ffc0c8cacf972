package dirtysim.reports.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.reports.ScalingSample;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingTest {
    private static final double GIB = 1L << 30;

    private static Scaling of(List<RunRecord> runs) {
        return Scaling.of(Comparison.of(runs));
    }

    private static Scaling sample() {
        return of(ScalingSample.results().runs());
    }

    @Test
    void findsWhatWasVariedAndSortsIt() {
        List<Sweep> sweeps = sample().sweeps();
        assertEquals(
                List.of(Axis.MEMORY, Axis.LIVE),
                sweeps.stream().map(Sweep::axis).toList());
        assertEquals(
                List.of(16 * GIB, 64 * GIB, 256 * GIB, 1024 * GIB),
                sweeps.get(0).points().stream().map(Sweep.Point::x).toList());
        assertEquals(
                List.of(100.0, 1000.0, 10_000.0),
                sweeps.get(1).points().stream().map(Sweep.Point::x).toList());
        assertEquals("steady, live=100, dirty=5", sweeps.get(0).fixed());
        assertEquals("64\u00a0GiB of memory, steady, dirty=5", sweeps.get(1).fixed());
    }

    @Test
    void exponentsAreThoseOfTheLaws() {
        Sweep memory = sample().sweeps().get(0);
        assertEquals(1, memory.exponent(Growing.FLUSH_QUERY_P50, "nested-dbit"), 1e-9);
        assertEquals(0, memory.exponent(Growing.FLUSH_QUERY_P50, "shadow-dbit"), 1e-9);
        List<RunRecord> square = ScalingSample.overLive("x", live -> live * live);
        assertEquals(2, of(square).sweeps().get(0).exponent(Growing.FLUSH_QUERY_P50, "x"), 1e-9);
        List<RunRecord> nothing = ScalingSample.overLive("x", live -> 0);
        assertTrue(Double.isNaN(of(nothing).sweeps().get(0).exponent(Growing.FLUSH_QUERY_P50, "x")));
    }

    @Test
    void ofReplicationsTheMeanIsDrawn() {
        List<RunRecord> runs = new ArrayList<>(ScalingSample.overMemory("x", gib -> 100 * gib));
        ScalingSample.overMemory("x", gib -> 300 * gib).forEach(run -> runs.add(ScalingSample.withSeed(run, 2)));
        Sweep memory = of(runs).sweeps().get(0);
        assertEquals(4, memory.points().size());
        assertEquals(200 * 16, memory.values(Growing.FLUSH_QUERY_P50, "x")[0]);
    }

    @Test
    void growthIsSaidInWords() {
        assertEquals(
                List.of(
                        "With memory (steady, live=100, dirty=5): shadow-dbit and map-time do not grow; nested-dbit grows"
                                + " with exponent 1.00.",
                        "With live mappings (64\u00a0GiB of memory, steady, dirty=5): nested-dbit and map-time do not grow;"
                                + " shadow-dbit grows with exponent 1.00."),
                sample().growth(Growing.FLUSH_QUERY_P50));
    }

    @Test
    void crossingsLieOnTheLines() {
        List<Crossing> found = sample().crossings(Growing.FLUSH_QUERY_P50);
        assertEquals(1, found.size(), found.toString());
        Crossing live = found.get(0);
        assertEquals("shadow-dbit", live.below());
        assertEquals("nested-dbit", live.above());
        // 38,400 a mapping against 38,400,000 for the scan of 64 GiB: a tie at the point of 1,000.
        assertEquals(1000, live.x(), 1e-6);
        assertEquals(38_400_000, live.value(), 1);
    }

    @Test
    void betweenPointsBothAxesAreLogarithmic() {
        List<RunRecord> runs = new ArrayList<>(ScalingSample.overMemory("scan", gib -> 1000 * gib));
        runs.addAll(ScalingSample.overMemory("flat", gib -> 32_000));
        List<Crossing> found = of(runs).crossings(Growing.FLUSH_QUERY_P50);
        assertEquals(1, found.size());
        assertEquals(32 * GIB, found.get(0).x(), 1);
        assertEquals(32_000, found.get(0).value(), 1e-3);
        assertEquals("scan", found.get(0).below());
    }

    @Test
    void aTieIsNoCrossing() {
        List<RunRecord> runs = new ArrayList<>(ScalingSample.overMemory("a", gib -> 10_000));
        runs.addAll(ScalingSample.overMemory("b", gib -> gib == 64 || gib == 1024 ? 10_400 : 9_600));
        assertTrue(of(runs).crossings().isEmpty(), of(runs).crossings().toString());
        List<RunRecord> through = new ArrayList<>(ScalingSample.overMemory("a", gib -> 10_000));
        through.addAll(ScalingSample.overMemory("b", gib -> gib == 16 ? 5_000 : gib == 1024 ? 20_000 : 10_100));
        List<Crossing> found = of(through).crossings(Growing.FLUSH_QUERY_P50);
        assertEquals(1, found.size());
        assertEquals(128 * GIB, found.get(0).x(), 1);
    }

    @Test
    void twoSizesAreNoStudyAndOtherSeedsAreNoLineOfTheirOwn() {
        List<RunRecord> runs = ScalingSample.overMemory("a", gib -> gib);
        assertTrue(of(runs.subList(0, 2)).isEmpty());
        List<RunRecord> seeds = new ArrayList<>(runs);
        for (RunRecord run : runs) {
            seeds.add(new RunRecord(
                    run.scenario().change().seed(2).build(),
                    run.migration(),
                    run.rounds(),
                    run.tracking(),
                    run.guest(),
                    run.costs(),
                    run.hardware(),
                    run.leaves(),
                    run.hostCpuPs(),
                    run.events(),
                    run.stateHash(),
                    run.notes()));
        }
        assertEquals(1, of(seeds).sweeps().size());
        assertEquals(4, of(seeds).sweeps().get(0).points().size());
    }
}
