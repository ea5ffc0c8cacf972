package dirtysim.bench.warmup;

import java.util.OptionalInt;

/**
 * MSER-5: where the transient of a simulated series ends. The series is cut into batches of five, and of the batch means so many
 * are left out at the front that the standard error of the mean of the others, their squared deviations over the square of their
 * number, is smallest. K. P. White, "An effective truncation heuristic for bias reduction in simulation output", Simulation
 * 69(6), 1997; J. R. White, M. J. Cobb and S. C. Spratt, "A comparison of five steady-state truncation heuristics", WSC 2000,
 * for batches of five. As there, a point in the second half means that the series is too short to tell; and as in K. Hoad, S.
 * Robinson and R. Davies, "Automating warm-up length estimation", JORS 61(9), 2010, at least five batches are kept, for few
 * values agree by chance.
 */
public final class Mser {
    /** Values of a batch. */
    public static final int BATCH = 5;

    private static final int LEFT = 5;

    private Mser() {}

    /**
     * How many values to leave out.
     *
     * @param series the values, in order; those at the end that fill no batch do not count
     * @return a multiple of {@link #BATCH}; nothing if the series is too short to tell
     */
    public static OptionalInt truncation(double[] series) {
        int batches = series.length / BATCH;
        double sum = 0;
        double squares = 0;
        double least = Double.POSITIVE_INFINITY;
        int found = -1;
        // Deviations are taken from the last batch mean, which keeps the sums small for a series that ends level.
        double shift = batches == 0 ? 0 : mean(series, batches - 1);
        for (int first = batches - 1; first >= 0; first--) {
            double value = mean(series, first) - shift;
            sum += value;
            squares += value * value;
            double kept = batches - first;
            double error = Math.max(0, squares - sum * sum / kept) / (kept * kept);
            // The earliest of equals: nothing is left out for nothing.
            if (kept >= LEFT && error <= least) {
                least = error;
                found = first;
            }
        }
        return found < 0 || found > batches / 2 ? OptionalInt.empty() : OptionalInt.of(found * BATCH);
    }

    private static double mean(double[] series, int batch) {
        double sum = 0;
        for (int i = batch * BATCH; i < (batch + 1) * BATCH; i++) {
            sum += series[i];
        }
        return sum / BATCH;
    }
}
