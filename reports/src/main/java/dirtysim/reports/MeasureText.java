package dirtysim.reports;

import dirtysim.reports.compare.Measure;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;

/** Figures of a measure in files for machines: times in nanoseconds, to the picosecond of a single run. */
final class MeasureText {
    private static final double PS_PER_NS = 1_000;
    private static final int DECIMALS = 3;
    private static final int DECIMALS_OF_PERCENT = 6;

    private MeasureText() {}

    static String unit(Measure measure) {
        return switch (measure.unit()) {
            case TIME -> "ns";
            case BYTES -> "bytes";
            case COUNT -> "pages";
            case PERCENT -> "percent";
            case RATE -> "bit/s";
            case FACTOR -> "times";
        };
    }

    static String figure(Measure measure, double value) {
        if (measure.unit() == Unit.PERCENT) {
            return Exact.decimals(value, DECIMALS_OF_PERCENT);
        }
        return Exact.decimals(measure.unit() == Unit.TIME ? value / PS_PER_NS : value, DECIMALS);
    }
}
