package dirtysim.reports.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.reports.chart.TimelinePanel.Path;
import dirtysim.reports.chart.TimelinePanel.Round;
import dirtysim.reports.text.Unit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TimelinePanelTest {
    private static final double MS = 1e9;
    private static final double MIB = 1 << 20;

    private static final Path PRE_COPY = new Path(
            "nested-dbit",
            false,
            List.of(
                    new Round(0, 2048 * MIB, 1700 * MS, 0),
                    new Round(1702 * MS, 200 * MIB, 1880 * MS, 0),
                    new Round(1882 * MS, 28 * MIB, 1882 * MS, 28 * MIB),
                    new Round(1883 * MS, 28 * MIB, 1906 * MS, 0)),
            1882 * MS,
            1936 * MS,
            true);
    private static final Path STOP_COPY =
            new Path("stop-copy", false, List.of(new Round(0, 2048 * MIB, 1700 * MS, 0)), 0, 1730 * MS, false);

    @Test
    void theScaleHasToHoldOnlyWhatIsDrawn() {
        assertArrayEquals(
                new double[] {200 * MIB, 28 * MIB, 28 * MIB}, TimelinePanel.visible(List.of(PRE_COPY, STOP_COPY)));
        assertArrayEquals(new double[] {2048 * MIB}, TimelinePanel.visible(List.of(STOP_COPY)));
    }

    @Test
    void everySyncInSightIsMarkedAndTheLimitStandsOutsideThePlot() {
        List<Path> paths = List.of(PRE_COPY, STOP_COPY);
        Scale scale = new Scale(Unit.BYTES, new double[] {200 * MIB, 35 * MIB}, 5);
        Palette palette = new Palette(List.of("nested-dbit", "stop-copy"));
        String svg = TimelinePanel.draw("t", "title", paths, scale, 35 * MIB, palette);
        var marks = Pattern.compile("class=\"mark\" d=\"([^\"]*)\"").matcher(svg);
        assertTrue(marks.find());
        assertEquals(3, marks.group(1).chars().filter(c -> c == 'M').count());
        assertTrue(!marks.find(), "stop-copy has no sync in sight");
        var limit =
                Pattern.compile("y=\"([0-9.]+)\" class=\"tick strong\">limit: ").matcher(svg);
        assertTrue(limit.find());
        assertTrue(Double.parseDouble(limit.group(1)) < 20, "above the plot");
    }

    @Test
    void aLineThatEntersFromTheLeftKeepsItsSlope() {
        Scale scale = new Scale(Unit.BYTES, new double[] {200 * MIB, 35 * MIB}, 5);
        String svg = TimelinePanel.draw(
                "t",
                "title",
                List.of(PRE_COPY, STOP_COPY),
                scale,
                35 * MIB,
                new Palette(List.of("nested-dbit", "stop-copy")));
        // The plot begins 0.06 of the 236 ms after the bulk pass before its end, when 17.1 MiB of 2 GiB are left.
        double share = 0.06 * 236 / 1700 * 2048 / 200;
        var way = Pattern.compile("class=\"way\" d=\"M92 ([0-9.]+)L").matcher(svg);
        assertTrue(way.find(), svg);
        assertEquals(246 - share * 220, Double.parseDouble(way.group(1)), 0.1);
    }
}
