package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    private static final int CHARTS = Measure.values().length + 3 + OperationTime.values().length;

    @Test
    void needsNoNetworkAndSaysSo() {
        String html = HtmlReport.render(SampleResults.full());
        assertFalse(Pattern.compile("https?:|//[a-z]|src=|@import|url\\(")
                .matcher(withoutScript(html))
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
        int bytes = HtmlReport.render(new Results("s", "c", runs)).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes < CHARTS * 40_000, bytes + " bytes");
        int frame = HtmlReport.render(new Results("s", "c", List.of())).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(frame < 100_000, frame + " bytes");
    }

    @Test
    void everyChartHasItsTableAndEveryPanelItsWords() {
        String html = HtmlReport.render(SampleResults.full());
        List<String> figures = find(html, "(?s)<figure.*?</figure>");
        assertEquals(CHARTS, figures.size());
        for (String figure : figures) {
            assertEquals(1, find(figure, "<details>").size());
            assertEquals(1, find(figure, "<table>").size());
            assertEquals(1, find(figure, "How to read this").size());
            int panels = find(figure, "class=\"panel\"").size();
            assertEquals(SampleResults.TRACES.size(), panels);
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
    void nothingAndOneRunAreReportsToo() {
        String empty = HtmlReport.render(new Results("s", "c", List.of()));
        assertTrue(empty.contains("There are no runs to judge."));
        assertFalse(empty.contains("<figure"));
        for (String scheme : SampleResults.SCHEMES) {
            String one = withoutScript(
                    HtmlReport.render(new Results("s", "c", List.of(SampleResults.run(scheme, "net-rx-strict")))));
            assertEquals(CHARTS, find(one, "<figure").size());
            assertFalse(one.contains("NaN") || one.contains("Infinity"), scheme);
        }
        assertFalse(withoutScript(HtmlReport.render(SampleResults.full())).contains("NaN"));
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

    private static String withoutScript(String html) {
        return html.replaceAll("(?s)<script[^>]*>.*?</script>", "");
    }

    private static List<String> find(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
