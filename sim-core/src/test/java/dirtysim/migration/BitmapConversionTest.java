package dirtysim.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.memory.GfnBitmap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BitmapConversionTest {
    private static final Map<String, String> PRICES =
            Map.of("convert-bit-ns", "2", "convert-word-ns", "3", "convert-range-ns", "20");

    private static long ps(String way, long pages) {
        Map<String, String> values = new TreeMap<>(PRICES);
        values.put("bitmap-conversion", way);
        CostModel costs = Parameters.with(CostModel.defaults(), values, "test");
        GfnBitmap bitmap = new GfnBitmap(pages);
        bitmap.setRange(3, 4);
        bitmap.set(90);
        return new BitmapConversion(costs, pages).ps(bitmap);
    }

    /** 130 pages are 130 bits, or three words; two ranges are dirty. */
    @Test
    void everyBitOrEveryWordAndEachRange() {
        assertEquals((130 * 2 + 2 * 20) * 1000L, ps("plain", 130));
        assertEquals((3 * 3 + 2 * 20) * 1000L, ps("optimised", 130));
    }
}
