package dirtysim.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.Histogram;

/** A distribution of simulated durations: an HdrHistogram of three significant digits, and the exact sum. */
public final class LatencyRecorder {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
    private long totalPs;

    /** Adds one measurement. */
    public void record(long durationPs) {
        histogram.recordValue(durationPs);
        totalPs = Math.addExact(totalPs, durationPs);
    }

    /** How many measurements there are. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** Their exact sum. */
    public long totalPs() {
        return totalPs;
    }

    /** The least; 0 when empty. */
    public long minPs() {
        return count() == 0 ? 0 : histogram.getMinValue();
    }

    /** The greatest, to the histogram's precision; 0 when empty. */
    public long maxPs() {
        return histogram.getMaxValue();
    }

    /** The value below which {@code percent} per cent of the measurements lie; 0 when empty. */
    public long percentilePs(double percent) {
        return histogram.getValueAtPercentile(percent);
    }

    /** The whole distribution: HdrHistogram's V2 encoding, not compressed, in Base64; empty when nothing was recorded. */
    public String encoded() {
        if (count() == 0) {
            return "";
        }
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }
}
