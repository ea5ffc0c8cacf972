package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dirtysim.reports.compare.Measure;
import dirtysim.reports.compare.OperationTime;
import dirtysim.scenario.RunRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    /** Of the runs; one more is of the validation. */
    private static final int CHARTS = Measure.values().length + 3 + OperationTime.values().length;

    @Test
    void needsNoNetworkAndSaysSo() {
        String html = HtmlReport.render(SampleResults.full());
        assertFalse(Pattern.compile("https?:|//[a-z]|src=|@import|url\\(")
                .matcher(Browser.withoutScripts(html))
                .find());
        assertTrue(html.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;;")
                || html.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"));
        assertFalse(html.contains("unsafe-inline"));
        assertFalse(html.contains("style=\""), "the policy would ignore a style attribute");
    }

    @Test
    void sixtyRunsStaySmall() {
        List<RunRecord> runs = new ArrayList<>(SampleResults.full().runs());
        for (String trace : List.of("extra-one", "extra-two")) {
            SampleResults.SCHEMES.forEach(scheme -> runs.add(SampleResults.run(scheme, trace)));
        }
        assertEquals(60, runs.size());
        String html = Browser.withoutScripts(HtmlReport.render(new Results("s", "c", runs)));
        int bytes = html.getBytes(StandardCharsets.UTF_8).length;
        int frame = HtmlReport.render(new Results("s", "c", List.of())).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(frame < 150_000, frame + " bytes");
        assertTrue(bytes - frame < CHARTS * 40_000, bytes + " bytes, results.csv left out");
    }

    @Test
    void everyChartHasItsTableAndEveryPanelItsWords() {
        String html = HtmlReport.render(SampleResults.full());
        List<String> figures = find(html, "(?s)<figure.*?</figure>");
        assertEquals(CHARTS + 1, figures.size());
        for (String figure : figures) {
            assertEquals(1, find(figure, "<details>").size());
            assertEquals(1, find(figure, "<table>").size());
            assertEquals(1, find(figure, "How to read this").size());
            int panels = find(figure, "class=\"panel\"").size();
            assertTrue(panels == SampleResults.TRACES.size() || figure.contains("id=\"scatter\""), figure);
            assertEquals(
                    panels,
                    find(figure, "<svg[^>]* role=\"img\" aria-labelledby=\"[^\"]+\"><title id=")
                            .size());
        }
        List<String> ids = find(html, " id=\"[^\"]+\"");
        assertEquals(ids.size(), ids.stream().distinct().count(), "ids must be unique");
    }

    @Test
    void theVerdictNamesTheLosingSchemeAndItsTraces() {
        String verdict = verdict(SampleResults.full());
        assertTrue(verdict.contains("iova-log lost 40,764 pages and is disqualified"), verdict);
        assertTrue(verdict.contains("net-rx-strict <b>2,475 pages</b>"), verdict);
        assertFalse(verdict.contains("net-tx-strict <b>"), verdict);
        assertFalse(verdict(SampleResults.clean()).contains("disqualified"));
    }

    @Test
    void hostileNamesAreText() {
        String evil = "</style><script>alert('x')</script>\"'><img src=x onerror=alert(1)>";
        RunRecord run = SampleResults.run(evil, evil);
        String html = HtmlReport.render(new Results(evil, evil, List.of(run, SampleResults.run("iova-log", evil))));
        assertFalse(html.contains("<script>alert"));
        assertFalse(html.contains("<img"));
        assertEquals(2, find(html, "<script").size(), "the data, and the script");
        assertEquals(2, find(html, "</script>").size());
        assertEquals(1, find(html, "</style>").size());
        for (String tag : find(html, "<[a-z][^>]*>")) {
            assertFalse(tag.matches("(?s).*\\s(onerror|onload)\\s*=.*") && !tag.contains("&lt;"), tag);
        }
    }

    @Test
    void theSectionsStandInTheOrderInWhichOneAsks() {
        String html = HtmlReport.render(SampleResults.full());
        List<String> order = List.of(
                "verdict",
                "overview",
                "flush",
                "copy",
                "convergence",
                "precision-and-loss",
                "costs",
                "validation",
                "parameters",
                "model",
                "again");
        List<String> sections = new ArrayList<>(find(html, "(?<=<section id=\")[a-z-]+"));
        sections.retainAll(order);
        assertEquals(order, sections);
    }

    @Test
    void withoutItsScriptThePageShowsAllButWhatTheScriptDoes() {
        String html = HtmlReport.render(SampleResults.full());
        assertEquals(
                List.of("theme", "filter", "overlay", "overlay-result"), find(html, "(?<=id=\")[a-z-]+(?=\" hidden)"));
        assertEquals(4, find(Browser.withoutScripts(html), " hidden[ >]").size());
    }

    @Test
    void theDataAreResultsCsvAndWhereItsRowsStand() throws Exception {
        Results results = SampleResults.full();
        String text = find(HtmlReport.render(results), "(?s)(?<=id=\"data\">).*?(?=</script>)")
                .get(0);
        JsonNode data = new ObjectMapper().readTree(text);
        assertEquals(ResultsCsv.render(results.runs()), data.path("csv").asText());
        assertEquals(results.runs().size(), data.path("rows").size());
        List<String> columns = List.of(
                data.path("csv").asText().lines().findFirst().orElseThrow().split(","));
        for (JsonNode measure : data.path("measures")) {
            assertTrue(columns.contains(measure.path("column").asText()), measure.toString());
        }
        for (int i = 0; i < results.runs().size(); i++) {
            String label =
                    data.path("cases").path(data.path("rows").path(i).asInt()).asText();
            assertEquals(results.runs().get(i).scenario().trace(), label);
        }
    }

    @Test
    void nothingAndOneRunAreReportsToo() {
        String empty = HtmlReport.render(new Results("s", "c", List.of()));
        assertTrue(empty.contains("There are no runs to judge."));
        assertFalse(empty.contains("<figure"));
        for (String scheme : SampleResults.SCHEMES) {
            String one = Browser.withoutScripts(
                    HtmlReport.render(new Results("s", "c", List.of(SampleResults.run(scheme, "net-rx-strict")))));
            assertTrue(one.length() < 300_000, "the page as such: " + one.length());
            assertEquals(CHARTS + 1, find(one, "<figure").size());
            assertFalse(one.contains("NaN") || one.contains("Infinity"), scheme);
        }
        assertFalse(
                Browser.withoutScripts(HtmlReport.render(SampleResults.full())).contains("NaN"));
    }

    @Test
    void aSchemeHasOneColourEverywhere() {
        String html = HtmlReport.render(SampleResults.full());
        for (String scheme : SampleResults.SCHEMES) {
            List<String> colours = find(html, "<g data-scheme=\"" + scheme + "\" class=\"[^\"]+\"").stream()
                    .distinct()
                    .toList();
            assertEquals(1, colours.size(), colours.toString());
        }
    }

    private static String verdict(Results results) {
        return find(HtmlReport.render(results), "(?s)<section id=\"verdict\".*?</section>")
                .get(0);
    }

    private static List<String> find(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
