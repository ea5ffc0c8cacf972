package dirtysim.bench.advise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import dirtysim.reports.frontier.Frontier;
import dirtysim.reports.frontier.Limit;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Every shape that the sentences of an advice can take, over outcomes made by hand. */
class AdviceTextTest {
    private static final Candidate NESTED = Candidates.of("nested-dbit", true, 120, 1.0, 20_000, 0.02);
    private static final Candidate SHADOW = Candidates.of("shadow-dbit", true, 80, 1.2, 20_000, 0.02);
    private static final Candidate LIKE = Candidates.of("dtt", true, 100, 1.001, 20_100, 0.021);
    private static final Candidate STUCK = Candidates.of("pinned", false, 2_000, 1.2, 40_000, 0.02);
    private static final Candidate LATE = Candidates.of("map-time", true, 350, 1.0, 20_000, 0.02);

    private final List<Exclusion> out = new ArrayList<>();
    private final List<Margin> margins = new ArrayList<>();
    private final List<Frontier> remedies = new ArrayList<>();
    private final List<Assumption> assumptions = new ArrayList<>();
    private final List<String> suspects = new ArrayList<>();
    private boolean margined = true;

    private static Scenario scenario() {
        return new ScenarioBuilder()
                .scheme("nested-dbit")
                .trace("nic")
                .ramBytes(64L << 30)
                .linkBytesPerSecond(3_125_000_000L)
                .build();
    }

    private String text(Candidate... candidates) {
        return AdviceText.render(new Advice(
                scenario(),
                RankingRule.rank(List.of(candidates), 300e9),
                out,
                suspects,
                margins,
                remedies,
                margined,
                assumptions,
                34,
                List.of("nested-dbit: reads D bits."),
                List.of("the trace was looped, 3 passes begun")));
    }

    private static void has(String text, String sentence) {
        assertTrue(text.contains(sentence), () -> "no '" + sentence + "' in\n" + text);
    }

    @Test
    void oneStandsFirst() {
        String text = text(NESTED, SHADOW);
        has(text, "A guest of 64 GiB, a link of 25 Gbit/s, a downtime budget of 300 ms; the guest's CPUs write 40000");
        has(
                text,
                "**Take nested-dbit.** It converges in 4 rounds, pauses the guest for 120 ms within the budget of 300 ms,"
                        + " takes 20.0 s in all for 3.00 GiB, has the guest's drivers take 1.000x their time, and takes"
                        + " 2.0 % of a CPU of the host. It lost no page.");
        has(
                text,
                "- shadow-dbit is not first: it slows the guest's drivers more, 1.200x against 1.000x under nested-dbit.");
        has(text, "- nested-dbit: reads D bits.\n");
        has(text, "- the trace was looped, 3 passes begun.\n");
        assertFalse(text.contains("No other scheme converges"));
        assertFalse(text.contains("## Out"));
    }

    @Test
    void severalTie() {
        String text = text(NESTED, LIKE, SHADOW);
        has(
                text,
                "**nested-dbit and dtt tie.** Take the one that asks least of you, as told below. nested-dbit converges");
        has(text, "| 1 | dtt |");
        has(text, "| 3 | shadow-dbit |");
    }

    @Test
    void allTie() {
        has(text(NESTED, LIKE), "No scheme stands behind.");
    }

    @Test
    void oneConvergesAndNobodyElse() {
        String text = text(STUCK, NESTED);
        has(text, "No other scheme converges.");
        has(text, "- pinned is not first: it does not converge, and nested-dbit does.");
    }

    @Test
    void oneIsBeyondTheBudgetAlthoughItConverges() {
        String text = text(LATE);
        has(text, "pauses the guest for 350 ms beyond the budget of 300 ms");
        has(text, "The limit bounds only what is left to send; the final sync and the switchover come on top.");
        has(
                text(LATE, NESTED),
                "- map-time is not first: its downtime of 350 ms is beyond the budget of 300 ms, and that of nested-dbit"
                        + " is 120 ms.");
    }

    @Test
    void oneWasTriedOrIsLeft() {
        has(text(NESTED), "No other scheme was tried.");
        out.add(new Exclusion("iova-log", "lost 3 pages: GFN 0x11 was last written by nic"));
        String text = text(NESTED);
        has(text, "Of the 2 schemes that were tried it is the only one that is not out.");
        has(text, "## Out\n\n- iova-log lost 3 pages: GFN 0x11 was last written by nic.\n");
    }

    @Test
    void nothingConverges() {
        remedies.add(frontier(Limit.LINK, Frontier.Status.FOUND, 4_000_000_000.0));
        remedies.add(frontier(Limit.DMA_RATE, Frontier.Status.NOWHERE, Double.NaN));
        String text = text(STUCK);
        has(
                text,
                "**Nothing converges under these conditions.** There is only pinned. pinned stops the guest after 4 rounds"
                        + " although the limit is not met, pauses the guest for 2.00 s beyond the budget of 300 ms");
        has(
                text,
                "What would let pinned converge, each alone:\n\n- link: at least 32.0 Gbit/s, where there is 25.0 Gbit/s.");
        has(text, "- DMA rate: nothing down to 0.03125 times the recorded helps.");
        assertFalse(text.contains("## How far it holds"), "there is nothing that could hold");
        assertFalse(text.contains("## What it rests on"));
        assertFalse(text.contains("Take pinned"));
        has(
                text(STUCK, Candidates.of("map-time", false, 4_000, 1.2, 40_000, 0.02)),
                "By the order below pinned is the least bad.");
        has(
                text(STUCK, Candidates.of("map-time", false, 2_010, 1.2, 40_000, 0.02)),
                "pinned and map-time tie as the least bad.");
    }

    @Test
    void nothingIsLeft() {
        out.add(new Exclusion("iova-log", "lost 1 page"));
        String text = text();
        has(text, "**None.** Every scheme that was tried is out.");
        assertFalse(text.contains("## Ranking"));
        assertFalse(text.contains("## What it rests on"));
    }

    @Test
    void howFarItHolds() {
        double own = 3_125_000_000.0;
        margins.add(new Margin(Limit.LINK, true, own, own / 2, own / 2.2, "nested-dbit no longer converges"));
        margins.add(new Margin(Limit.LINK, false, own, own * 4, Double.NaN, ""));
        margins.add(new Margin(Limit.DOWNTIME_LIMIT, true, 300, 300, 273, "shadow-dbit comes first"));
        margins.add(new Margin(Limit.DMA_RATE, false, 1, 2.5, 2.75, "nested-dbit loses pages"));
        String text = text(NESTED, SHADOW);
        has(text, "- link down to 12.5 Gbit/s (0.50 times); at 11.4 Gbit/s nested-dbit no longer converges.\n");
        has(text, "- link up to 100 Gbit/s (4.00 times), the farthest tried.\n");
        has(text, "- downtime limit not even down from 300 ms; at 273 ms shadow-dbit comes first.\n");
        has(text, "- DMA rate up to 2.5 times the recorded; at 2.75 times the recorded nested-dbit loses pages.\n");
    }

    @Test
    void whatItRestsOn() {
        has(
                text(NESTED, SHADOW),
                "Of 34 parameters that nobody has published, each moved alone to the ends of its range, none moves the figures"
                        + " of nested-dbit and shadow-dbit by more than what counts as level.");
        Parameter parameter = Parameters.declared().stream()
                .filter(declared -> declared.key().equals("ioctl-ns"))
                .findFirst()
                .orElseThrow();
        assumptions.add(
                new Assumption(parameter, 200, List.of("nested-dbit"), List.of("at 2000 shadow-dbit comes first")));
        has(
                text(NESTED, SHADOW),
                "1 moves the figures of nested-dbit and shadow-dbit by more than what counts as level:\n\n- `ioctl-ns` (used"
                        + " 200, range 50..2000 ns) moves nested-dbit; at 2000 shadow-dbit comes first.\n");
        assumptions.clear();
        assumptions.add(new Assumption(parameter, 200, List.of("nested-dbit", "shadow-dbit"), List.of()));
        has(text(NESTED, SHADOW), "moves nested-dbit and shadow-dbit; the order of the two holds.\n");
    }

    @Test
    void whatWasNotAskedIsSaidToBe() {
        margined = false;
        has(text(NESTED, SHADOW), "Not asked: --quick leaves margins and assumptions out.");
    }

    @Test
    void aSchemeThatLostPagesElsewhereIsWarnedOf() {
        suspects.add("shadow-dbit");
        has(
                text(NESTED, SHADOW),
                "**Do not take shadow-dbit**: no page was lost under these conditions, but pages were under others");
    }

    @Test
    void isTheSameAsciiUnderEveryLocale() {
        Locale before = Locale.getDefault();
        String root = text(NESTED, LIKE, SHADOW, STUCK);
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals(root, text(NESTED, LIKE, SHADOW, STUCK));
        } finally {
            Locale.setDefault(before);
        }
        assertTrue(root.matches("[\n -~]*"), root);
    }

    private static Frontier frontier(Limit limit, Frontier.Status status, double value) {
        return new Frontier(
                scenario(),
                limit,
                false,
                status,
                value,
                Double.NaN,
                Double.NaN,
                limit == Limit.LINK ? 1e11 : 0.03125,
                32,
                1.1,
                9,
                1,
                0,
                null);
    }
}
