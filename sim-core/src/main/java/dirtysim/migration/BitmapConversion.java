package dirtysim.migration;

import dirtysim.host.CostModel;
import dirtysim.memory.GfnBitmap;

/**
 * How long the VMM takes to turn a bitmap into the ranges that it sends: it looks at every bit of memory, or at every word of 64
 * (count trailing zeros), and each range costs something on top. Source: C24 of the calibration table, figures of
 * cloud-hypervisor for both ways.
 */
public final class BitmapConversion {
    private static final int WORD_BITS = 64;

    private final double walkNs;
    private final double rangeNs;

    /**
     * @param costs every parameter; {@code bitmap-conversion} says which way
     * @param pages pages of guest memory, holes not counted
     */
    public BitmapConversion(CostModel costs, long pages) {
        boolean byWord = costs.handOver().bitmapConversion() == 1;
        walkNs = byWord
                ? -Math.floorDiv(-pages, (long) WORD_BITS) * costs.handOver().convertWordNs()
                : pages * costs.handOver().convertBitNs();
        rangeNs = costs.handOver().convertRangeNs();
    }

    /** Time for a bitmap, in picoseconds. */
    public long ps(GfnBitmap bitmap) {
        return CostModel.ps(walkNs + bitmap.ranges() * rangeNs);
    }
}
