package dirtysim.reports.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import dirtysim.reports.SampleJmh;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JmhStudyTest {
    @Test
    void benchmarksStandBesideReferencesOfTheirClassUnderTheSameParameters() {
        List<String> pairs = SampleJmh.study().pairs().stream()
                .map(pair -> pair.run().method() + " " + pair.run().paramText() + " / "
                        + pair.reference().method() + " " + pair.reference().paramText())
                .toList();
        assertEquals(
                List.of(
                        "engine size=100 / referenceHeap size=100",
                        "engine size=1000 / referenceHeap size=1000",
                        "rate size=100 / referenceHeap size=100"),
                pairs);
    }

    @Test
    void aReferenceWithFewerParametersStandsBesideAll() {
        JmhRun reference = run("reference", new double[][] {{1}});
        JmhRun one = new JmhRun("S", "a", new TreeMap<>(Map.of("n", "1")), new double[][] {{2}}, 0);
        JmhRun two = new JmhRun("S", "a", new TreeMap<>(Map.of("n", "2")), new double[][] {{3}}, 0);
        assertEquals(
                2,
                JmhStudy.of("", "", List.of(one, reference, two), List.of())
                        .pairs()
                        .size());
    }

    @Test
    void ratesAreTurnedIntoTimes() {
        JmhPair rate = SampleJmh.study().pairs().get(2);
        assertEquals(200, rate.run().meanNs(), 0.2);
        assertEquals(2, rate.ratio().value(), 0.01);
    }

    @Test
    void everyOutcomeOfATargetIsTold() {
        List<JmhOutcome> outcomes =
                SampleJmh.study().findings().stream().map(JmhFinding::outcome).toList();
        assertEquals(
                List.of(
                        JmhOutcome.MET,
                        JmhOutcome.MISSED,
                        JmhOutcome.UNCLEAR,
                        JmhOutcome.MET,
                        JmhOutcome.MISSED,
                        JmhOutcome.MET,
                        JmhOutcome.NOT_RUN),
                outcomes);
    }

    /** Of 200 measurements whose true ratio is 2 the intervals must hold it about 19 times in 20. */
    @Test
    void theIntervalHoldsTheTrueRatioAsOftenAsItSays() {
        RandomGenerator random = new Well19937c(7);
        int held = 0;
        for (int i = 0; i < 200; i++) {
            Ratio ratio = Ratio.of(run("a", noisy(random, 200)), run("reference", noisy(random, 100)));
            held += ratio.low() <= 2 && 2 <= ratio.high() ? 1 : 0;
        }
        assertTrue(held >= 170 && held <= 198, "held " + held + " of 200 (seed 7)");
    }

    @Test
    void forksThatDifferWidenTheInterval() {
        JmhRun reference = run("reference", new double[][] {{1, 1.01, 0.99}, {1, 1.01, 0.99}});
        Ratio same = Ratio.of(run("a", new double[][] {{2, 2.02, 1.98}, {2, 2.02, 1.98}}), reference);
        Ratio apart = Ratio.of(run("a", new double[][] {{1.5, 1.52, 1.48}, {2.5, 2.52, 2.48}}), reference);
        assertTrue(apart.high() - apart.low() > 10 * (same.high() - same.low()), apart + " " + same);
    }

    @Test
    void theSameSamplesGiveTheSameInterval() {
        assertEquals(
                SampleJmh.study().pairs().get(0).ratio(),
                SampleJmh.study().pairs().get(0).ratio());
    }

    @Test
    void theTestTellsApartWhatDiffersAndNotWhatDoesNot() {
        RandomGenerator random = new Well19937c(11);
        assertTrue(Ratio.of(run("a", noisy(random, 130)), run("reference", noisy(random, 100)))
                        .p()
                < 0.001);
        JmhRun same = run("a", new double[][] {{1, 2, 3, 4}});
        assertTrue(Ratio.of(same, run("reference", new double[][] {{1, 2, 3, 4}}))
                        .p()
                > 0.9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                  | this is no JSON
            {}                                 | there is no list of benchmarks
            []                                 | there is no list of benchmarks
            [{"benchmark": "x"}]               | has no name
            [{"benchmark": "a.B.c"}]           | a.B.c has no time for each iteration
            [{"benchmark": "a.B.c", "mode": "sample", "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1]]}}] | AverageTime
            [{"benchmark": "a.B.c", "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[0]]}}] | took no time
            [{"benchmark": "a.B.c", "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1],[]]}}] | without iterations
            """)
    void aFileThatIsNoneIsRefused(String json, String says) {
        InputException refused = assertThrows(InputException.class, () -> JmhJson.parse(json, "f.json"));
        assertTrue(
                refused.getMessage().startsWith("f.json")
                        && refused.getMessage().contains(says),
                refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hold.x,,,speed,1,s      | 'speed' is no quantity
            Hold.x,,,ratio,-1,s     | '-1' is no limit
            Hold.x,,,ratio,much,s   | 'much' is no limit
            Hold.x,,size,ratio,1,s  | 'size' are no parameters
            Hold.x,ref,,bytes,1,s   | only a ratio has a reference
            a.Hold.x,,,ratio,1,s    | names no benchmark
            Hold.x,,,ratio,1        | 5 fields
            """)
    void aTargetThatIsNoneIsRefused(String line, String says) {
        String csv = "benchmark,reference,params,quantity,limit,source\n" + line.strip() + "\n";
        InputException refused = assertThrows(InputException.class, () -> JmhTargets.parse(csv, "t.csv"));
        assertTrue(
                refused.getMessage().startsWith("t.csv") && refused.getMessage().contains(says), refused.getMessage());
    }

    private static JmhRun run(String method, double[][] forksNs) {
        return new JmhRun("S", method, new TreeMap<>(), forksNs, Double.NaN);
    }

    private static double[][] noisy(RandomGenerator random, double mean) {
        double[][] forks = new double[5][8];
        for (double[] fork : forks) {
            double shift = 1 + random.nextGaussian() * 0.005;
            for (int i = 0; i < fork.length; i++) {
                fork[i] = mean * shift * (1 + random.nextGaussian() * 0.03);
            }
        }
        return forks;
    }
}
