package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.memory.LeafPolicy;
import dirtysim.memory.PageSize;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Ranking;
import dirtysim.reports.compare.Verdict;
import dirtysim.reports.text.Unit;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void aLosingSchemeIsNeitherSoundNorRanked() {
        Verdict verdict = Verdict.of(Comparison.of(SampleResults.full().runs()));
        assertEquals(
                List.of("iova-log"),
                verdict.losses().stream().map(loss -> loss.scheme()).toList());
        assertEquals(6, verdict.losses().get(0).where().size());
        assertEquals(
                "No page was lost in any run by nested-dbit, shadow-dbit, map-time, pinned and stop-copy.",
                verdict.facts().get(0));
        for (Ranking ranking : verdict.rankings()) {
            String text = ranking.toString();
            assertTrue(!text.contains("iova-log") && !text.contains("pinned") && !text.contains("stop-copy"), text);
        }
    }

    @Test
    void whoDidNotConvergeIsNamed() {
        Verdict verdict = Verdict.of(Comparison.of(SampleResults.full().runs()));
        assertEquals(
                "pinned (on all 8 traces) and stop-copy (on all 8 traces) did not meet the downtime limit: there the"
                        + " guest was stopped regardless.",
                verdict.facts().get(2));
    }

    private static List<String> facts(String about, RunRecord... runs) {
        return Verdict.of(Comparison.of(List.of(runs))).facts().stream()
                .filter(fact -> fact.contains(about))
                .toList();
    }

    @Test
    void ofManyCasesOnlyTheNumberIsSaid() {
        List<RunRecord> runs = new ArrayList<>();
        for (String trace : SampleResults.TRACES) {
            runs.add(SampleResults.run(runs.size() < 4 ? "nested-dbit" : "stop-copy", trace));
        }
        String named = missed(runs.subList(1, 7));
        assertTrue(
                named.startsWith("x (on 3 of 6 traces: nvme-randread4k-strict, nvme-randrw-lazy and virtio-blk-mixed)"),
                named);
        assertTrue(missed(runs).startsWith("x (on 4 of 8 traces) did not meet"), missed(runs));
    }

    /** What is said of convergence if all of these were of one scheme. */
    private static String missed(List<RunRecord> runs) {
        List<RunRecord> ofOne = runs.stream()
                .map(run -> SampleResults.withScenario(
                        run, run.scenario().change().scheme("x").build()))
                .toList();
        return Verdict.of(Comparison.of(ofOne)).facts().stream()
                .filter(fact -> fact.contains("did not meet"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void largeLeavesThatWereFoundDirtyAreSaidToAmplify() {
        RunRecord run = SampleResults.run("nested-dbit", "net-rx-strict");
        assertEquals(List.of(), facts("leaves", run));
        LeafPolicy large = new LeafPolicy(PageSize.SIZE_2M, false);
        assertEquals(List.of(), facts("leaves", SampleResults.withLeaves(run, large, 0, 1000, 100, 5)));
        assertEquals(
                List.of(
                        "With leaves of up to 2MiB one written page makes up to 512 dirty: nested-dbit reported 153,600 pages"
                                + " where 100 were written (1,536×) and sent 513\u00a0MiB for nothing, in "
                                + run.rounds().size() + " rounds. A dirty leaf held 0.3 written pages on average."),
                facts("leaves", SampleResults.withLeaves(run, large, 300, 153_600, 100, 131_072)));
        List<String> both = facts("leaves", run, SampleResults.withLeaves(run, large, 300, 153_600, 100, 131_072));
        assertTrue(
                both.get(0)
                        .endsWith(" Against the same over leaves of 4KiB that is 0 rounds more and 0 more on the"
                                + " link."),
                both::toString);
        List<String> huge = facts(
                "leaves",
                SampleResults.withLeaves(run, new LeafPolicy(PageSize.SIZE_1G, false), 2, 524_288, 0, 524_288));
        assertTrue(
                huge.get(0).contains("up to 262,144 dirty") && huge.get(0).contains("where 0 were written and"),
                huge::toString);
    }

    @Test
    void pinnedIsSaidToHaveAFloor() {
        RunRecord run = SampleResults.run("pinned", "net-rx-strict");
        long least = run.rounds().stream()
                .skip(1)
                .mapToLong(round -> round.dmaDirtyPages())
                .min()
                .orElseThrow();
        double ms = least * 4104.0 / run.scenario().linkBytesPerSecond() * 1e3;
        assertEquals(
                List.of("pinned cannot get below what stays mapped: on net-rx-strict it reported "
                        + Unit.grouped(least) + " pages or more in every round, " + Unit.TIME.show(ms * 1e9)
                        + " on the link against a limit of "
                        + Unit.TIME.show(run.scenario().downtimeLimitMs() * 1e9) + "."),
                facts("stays mapped", run, SampleResults.run("nested-dbit", "net-rx-strict")));
        assertEquals(List.of(), facts("stays mapped", SampleResults.run("nested-dbit", "net-rx-strict")));
    }

    @Test
    void theRatioIsThatOfTheFigures() {
        RunRecord cheap = SampleResults.run("map-time", "net-rx-strict");
        RunRecord dear = SampleResults.run("nested-dbit", "net-rx-strict");
        Verdict verdict = Verdict.of(Comparison.of(List.of(dear, cheap)));
        Ranking query = verdict.rankings().stream()
                .filter(ranking -> ranking.question().startsWith("Cheapest flush at query"))
                .findFirst()
                .orElseThrow();
        assertEquals("map-time", query.best());
        assertEquals("nested-dbit 433×", query.others());
    }

    @Test
    void valuesStandWhereARatioWouldBeNoughtOrNone() {
        Verdict verdict = Verdict.of(Comparison.of(List.of(
                falseDirty("nested-dbit", "net-rx-strict", 10),
                falseDirty("nested-dbit", "net-tx-strict", 10),
                falseDirty("nested-dbit", "net-rx-lazy", 0),
                falseDirty("map-time", "net-rx-strict", 0),
                falseDirty("map-time", "net-tx-strict", 20),
                falseDirty("map-time", "net-rx-lazy", 40))));
        Ranking fewest = verdict.rankings().stream()
                .filter(ranking -> ranking.question().startsWith("Fewest pages"))
                .findFirst()
                .orElseThrow();
        assertEquals("nested-dbit", fewest.best());
        assertEquals("lowest on 2 of 3 traces, 10 (0 to 10)", fewest.detail());
        assertEquals("map-time 20 (0 to 40)", fewest.others());
    }

    private static RunRecord falseDirty(String scheme, String trace, long pages) {
        return SampleResults.withFalseDirty(SampleResults.run(scheme, trace), pages);
    }

    @Test
    void runsUnderOtherConditionsAreOtherCases() {
        List<RunRecord> runs = List.of(
                SampleResults.run("pinned", "net-rx-strict", 1),
                SampleResults.run("map-time", "net-rx-strict", 1),
                SampleResults.run("pinned", "net-rx-strict", 2),
                SampleResults.run("pinned", "net-rx-strict", 2));
        Comparison comparison = Comparison.of(runs);
        assertEquals(
                List.of("net-rx-strict · repetition 1", "net-rx-strict · repetition 2"),
                comparison.cases().stream().map(c -> c.label()).toList());
        assertEquals(2, comparison.cases().get(0).all("pinned").size(), "two seeds are replications");
        assertEquals(1, comparison.cases().get(0).all("map-time").size());
        assertEquals(1, comparison.cases().get(1).all("pinned").size(), "one seed twice is not");
    }
}
