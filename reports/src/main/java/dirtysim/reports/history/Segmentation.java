package dirtysim.reports.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * Change points of noisy values by circular binary segmentation (A. B. Olshen, E. S. Venkatraman, R. Lucito, M. Wigler, "Circular
 * binary segmentation for the analysis of array-based DNA copy number data", Biostatistics 5, 2004). Unlike a search for one cut at
 * a time it sees a level that was left and come back to.
 *
 * <p>In a piece of the values, at first all of them, the stretch is taken whose mean differs most from that of the rest of the
 * piece, by the sum of squares between the two; it may lie at an end, and then there is one cut. Nothing shorter than {@value
 * #LEAST} values is cut off. The stretch counts if of {@value #PERMUTATIONS} shuffles of the piece, and the piece itself, at most a
 * share of {@value #SIGNIFICANCE} has one that differs as much; then what it cuts the piece into is searched likewise. In the end
 * a cut stays only if the values on both sides of it, up to the cuts beside it, differ by the same test with the cut in its place;
 * that gives its p. The shuffles come from a generator with a fixed seed.
 *
 * <p>Of seven values or fewer none can be significant, and a change shows once three or four values, of many, lie after it.
 */
final class Segmentation {
    /** Fewest values between two cuts. */
    static final int LEAST = 3;
    /** Shuffles of a test. */
    static final int PERMUTATIONS = 499;
    /** Greatest p of a change. */
    static final double SIGNIFICANCE = 0.01;

    private static final long SEED = 20041001;
    /** A shuffle as good may differ in the last bits of its sum. */
    private static final double ROUNDING = 1 - 1e-9;

    /**
     * A cut.
     *
     * @param at the first value after it
     * @param p of the test
     */
    record Cut(int at, double p) {}

    /** A stretch from one place to another, and how much it differs from the rest. */
    private record Stretch(int from, int end, double squares) {}

    private final double[] values;
    private final RandomGenerator random = new Well19937c(SEED);
    private final List<Integer> cuts = new ArrayList<>();

    private Segmentation(double[] values) {
        this.values = values;
    }

    /** The change points of values, in their order. */
    static List<Cut> cuts(double[] values) {
        Segmentation search = new Segmentation(values);
        search.search(0, values.length);
        return search.kept();
    }

    private void search(int from, int end) {
        double[] piece = Arrays.copyOfRange(values, from, end);
        Stretch best = best(piece);
        if (best.squares() <= 0 || p(piece, best.squares(), -1) > SIGNIFICANCE) {
            return;
        }
        int first = from + best.from();
        int second = from + best.end();
        if (first > from) {
            search(from, first);
            cuts.add(first);
        }
        search(first, second);
        if (second < end) {
            cuts.add(second);
            search(second, end);
        }
    }

    private List<Cut> kept() {
        while (true) {
            List<Cut> judged = new ArrayList<>();
            for (int i = 0; i < cuts.size(); i++) {
                int from = i == 0 ? 0 : cuts.get(i - 1);
                int end = i + 1 == cuts.size() ? values.length : cuts.get(i + 1);
                double[] piece = Arrays.copyOfRange(values, from, end);
                int at = cuts.get(i) - from;
                judged.add(new Cut(cuts.get(i), p(piece, squares(piece, at), at)));
            }
            Cut worst = judged.stream().reduce((a, b) -> b.p() > a.p() ? b : a).orElse(null);
            if (worst == null || worst.p() <= SIGNIFICANCE) {
                return judged;
            }
            cuts.remove(Integer.valueOf(worst.at()));
        }
    }

    /** Share of shuffles that are as good: at a cut in its place, or with -1 at the best stretch. */
    private double p(double[] piece, double squares, int at) {
        double[] shuffled = piece.clone();
        int asGood = 1;
        for (int i = 0; i < PERMUTATIONS; i++) {
            shuffle(shuffled);
            double found = at < 0 ? best(shuffled).squares() : squares(shuffled, at);
            asGood += found >= squares * ROUNDING ? 1 : 0;
        }
        return asGood / (PERMUTATIONS + 1.0);
    }

    private void shuffle(double[] all) {
        for (int i = all.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double value = all[i];
            all[i] = all[other];
            all[other] = value;
        }
    }

    private static double squares(double[] piece, int at) {
        return between(sums(piece), 0, at);
    }

    private static Stretch best(double[] piece) {
        double[] sums = sums(piece);
        Stretch best = new Stretch(0, 0, 0);
        for (int from = 0; from + LEAST <= piece.length; from += from == 0 ? LEAST : 1) {
            for (int end = from + LEAST; end <= piece.length; end++) {
                boolean allowed = end == piece.length ? from > 0 : piece.length - end >= LEAST;
                if (allowed && between(sums, from, end) > best.squares()) {
                    best = new Stretch(from, end, between(sums, from, end));
                }
            }
        }
        return best;
    }

    /** Sum of squares between a stretch and the rest: of deviations from the mean, so that large values cost no digits. */
    private static double between(double[] sums, int from, int end) {
        double count = sums.length - 1.0;
        double inside = end - from;
        double sum = sums[end] - sums[from];
        return sum * sum * count / (inside * (count - inside));
    }

    private static double[] sums(double[] piece) {
        double mean = Arrays.stream(piece).average().orElse(0);
        double[] sums = new double[piece.length + 1];
        for (int i = 0; i < piece.length; i++) {
            sums[i + 1] = sums[i] + (piece[i] - mean);
        }
        return sums;
    }
}
