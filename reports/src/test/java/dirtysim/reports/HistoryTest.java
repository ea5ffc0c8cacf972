package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import dirtysim.reports.compare.Measure;
import dirtysim.reports.history.Change;
import dirtysim.reports.history.History;
import dirtysim.reports.history.HistoryEntry;
import dirtysim.reports.history.Series;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
    private static final String TRACE = "net-rx-strict";

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"und", "de", "tr"})
    void csvIsSealed(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Golden.check("history.csv", HistoryCsv.render(planted()));
    }

    /** One page more in the third of five results is found, and nothing else is. */
    @Test
    void theSmallestDifferenceUnderTheSameSeedIsAChange() {
        List<Series> changed = planted().series().stream()
                .filter(series -> !series.changes().isEmpty())
                .toList();
        assertEquals(1, changed.size());
        assertEquals(Measure.FALSE_DIRTY, changed.get(0).measure());
        assertEquals("pinned", changed.get(0).key().scheme());
        assertEquals(
                List.of(new Change(2, true, Double.NaN, 1000, 1001, false)),
                changed.get(0).changes());
    }

    @Test
    void aChangedScenarioIsTold() {
        RunRecord run = SampleResults.run("pinned", TRACE);
        RunRecord other = SampleResults.withFalseDirty(run, 7);
        RunRecord changed = SampleResults.withScenario(
                other, run.scenario().change().linkBytesPerSecond(1).build());
        Change change = History.of(List.of(entry("a", run), entry("b", changed)))
                .of(Measure.FALSE_DIRTY)
                .get(0)
                .changes()
                .get(0);
        assertTrue(change.scenarioChanged());
    }

    @Test
    void noiseOfOtherSeedsIsNoChangeAndAStepInItIs() {
        RandomGenerator random = new Well19937c(5);
        List<HistoryEntry> noise = new ArrayList<>();
        List<HistoryEntry> step = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            RunRecord run = SampleResults.run("pinned", TRACE, i + 1);
            long pages = 1000 + random.nextInt(50);
            noise.add(entry("n" + i, SampleResults.withFalseDirty(run, pages)));
            step.add(entry("s" + i, SampleResults.withFalseDirty(run, i < 9 ? pages : pages * 2)));
        }
        assertEquals(0, History.of(noise).changes());
        List<Change> found = History.of(step).of(Measure.FALSE_DIRTY).get(0).changes();
        assertEquals(List.of(9), found.stream().map(Change::at).toList());
        assertFalse(found.get(0).exact());
        assertEquals(2, found.get(0).after() / found.get(0).before(), 0.05);
    }

    @Test
    void aGapIsNoChange() {
        RunRecord run = SampleResults.run("pinned", TRACE);
        RunRecord other = SampleResults.run("stop-copy", TRACE);
        History history = History.of(List.of(entry("a", run), entry("b", other), entry("c", run)));
        assertEquals(0, history.changes());
        assertTrue(Double.isNaN(history.of(Measure.TOTAL).get(0).values()[1]));
        assertTrue(HistoryPage.render(history).contains("No change point in"));
    }

    @Test
    void theGreatestChangesComeFirstOnThePage() {
        String page = HistoryPage.render(planted());
        assertTrue(page.contains("1 change point in"), page);
        assertTrue(
                page.contains("False dirty pages of pinned on net-rx-strict (schemes): 1,000 → 1,001 (+0.100"), page);
        assertTrue(page.contains("class=\"mark\""), "a ring");
        assertTrue(page.contains("▲ 1,001"), "a mark in the table");
        assertFalse(page.contains("<script"), "a page without a script needs no leave for one");
    }

    @Test
    void whatHasNoHistoryIsRefused() {
        HistoryEntry one = entry("a", SampleResults.run("pinned", TRACE));
        assertRefused("one results directory has no history", List.of(one));
        assertRefused("it is given twice", List.of(one, one));
        RunRecord other = SampleResults.run("pinned", TRACE);
        assertRefused(
                "it holds suite 'other', and a suite 'schemes'",
                List.of(one, HistoryEntry.of("b", "other", List.of(other))));
    }

    private static void assertRefused(String says, List<HistoryEntry> entries) {
        InputException refused = assertThrows(InputException.class, () -> History.of(entries));
        assertTrue(refused.getMessage().contains(says), refused.getMessage());
    }

    private static History planted() {
        return History.of(IntStream.range(0, 5)
                .mapToObj(i -> HistoryEntry.of(
                        "results/" + i,
                        "schemes",
                        List.of(
                                SampleResults.withFalseDirty(SampleResults.run("pinned", TRACE), i < 2 ? 1000 : 1001),
                                SampleResults.run("shadow-dbit", TRACE))))
                .toList());
    }

    private static HistoryEntry entry(String name, RunRecord run) {
        return HistoryEntry.of(name, "schemes", List.of(run));
    }
}
