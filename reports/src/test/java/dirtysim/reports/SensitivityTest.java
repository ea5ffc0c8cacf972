package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.reports.compare.Measure;
import dirtysim.reports.sensitivity.Effect;
import dirtysim.reports.sensitivity.Lead;
import dirtysim.reports.sensitivity.Leak;
import dirtysim.reports.sensitivity.Pairing;
import dirtysim.reports.sensitivity.Point;
import dirtysim.reports.sensitivity.Study;
import dirtysim.reports.sensitivity.Turn;
import dirtysim.scenario.RunRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in planted runs, of which it is known what decides. */
class SensitivityTest {
    private static Study study(List<RunRecord> runs) {
        List<Study> studies = Study.of(runs);
        assertEquals(1, studies.size());
        return studies.get(0);
    }

    private static Effect effect(Study study, String scheme, String key) {
        return Effect.of(study).stream()
                .filter(effect -> effect.scheme().equals(scheme)
                        && effect.measure() == Measure.DOWNTIME
                        && effect.parameter().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Pairing downtime(Study study) {
        return Pairing.of(study).stream()
                .filter(pair -> pair.measure() == Measure.DOWNTIME)
                .findFirst()
                .orElseThrow();
    }

    private static Lead lead(Study study) {
        return Lead.of(study).stream()
                .filter(lead -> lead.measure() == Measure.DOWNTIME)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theParameterThatMovesAMeasureIsFoundAndTheInertOneIsNot() {
        Study study = study(SampleStudy.runs());
        Effect scan = effect(study, "nested-dbit", "scan-per-pte-ns");
        assertEquals(100.5e9, scan.atLow(), 1);
        assertEquals(112e9, scan.atBase(), 1);
        assertEquals(200e9, scan.atHigh(), 1);
        assertEquals(99.5 / 112, scan.swing(), 1e-9);
        assertEquals(1, scan.correlation(), 1e-9);
        assertTrue(scan.moves());
        Effect mark = effect(study, "nested-dbit", "mark-page-ns");
        assertEquals(0, mark.spread());
        assertFalse(mark.moves());
        assertTrue(Math.abs(mark.correlation()) < 0.3, () -> "inert, but correlated: " + mark.correlation());
        assertFalse(effect(study, "shadow-dbit", "scan-per-pte-ns").moves());
        assertTrue(Double.isNaN(effect(study, "shadow-dbit", "scan-per-pte-ns").correlation()), "constant");
    }

    @Test
    void theOrderTurnsWhereTheTwoCross() {
        Pairing pair = downtime(study(SampleStudy.runs()));
        assertEquals("nested-dbit", pair.first());
        assertEquals("shadow-dbit", pair.second());
        assertFalse(pair.level());
        assertEquals(1, pair.turns().size());
        Turn turn = pair.turns().get(0);
        assertEquals("scan-per-pte-ns", turn.parameter().key());
        assertEquals("shadow-dbit", turn.ahead());
        assertEquals(4, turn.turnsAt(), 1e-9);
        assertEquals("scan-per-pte-ns above about 4 ns", turn.words());
        // Samples of 1 to 16 ns: ahead up to 3, level at 4, behind from 5 on.
        assertEquals(16, pair.samples());
        assertEquals(3, pair.firstAhead());
        assertEquals(12, pair.secondAhead());
    }

    @Test
    void whoIsBestIsSaidWithWhatWouldUpsetIt() {
        Lead lead = lead(study(SampleStudy.runs()));
        assertEquals(List.of("nested-dbit"), lead.leaders());
        assertEquals(4, lead.held(), "3 samples ahead and one level");
        assertEquals(1, lead.upsets().size());
        assertEquals("shadow-dbit", lead.upsets().get(0).ahead());
        assertEquals(4, lead.upsets().get(0).turnsAt(), 1e-9);
    }

    @Test
    void anOrderWithinChanceIsNone() {
        // The phases move the difference by 30 ms, and it is 8 ms: neither is ahead. The end of the range is 80 ms
        // away.
        Study study = study(SampleStudy.runs(List.of("nested-dbit", "shadow-dbit"), 30));
        Pairing pair = downtime(study);
        assertTrue(pair.level());
        assertEquals(1, pair.turns().size());
        assertEquals("shadow-dbit", pair.turns().get(0).ahead());
        assertTrue(Double.isNaN(pair.turns().get(0).turnsAt()));
        assertEquals(List.of("nested-dbit", "shadow-dbit"), lead(study).leaders());
        // 90 ms hide that end, too.
        assertEquals(
                List.of(),
                downtime(study(SampleStudy.runs(List.of("nested-dbit", "shadow-dbit"), 90)))
                        .turns());
    }

    @Test
    void aSchemeThatLosesPagesAnywhereIsNotCompared() {
        Study study = study(SampleStudy.leaking());
        assertEquals(List.of("nested-dbit", "shadow-dbit"), study.sound());
        Leak leak = Leak.of(study).get(0);
        assertEquals("map-time", leak.scheme());
        assertFalse(leak.atBase());
        assertEquals(1, leak.runs());
        assertEquals(List.of("ats=on"), leak.alone());
        assertTrue(Pairing.of(study).stream()
                .noneMatch(
                        pair -> pair.first().equals("map-time") || pair.second().equals("map-time")));
    }

    @Test
    void aRunThatFailedLeavesAGapAndNoMore() {
        List<RunRecord> runs = SampleStudy.runs().stream()
                .filter(run -> !(run.scenario().name().equals("one/scan-per-pte-ns=high")
                        && run.scenario().scheme().equals("shadow-dbit")))
                .filter(run -> !(run.scenario().name().equals("one/sobol-003")
                        && run.scenario().scheme().equals("nested-dbit")))
                .toList();
        Study study = study(runs);
        assertTrue(Double.isNaN(effect(study, "shadow-dbit", "scan-per-pte-ns").atHigh()));
        assertEquals(List.of(), downtime(study).turns());
        assertEquals(15, downtime(study).samples());
        assertEquals(List.of(), lead(study).upsets());
        List<RunRecord> noBase = runs.stream()
                .filter(run -> !run.scenario().name().equals("one/base"))
                .toList();
        assertEquals(List.of(), Study.of(noBase));
    }

    @Test
    void ordinaryRunsAreNoStudy() {
        assertEquals(List.of(), Study.of(SampleResults.full().runs()));
        assertEquals(
                SampleResults.full().runs(),
                Point.withoutVaried(SampleResults.full().runs()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one/base",
                "one/phase-3",
                "one/ats=on",
                "one/iotlb-miss-ns=high",
                "one/sobol-017",
                "one/ram=2GiB/base"
            })
    void aNameTellsThePoint(String name) {
        assertEquals(name, Point.of(name).orElseThrow().name());
        assertTrue(Point.of(name.replace('/', '-')).isEmpty());
        assertTrue(Point.of("one/ram=2GiB").isEmpty(), "a varied setting");
    }

    @Test
    void effectsAreSealed() {
        Golden.check("sensitivity.csv", SensitivityCsv.render(Study.of(SampleStudy.leaking())));
    }

    @Test
    void rankingsAreSealed() {
        Golden.check("rankings.csv", RankingsCsv.render(Study.of(SampleStudy.leaking())));
    }

    @Test
    void theReportShowsBaseRunsAndTheVerdictOnTheOthers() {
        String html = HtmlReport.render(new Results("s", "c", SampleStudy.leaking()));
        assertTrue(html.contains("3 runs: 3 schemes on 1 trace"), "ordinary sections are of the base");
        assertTrue(html.contains("map-time on net-rx-strict lost pages in 1 of 26 runs"), html);
        assertTrue(html.contains("scan-per-pte-ns above about 4 ns (base 2.4, derived) would put shadow-dbit ahead"));
        assertTrue(html.contains("<figure id=\"swing-downtime\""));
        assertFalse(Browser.withoutScripts(html).contains("NaN"));
        assertFalse(HtmlReport.render(SampleResults.full()).contains("id=\"sensitivity\""));
    }

    @Test
    void resultsReadBackThoughARunStandsOnOneLine() {
        Results results = new Results("s", "c", SampleStudy.runs());
        String json = ResultsJson.render(results);
        assertEquals(results, ResultsJson.parse(json, "a test"));
        assertTrue(json.lines().count() < results.runs().size() + 10);
    }
}
