package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Loss;
import dirtysim.reports.compare.Ranking;
import dirtysim.reports.compare.Verdict;
import dirtysim.scenario.RunRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicatedReportTest {
    private final Verdict verdict = Verdict.of(Comparison.of(Replicated.runs()));

    private static Ranking fewest(Verdict verdict) {
        return verdict.rankings().stream()
                .filter(ranking -> ranking.question().startsWith("Fewest pages"))
                .findFirst()
                .orElseThrow();
    }

    /** map-time differs from neither; shadow-dbit is 3 pages above nested-dbit with every seed, which is a difference. */
    @Test
    void whatIsLevelIsWhatNoPairedIntervalTellsApart() {
        Ranking fewest = fewest(verdict);
        assertEquals("nested-dbit and map-time", fewest.best());
        assertTrue(fewest.detail().startsWith("no difference shown, "), fewest.detail());
        assertEquals("shadow-dbit 1.03×", fewest.others());
    }

    /** With the first seed alone the same figures are judged as they stand. */
    @Test
    void oneSeedIsJudgedByItsFigures() {
        List<RunRecord> first = Replicated.runs().stream()
                .filter(run ->
                        run.scenario().seed() == 1 && !run.scenario().scheme().equals("iova-log"))
                .toList();
        Verdict alone = Verdict.of(Comparison.of(first));
        assertEquals("nested-dbit", fewest(alone).best());
        assertTrue(alone.caution().startsWith("From one seed, nothing was replicated"), alone.caution());
        assertEquals(1, DifferencesCsv.render(first).lines().count(), "a header and no pair");
        assertTrue(MeansCsv.render(first).contains(",false-dirty,pages,1,100.000,,,\n"), MeansCsv.render(first));
    }

    @Test
    void aPageLostWithOneSeedDisqualifies() {
        Loss loss = verdict.losses().get(0);
        assertEquals("iova-log", loss.scheme());
        assertEquals(9, loss.pages(), "the most of any replication");
        assertEquals(2, loss.lostRuns());
        assertEquals(5, loss.runs());
        assertEquals("at worst, in 2 of 5 replications", loss.where().get(0).often());
        assertEquals("GFN 0x11 was written and forgotten", loss.where().get(0).why());
    }

    @Test
    void theCautionSaysHowManyAndWhatInterval() {
        assertTrue(verdict.caution().startsWith("From 5 replications of each trace"), verdict.caution());
        assertTrue(verdict.caution().contains("95 % confidence (Student, Bonferroni)"), verdict.caution());
    }

    @Test
    void thePageHasOneCaseWithWhiskersAndHalfWidths() {
        String page = HtmlReport.render(new Results("s", "run", Replicated.runs()));
        assertTrue(page.contains("class=\"whisker\""));
        // Mean 116 with a deviation of 20.7: t(0.975, 4) is 2.776, over the root of 5.
        assertTrue(page.contains("116 <small class=\"spread\">± 25.7</small>"));
        assertFalse(page.contains("· seed"));
        assertTrue(page.contains("Of replications the first is drawn."));
        String alone =
                HtmlReport.render(new Results("s", "run", Replicated.runs().subList(0, 1)));
        assertFalse(alone.contains("class=\"whisker\"") || alone.contains("±") && alone.contains("spread\">±"));
    }

    /** Host CPU time of nested-dbit alone is multiplied by the seed, so its mean is three times the first. */
    @Test
    void hostTimeIsThatOfAllReplications() {
        List<RunRecord> grown = Replicated.runs().stream()
                .map(run -> Replicated.withHostCpu(
                        run, 2_000_000_000L * run.scenario().seed()))
                .toList();
        String page = HtmlReport.render(new Results("s", "run", grown));
        String figure = page.substring(page.indexOf("<figure id=\"host-time\""));
        figure = figure.substring(0, figure.indexOf("</figure>"));
        assertTrue(figure.contains("Means over the replications."), figure);
        assertTrue(figure.contains(">6.00\u00a0ms<"), figure);
        assertTrue(page.contains("No page was lost in any run by nested-dbit, shadow-dbit and map-time."));
    }

    @Test
    void theConsoleSaysThatItShowsMeans() {
        String table = ConsoleTable.render(Replicated.runs());
        assertTrue(table.contains("means over the replications"), table);
        assertEquals(4, table.lines().filter(line -> line.contains("yes")).count(), table);
    }
}
