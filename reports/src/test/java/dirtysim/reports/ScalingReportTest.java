package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.reports.compare.Growing;
import dirtysim.reports.compare.Measure;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScalingReportTest {
    private static List<String> find(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void aStudyHasAChartAMeasureAndAPanelASweep() {
        String html = HtmlReport.render(ScalingSample.results());
        List<String> figures = find(html, "(?s)<figure id=\"scaling-.*?</figure>");
        assertEquals(Growing.values().length, figures.size());
        for (String figure : figures) {
            assertEquals(2, find(figure, "class=\"panel\"").size());
        }
        String query = figures.stream()
                .filter(figure -> figure.contains("id=\"scaling-flush-query-p50\""))
                .findFirst()
                .orElseThrow();
        assertTrue(query.contains("by guest memory"), query);
        assertTrue(
                find(query, "class=\"panel\" data-case=\"[^\"\n]+\n[^\"]+\"").size() > 0,
                "a panel of several cases names them all: " + query);
        assertEquals(6, find(query, "class=\"way\"").size(), "a line a scheme and panel");
        assertTrue(html.contains("shadow-dbit is cheaper than nested-dbit below 1,000"
                + " live mappings, and dearer above (64\u00a0GiB of memory, steady, dirty=5)."));
        assertTrue(html.contains("nested-dbit grows with exponent 1.00."));
        assertTrue(html.contains("href=\"#scaling\""));
    }

    @Test
    void aFloodOfLossesIsCut() {
        List<RunRecord> runs = new ArrayList<>();
        for (int gib = 1; gib <= 10; gib++) {
            RunRecord losing = SampleResults.run("iova-log", SampleResults.TRACES.get(0));
            runs.add(SampleResults.withScenario(
                    losing,
                    losing.scenario().change().ramBytes((long) gib << 30).build()));
        }
        String html = HtmlReport.render(new Results("s", "run", runs));
        assertTrue(html.contains("and 2 more, in the table of schemes below"));
        assertEquals(
                8 + 1, find(html, "(?s)<ul class=\"where\">.*?</ul>").get(0).split("<li>").length - 1);
    }

    @Test
    void theOtherChartsThenShowTheFirstCaseAndSaySo() {
        String html = HtmlReport.render(ScalingSample.results());
        assertTrue(html.contains("show its first case only"));
        String downtime = find(html, "(?s)<figure id=\"" + Measure.DOWNTIME.id() + "\".*?</figure>")
                .get(0);
        assertEquals(1, find(downtime, "class=\"panel\"").size());
        assertEquals(6, find(html, "<tr class=\"group\">").size(), "the table of schemes has all cases");
    }

    @Test
    void withoutAStudyThereIsNoSection() {
        String html = HtmlReport.render(SampleResults.full());
        assertFalse(html.contains("id=\"scaling\""));
        assertFalse(html.contains("show its first case only"));
        assertEquals(1, CrossingsCsv.render(SampleResults.full().runs()).lines().count());
    }
}
