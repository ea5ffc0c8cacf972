package dirtysim.cpu;

import dirtysim.engine.RandomStream;
import java.util.Arrays;

/**
 * Page k of the set, from 1 on, is written as often as k to the power of -s says; as programs that dirty memory for tests do
 * it, writes are taken at random from a table of 2^20 pages that has been drawn once, so that much of the tail is in no write.
 * Pages that stand in the table equally often are one class; the most frequent come first.
 *
 * @param exponent s, above 0, at most 4
 */
record Zipf(double exponent) implements WriteShape {
    private static final int TABLE = 1 << 20;

    @Override
    public PageDraw over(long pages, RandomStream random) {
        if (pages == 0) {
            return new PoissonDraw(random, new long[] {0}, new long[] {1});
        }
        long[] counts = counts(table(pages, random));
        int classes = 1;
        for (int n = 1; n < counts.length; n++) {
            classes += counts[n] == counts[n - 1] ? 0 : 1;
        }
        long[] sizes = new long[classes + 1];
        long[] weight = new long[classes + 1];
        int c = -1;
        for (int n = 0; n < counts.length; n++) {
            if (n == 0 || counts[n] != counts[n - 1]) {
                weight[++c] = counts[n];
            }
            sizes[c]++;
        }
        sizes[classes] = pages - counts.length;
        return new PoissonDraw(random, sizes, weight);
    }

    /** How often each page that occurs does, in descending order. */
    private static long[] counts(long[] table) {
        Arrays.sort(table);
        long[] counts = new long[TABLE];
        int distinct = 0;
        for (int n = 0; n < TABLE; n++) {
            distinct += n > 0 && table[n] != table[n - 1] ? 1 : 0;
            counts[distinct]--;
        }
        Arrays.sort(counts, 0, distinct + 1);
        for (int n = 0; n <= distinct; n++) {
            counts[n] = -counts[n];
        }
        return Arrays.copyOf(counts, distinct + 1);
    }

    /**
     * Rejection-inversion: W. Hörmann and G. Derflinger, "Rejection-inversion to generate variates from monotone discrete
     * distributions", ACM TOMACS 6(3), 1996.
     */
    private long[] table(long pages, RandomStream random) {
        double low = integral(1.5) - 1;
        double high = integral(pages + 0.5);
        double accept = 2 - inverse(integral(2.5) - power(2));
        long[] table = new long[TABLE];
        for (int n = 0; n < TABLE; n++) {
            long k;
            double u;
            double x;
            do {
                u = high + random.nextDouble() * (low - high);
                x = inverse(u);
                k = Math.max(1, Math.min(pages, Math.round(x)));
            } while (k - x > accept && u < integral(k + 0.5) - power(k));
            table[n] = k - 1;
        }
        return table;
    }

    private double power(double x) {
        return StrictMath.exp(-exponent * StrictMath.log(x));
    }

    private double integral(double x) {
        double log = StrictMath.log(x);
        return exponent == 1 ? log : StrictMath.expm1((1 - exponent) * log) / (1 - exponent);
    }

    private double inverse(double u) {
        return StrictMath.exp(exponent == 1 ? u : StrictMath.log1p(Math.max(-1, u * (1 - exponent))) / (1 - exponent));
    }
}
