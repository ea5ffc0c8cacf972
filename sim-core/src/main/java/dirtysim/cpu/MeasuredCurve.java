package dirtysim.cpu;

import dirtysim.engine.RandomStream;
import java.util.List;

/**
 * A curve that was measured: how many different pages are written within an interval, by the interval's length. Pages are put
 * into classes of Poisson processes, with mean intervals on a ladder of three rungs an octave, so that the mixture has that
 * curve; the sizes of the classes come from multiplicative updates that keep them positive (W. H. Richardson, JOSA 62(1), 1972).
 * No mixture bends upwards, or has more writes in a longer interval than in its parts; a curve that does is met as well
 * as can be.
 *
 * @param seconds lengths of the intervals, ascending
 * @param uniquePages pages written in each, ascending
 */
record MeasuredCurve(List<Double> seconds, List<Double> uniquePages) implements WriteShape {
    private static final int STEPS = 3000;
    private static final double RUNG = StrictMath.cbrt(2);
    private static final double WHOLE = 1L << 56;

    /** Defensive copies. */
    MeasuredCurve {
        seconds = List.copyOf(seconds);
        uniquePages = List.copyOf(uniquePages);
    }

    /** The most pages that were seen. */
    double most() {
        return uniquePages.get(uniquePages.size() - 1);
    }

    @Override
    public double ownRate() {
        double[] rates = rates();
        double[] sizes = sizes(rates);
        double sum = 0;
        for (int j = 0; j < rates.length; j++) {
            sum += sizes[j] * rates[j];
        }
        return sum;
    }

    @Override
    public PageDraw over(long pages, RandomStream random) {
        double[] rates = rates();
        double[] exact = sizes(rates);
        double fastest = ownRate();
        long[] sizes = new long[rates.length + 1];
        long[] weight = new long[rates.length + 1];
        double due = 0;
        long given = 0;
        for (int j = 0; j < rates.length; j++) {
            due += exact[j];
            sizes[j] = Math.min(pages, Math.round(due)) - given;
            given += sizes[j];
            weight[j] = Math.round(WHOLE * rates[j] / fastest);
        }
        sizes[rates.length] = pages - given;
        return new PoissonDraw(random, sizes, weight);
    }

    /** Writes a second of a page of each class, the fastest first. */
    private double[] rates() {
        double first = 4 / seconds.get(0);
        double last = 0.25 / seconds.get(seconds.size() - 1);
        int count = 1;
        for (double rate = first; rate > last; rate /= RUNG) {
            count++;
        }
        double[] rates = new double[count];
        rates[0] = first;
        for (int j = 1; j < count; j++) {
            rates[j] = rates[j - 1] / RUNG;
        }
        return rates;
    }

    private double[] sizes(double[] rates) {
        int points = seconds.size();
        double[][] share = new double[points][rates.length];
        double[] sizes = new double[rates.length];
        double[] norm = new double[rates.length];
        for (int j = 0; j < rates.length; j++) {
            sizes[j] = most() / rates.length;
            for (int k = 0; k < points; k++) {
                share[k][j] = -StrictMath.expm1(-rates[j] * seconds.get(k));
                norm[j] += share[k][j] / uniquePages.get(k);
            }
        }
        for (int step = 0; step < STEPS; step++) {
            double[] correction = new double[rates.length];
            for (int k = 0; k < points; k++) {
                double said = 0;
                for (int j = 0; j < rates.length; j++) {
                    said += sizes[j] * share[k][j];
                }
                for (int j = 0; j < rates.length; j++) {
                    correction[j] += share[k][j] / said;
                }
            }
            for (int j = 0; j < rates.length; j++) {
                sizes[j] *= correction[j] / norm[j];
            }
        }
        return sizes;
    }
}
