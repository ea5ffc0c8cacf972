package dirtysim.bench.validate;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlot;
import dirtysim.memory.MemorySlots;
import dirtysim.migration.BitmapConversion;
import dirtysim.reports.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Target V20: turning a bitmap into ranges, bit by bit and word by word, within 30 % of what was published. Pages are dirty at
 * random, each with the published probability.
 */
final class ConversionChecks {
    private static final String TARGET = "V20";
    private static final String RESOURCE = "bitmap-conversion.tsv";
    private static final double TOLERANCE = 0.3;

    private ConversionChecks() {}

    /** Runs them. */
    static List<Check> run() {
        List<Check> checks = new ArrayList<>();
        for (List<String> cells : PublishedTable.rows(RESOURCE)) {
            int gib = Integer.parseInt(cells.get(0));
            int percent = Integer.parseInt(cells.get(1));
            MemorySlots slots = MemorySlots.q35((long) gib << 30);
            GfnBitmap bitmap = dirty(slots, percent / 100.0);
            String which = "/" + gib + " GiB, " + percent + " % dirty";
            checks.add(check("plain", which, cells.get(2), slots, bitmap));
            checks.add(check("optimised", which, cells.get(3), slots, bitmap));
        }
        return checks;
    }

    private static Check check(String how, String which, String publishedMs, MemorySlots slots, GfnBitmap bitmap) {
        CostModel costs = Parameters.with(CostModel.defaults(), Map.of("bitmap-conversion", how), TARGET);
        double expectedMs = Double.parseDouble(publishedMs);
        double simulatedMs = new BitmapConversion(costs, slots.ramPages()).ps(bitmap) / 1e9;
        return new Check(
                TARGET, "bitmap_conversion_" + how + which, "ms", expectedMs, simulatedMs, expectedMs * TOLERANCE);
    }

    private static GfnBitmap dirty(MemorySlots slots, double share) {
        GfnBitmap bitmap = new GfnBitmap(slots.gfnLimit());
        RandomStream random = new RandomStreams(1).stream("dirty pages");
        for (MemorySlot slot : slots.slots()) {
            long first = slot.gpa() >>> 12;
            long frames = slot.bytes() >>> 12;
            if (share == 1) {
                bitmap.setRange(first, frames);
                continue;
            }
            for (long gfn = first; gfn < first + frames; gfn++) {
                if (random.nextBoolean(share)) {
                    bitmap.set(gfn);
                }
            }
        }
        return bitmap;
    }
}
