package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Ranking;
import dirtysim.reports.compare.Verdict;
import dirtysim.scenario.RunRecord;
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
                "No page was lost in this run by nested-dbit, shadow-dbit, map-time, pinned and stop-copy.",
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
