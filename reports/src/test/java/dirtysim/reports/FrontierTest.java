package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.reports.frontier.Frontier;
import dirtysim.reports.frontier.Frontier.Status;
import dirtysim.reports.frontier.FrontierWords;
import dirtysim.reports.frontier.Limit;
import dirtysim.reports.text.JsonText;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Frontiers as CSV, table, sentences and page, over answers of every kind. */
class FrontierTest {
    private static final String HOSTILE = "nic <img src=x onerror=alert(1)>";

    private static Scenario scenario(String scheme, String trace, double limitMs) {
        return new ScenarioBuilder()
                .name("frontier")
                .scheme(scheme)
                .trace(trace)
                .linkBytesPerSecond(3_125_000_000L)
                .downtimeLimitMs(limitMs)
                .build();
    }

    private static Frontier frontier(Scenario scenario, Limit limit, double value, double again, int losing) {
        double own = limit.of(scenario);
        double easiest = limit.lessIsHarder() ? own * 32 : own / 32;
        double hardest = limit.lessIsHarder() ? own / 32 : own * 32;
        Status status = Double.isNaN(value) ? Status.NOWHERE : value == hardest ? Status.WHOLE_RANGE : Status.FOUND;
        return new Frontier(
                scenario,
                limit,
                false,
                status,
                value,
                status == Status.FOUND ? limit.lessIsHarder() ? value / 1.02 : value * 1.02 : Double.NaN,
                again,
                easiest,
                hardest,
                1.02,
                14,
                1,
                losing,
                status == Status.NOWHERE ? null : new Frontier.At(losing * 7L, 20e12, 71.5e9, 12_345.678));
    }

    private static List<Frontier> sample(String trace) {
        Scenario nested = scenario("nested-dbit", trace, 300);
        Scenario lossy = scenario("iova-log", trace, 300);
        Scenario stop = scenario("stop-copy", trace, 300);
        List<Frontier> all = new ArrayList<>(List.of(
                frontier(nested, Limit.LINK, 162_949_000, Double.NaN, 0),
                frontier(nested, Limit.DOWNTIME_LIMIT, 300.0 / 32, Double.NaN, 0),
                frontier(nested, Limit.DMA_RATE, 5.5, 7.25, 0),
                frontier(lossy, Limit.LINK, 170_000_000, Double.NaN, 5),
                frontier(lossy, Limit.DOWNTIME_LIMIT, 12.5, Double.NaN, 0),
                frontier(lossy, Limit.DMA_RATE, 32, Double.NaN, 0),
                frontier(stop, Limit.LINK, 7_287_620_000.0, Double.NaN, 0),
                frontier(stop, Limit.DOWNTIME_LIMIT, 699.611, Double.NaN, 0),
                frontier(stop, Limit.DMA_RATE, Double.NaN, Double.NaN, 0)));
        for (double limit : new double[] {75, 300, 1200}) {
            all.add(frontier(
                            scenario("nested-dbit", trace, limit), Limit.LINK, 162_949_000 * 300 / limit, Double.NaN, 0)
                    .asPointOfCurve());
            all.add(frontier(scenario("stop-copy", trace, limit), Limit.LINK, Double.NaN, Double.NaN, 0)
                    .asPointOfCurve());
        }
        return all;
    }

    @Test
    void theCsvIsAsSealed() {
        Golden.check("frontier.csv", FrontierCsv.render(sample("nic-rx")));
    }

    @Test
    void theJsonIsAsSealed() {
        Golden.check("frontier.json", JsonText.render(JsonRows.frontiers(sample("nic-rx"))));
    }

    @Test
    void theTableIsAsSealed() {
        String table = FrontierTable.render(sample("nic-rx"));
        assertTrue(table.matches("[\n -~]*"), table);
        Golden.check("frontier.txt", table);
    }

    @Test
    void answersThatAreNoNumbersAreSaidAsSuch() {
        List<Frontier> all = sample("nic-rx");
        assertEquals("1.30\u00a0Gbit/s", all.get(0).answer());
        assertEquals("9.38\u00a0ms or less", all.get(1).answer());
        assertEquals("none down to 0.0313\u00a0×", all.get(8).answer());
        assertEquals("none up to 800\u00a0Gbit/s", all.get(10).answer());
        List<String> cautions = FrontierWords.cautions(all);
        assertEquals(2, cautions.size(), cautions.toString());
        assertEquals(
                "Largest DMA rate of nested-dbit on nic-rx is not one edge: it converges at 7.25\u00a0×, not at 5.61\u00a0×,"
                        + " and at 5.50\u00a0× again, beyond which it was not seen to fail. The value given is the last.",
                cautions.get(0));
        assertEquals(
                "iova-log lost pages in 5 of these 42 runs: it may converge there, but to a corrupt guest.",
                cautions.get(1));
    }

    @Test
    void theFactsLeaveOutWhatLostPages() {
        List<String> facts = FrontierWords.facts(sample("nic-rx"));
        assertEquals(
                "Smallest link on nic-rx: 1.30\u00a0Gbit/s under nested-dbit; 58.3\u00a0Gbit/s under stop-copy.",
                facts.get(0));
        assertTrue(facts.stream().noneMatch(fact -> fact.contains("5 of these")), facts.toString());
    }

    @Test
    void thePageIsWholeAndTakesNoHarmFromAName() {
        String page = FrontierPage.render(sample(HOSTILE), "frontier --trace x");
        assertFalse(page.contains("<img"), "a hostile name must be escaped");
        assertFalse(page.contains("http:") || page.contains("https:"), "no network");
        assertTrue(page.replace("&#39;", "'").contains("default-src 'none'; style-src 'sha256-"));
        assertEquals(4, count(page, "<figure"), "a chart a limit, and the curve");
        assertEquals(4, count(page, "The same as a table"), "each chart with its table");
        assertEquals(4, count(page, "<b>How to read this.</b>"));
        assertTrue(page.contains("none up to 800"));
        assertEquals(page, FrontierPage.render(sample(HOSTILE), "frontier --trace x"));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
