package dirtysim.reports.jmh;

import java.util.Arrays;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;

/**
 * Time of an operation by that of a reference: the ratio of the means over all iterations, its 95 % interval, and whether the two
 * can be told apart at all.
 *
 * <p>The interval is a percentile bootstrap that draws as the measurement was made: forks with replacement, and in each of them
 * iterations with replacement, of both sides (T. Kalibera, R. Jones, "Rigorous benchmarking in reasonable time", ISMM 2013, on
 * hierarchical resampling and the ratio of means). It is {@value #RESAMPLES} draws from a generator with a fixed seed, so the same
 * samples give the same interval. Of a single fork it says nothing about what another start of the JVM would change.
 *
 * <p>The test is that of Mann and Whitney, two-sided, by its normal approximation, over all iterations. Iterations of a fork are
 * not quite independent, so its p is rather too small; and no correction is made for how many pairs there are.
 *
 * @param value ratio of the means; below 1 the benchmark is the faster one
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param p how likely samples that differ so much are if neither side tends to be the slower
 */
public record Ratio(double value, double low, double high, double p) {
    /** Draws of the bootstrap. */
    public static final int RESAMPLES = 10_000;

    private static final long SEED = 20130620;
    private static final double TAIL = 0.025;

    /** Compares a benchmark with its reference. */
    public static Ratio of(JmhRun run, JmhRun reference) {
        double[] ratios = new double[RESAMPLES];
        RandomGenerator random = new Well19937c(SEED);
        for (int i = 0; i < RESAMPLES; i++) {
            ratios[i] = resampledMean(run.forksNs(), random) / resampledMean(reference.forksNs(), random);
        }
        Arrays.sort(ratios);
        return new Ratio(
                run.meanNs() / reference.meanNs(),
                ratios[(int) Math.floor(TAIL * (RESAMPLES - 1))],
                ratios[(int) Math.ceil((1 - TAIL) * (RESAMPLES - 1))],
                new MannWhitneyUTest().mannWhitneyUTest(run.iterationsNs(), reference.iterationsNs()));
    }

    private static double resampledMean(double[][] forks, RandomGenerator random) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < forks.length; i++) {
            double[] fork = forks[random.nextInt(forks.length)];
            for (int k = 0; k < fork.length; k++) {
                sum += fork[random.nextInt(fork.length)];
            }
            count += fork.length;
        }
        return sum / count;
    }
}
