package dirtysim.reports.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.reports.text.Unit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScaleTest {
    @Test
    void aNarrowSpanIsLinearFromZero() {
        Scale scale = new Scale(Unit.TIME, new double[] {0, 3e9, 4.2e9, Double.NaN});
        assertFalse(scale.isLogarithmic());
        assertEquals(0, scale.start());
        assertEquals(List.of(0.0, 2e9, 4e9, 6e9), scale.ticks());
        assertEquals(0.5, scale.place(3e9), 1e-12);
    }

    @Test
    void aWideSpanIsLogarithmicAndSaysSo() {
        Scale scale = new Scale(Unit.TIME, new double[] {0, 6e6, 2.6e9});
        assertTrue(scale.isLogarithmic());
        assertTrue(scale.note().startsWith("Log scale"), scale.note());
        assertTrue(scale.start() < 6e6);
        assertEquals(0, scale.place(0));
        assertTrue(scale.place(6e6) > 0, "the smallest bar can be seen");
    }

    @ParameterizedTest
    @EnumSource(Unit.class)
    void everyValueLiesOnTheAxis(Unit unit) {
        for (double least : new double[] {1, 3, 999, 1024, 1e6, 7.3e11}) {
            for (double span : new double[] {1, 1.5, 49, 51, 1000, 1e6}) {
                double[] values = {least, least * span};
                Scale scale = new Scale(unit, values);
                String which = unit + " " + Arrays.toString(values);
                assertTrue(scale.start() < least && least * span <= scale.end() * (1 + 1e-9), which);
                assertTrue(scale.ticks().size() >= 2 && scale.ticks().size() <= 14, which + scale.ticks());
                assertTrue(scale.place(least) <= scale.place(least * span), which);
            }
        }
    }

    @Test
    void nothingToShowIsStillAnAxis() {
        assertEquals(0, new Scale(Unit.COUNT, new double[0]).place(0));
        assertFalse(new Scale(Unit.COUNT, new double[] {0, Double.NaN}).isLogarithmic());
    }
}
