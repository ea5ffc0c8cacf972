package dirtysim.reports.compare;

import dirtysim.scenario.LatencySummary;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The distribution of a latency over the runs of a scheme in a case, replications together, in picoseconds. */
public final class Tail {
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final int POINTS_A_DECADE = 12;

    private final Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);

    /** Adds up the histograms of some summaries; those without one have nothing to add. */
    public static Tail of(List<LatencySummary> summaries) {
        Tail tail = new Tail();
        for (LatencySummary summary : summaries) {
            if (!summary.histogram().isEmpty()) {
                byte[] bytes = Base64.getDecoder().decode(summary.histogram());
                tail.histogram.add(Histogram.decodeFromByteBuffer(ByteBuffer.wrap(bytes), 0));
            }
        }
        return tail;
    }

    private Tail() {}

    /** How many measurements there are. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** The greatest of them; 0 when there is none. */
    public double maxPs() {
        return histogram.getMaxValue();
    }

    /**
     * What all but one in so many measurements are at most; NaN where there are not that many.
     *
     * @param oneIn 1 / (1 - p) for the quantile p: 2 is the median, 100 the 99th percentile
     */
    public double atPs(double oneIn) {
        return oneIn > count() ? Double.NaN : histogram.getValueAtPercentile(100 - 100 / oneIn);
    }

    /** Places of a curve on an axis of 1 / (1 - p), ascending from 1, evenly on its logarithm; the last is {@link #count}. */
    public double[] places() {
        List<Double> places = new ArrayList<>();
        for (int i = 0; StrictMath.pow(10, (double) i / POINTS_A_DECADE) < count(); i++) {
            places.add(StrictMath.pow(10, (double) i / POINTS_A_DECADE));
        }
        places.add((double) count());
        return places.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
