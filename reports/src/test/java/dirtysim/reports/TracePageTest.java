package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TracePageTest {
    private static final int CHARTS = 5;
    private static final int PANELS = 7;

    /** A trace with so many values of each kind. */
    private static TraceFacts facts(String name, int values, boolean exact) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        sizes.put("4 KiB", 1_000_000L);
        sizes.put("other", 3L);
        Map<String, long[]> lifetimes = new TreeMap<>();
        lifetimes.put("FROM_DEVICE", LongStream.range(0, values).map(i -> i * i).toArray());
        lifetimes.put("TO_DEVICE", LongStream.range(0, values).toArray());
        int[] written = IntStream.range(0, values).map(i -> i % 50).toArray();
        int[] mapped = IntStream.range(0, values).map(i -> 50 + i % 7).toArray();
        return new TraceFacts(
                name,
                List.of("note of " + name),
                List.of(
                        new TraceFacts.Section("Recording", List.of(), List.of(List.of("load", name))),
                        new TraceFacts.Section("Sizes", List.of("size", "maps"), List.of(List.of(name, "3")))),
                new TraceFacts.Live(
                        10_000,
                        LongStream.range(0, 300).toArray(),
                        LongStream.range(0, 300).map(i -> 2 * i).toArray()),
                sizes,
                lifetimes,
                LongStream.range(0, values).toArray(),
                List.of(
                        new TraceFacts.Windows(10_000, mapped, written, exact ? written : null),
                        new TraceFacts.Windows(100_000, mapped, written, exact ? written : null),
                        new TraceFacts.Windows(1_000_000, mapped, written, exact ? written : null)));
    }

    private static List<String> find(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void needsNoNetworkNoScriptAndNoStyleOfAnElement() {
        String html = TracePage.render(facts("mine", 500, true));
        assertFalse(Pattern.compile("https?:|//[a-z]|src=|@import|url\\(|<script|style=\"")
                .matcher(html)
                .find());
        assertTrue(html.contains("default-src &#39;none&#39;") || html.contains("default-src 'none'"));
        assertFalse(html.contains("unsafe-inline"));
        assertEquals(html, TracePage.render(facts("mine", 500, true)));
    }

    @Test
    void everyChartHasItsTableAndItsWords() {
        String html = TracePage.render(facts("mine", 500, true));
        List<String> figures = find(html, "(?s)<figure.*?</figure>");
        assertEquals(CHARTS, figures.size());
        figures.forEach(figure -> {
            assertEquals(1, find(figure, "<details>").size());
            assertEquals(1, find(figure, "<table>").size());
            assertEquals(1, find(figure, "How to read this").size());
        });
        assertEquals(PANELS, find(html, "<svg[^>]* role=\"img\"").size());
        List<String> ids = find(html, " id=\"[^\"]+\"");
        assertEquals(ids.size(), ids.stream().distinct().count(), "ids must be unique");
        assertFalse(html.contains("NaN") || html.contains("Infinity"), html);
        assertTrue(html.contains("written, as recorded"));
        assertFalse(TracePage.render(facts("mine", 500, false)).contains("written, as recorded"));
    }

    /** Lines that lie on each other are told apart by dashes as well as by colour. */
    @Test
    void noTwoLinesOfAChartHaveTheSameDashes() {
        String html = TracePage.render(facts("mine", 500, true));
        List<String> legends = find(html, "(?s)<ul class=\"legend\".*?</ul>");
        assertEquals(3, legends.size());
        for (String legend : legends) {
            List<String> dashes = find(legend, "stroke-dasharray=\"[^\"]*\"");
            assertEquals(dashes.size(), dashes.stream().distinct().count(), legend);
        }
    }

    @Test
    void theSizeDoesNotGrowWithTheTrace() {
        int small = TracePage.render(facts("mine", 1_000, true)).getBytes(StandardCharsets.UTF_8).length;
        int large = TracePage.render(facts("mine", 1_000_000, true)).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(large < 150_000, large + " bytes");
        assertTrue(large < 1.5 * small, small + " and " + large + " bytes");
    }

    @Test
    void hostileNamesAreText() {
        String html =
                TracePage.render(facts("</style><script>alert('x')</script>\"'><img src=x onerror=alert(1)>", 9, true));
        assertFalse(html.contains("<script"));
        assertFalse(html.contains("<img"));
        assertEquals(1, find(html, "</style>").size());
    }

    @Test
    void whatATraceHasNothingOfIsLeftOut() {
        TraceFacts nothing = new TraceFacts(
                "empty",
                List.of(),
                List.of(),
                new TraceFacts.Live(1, new long[0], new long[0]),
                Map.of(),
                Map.of(),
                new long[0],
                List.of());
        assertEquals(List.of(), find(TracePage.render(nothing), "<figure"));
        TraceFacts one = facts("one", 1, true);
        assertEquals(CHARTS, find(TracePage.render(one), "<figure").size());
        assertFalse(TracePage.render(one).contains("NaN"));
        assertTrue(Arrays.stream(one.lifetimeUs().get("TO_DEVICE")).allMatch(us -> us == 0), "a lifetime of nothing");
    }
}
