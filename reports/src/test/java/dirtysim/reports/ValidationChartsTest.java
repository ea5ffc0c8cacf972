package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which checks become points of a curve, and that what is missed is seen to be. */
class ValidationChartsTest {
    private static List<Check> curve(String name, String unit, double... simulated) {
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < simulated.length; i++) {
            int cpus = 1 << i;
            String quantity = name + "/" + cpus + (cpus == 1 ? " CPU" : " CPUs");
            checks.add(new Check("V4", quantity, unit, 1000, simulated[i], 50));
        }
        return checks;
    }

    private static int count(String page, String text) {
        return page.split(text, -1).length - 1;
    }

    @Test
    void eachCurveIsAPanelAndEachMissACross() {
        List<Check> checks = curve("unmap_time", "ns", 1000, 1010, 1200, 1051);
        checks.addAll(curve("unmap_time_default", "ns", 990, 1049, 1000));
        checks.add(new Check("V4", "unmap_growth/1 to 8 CPUs", "times", 3, 1, 0));
        String page = ValidationPage.render("test", checks, List.of());
        assertEquals(1, count(page, "<figure "), "the same units share a chart");
        assertEquals(2, count(page, "<div class=\"panel\""));
        assertEquals(2, count(page, "class=\"cross\"") - 1, "one more in the legend");
        assertTrue(page.contains("<h4>unmap_time: ✕ 2 of 4 missed</h4>"), page);
        assertTrue(page.contains("<h4>unmap_time_default</h4>"), page);
        assertTrue(page.contains("4: published 1.00\u00a0µs, simulated 1.20\u00a0µs (missed)"), page);
        assertEquals(4 + 3, count(page, "class=\"range\"") - 1);
    }

    @Test
    void otherUnitsTakeAnotherChart() {
        List<Check> checks = curve("a", "ns", 1000, 1000, 1000);
        checks.addAll(curve("b", "Gbit/s", 1000, 1000, 1000));
        String page = ValidationPage.render("test", checks, List.of());
        assertEquals(2, count(page, "<figure "));
        assertTrue(page.contains("<h3>Simulated against published in Gbit/s, by CPUs</h3>"), page);
    }

    @Test
    void twoPointsOrNoNumbersAreNoCurve() {
        List<Check> checks = curve("a", "ns", 1000, 1000);
        checks.add(new Check("V4", "b/p50", "ns", 1, 1, 0));
        checks.addAll(curve("c", "ns", Double.NaN, Double.NaN, Double.NaN));
        assertFalse(ValidationPage.render("test", checks, List.of()).contains("<figure"));
    }

    @Test
    void namesAreEscapedInDrawings() {
        String page = ValidationPage.render("test", curve("<i>&", "ns", 1, 1, 1), List.of());
        assertFalse(page.contains("<i>"), page);
        assertTrue(page.contains("V4, &lt;i&gt;&amp;</title>"), page);
    }

    @Test
    void thePageIsTheSameEachTime() {
        List<Check> checks = curve("a", "ns", 1000, 900, 1010);
        assertEquals(
                ValidationPage.render("test", checks, List.of()), ValidationPage.render("test", checks, List.of()));
    }
}
