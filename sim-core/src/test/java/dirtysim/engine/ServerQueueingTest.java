package dirtysim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers against the closed forms of queueing theory. Seeds are fixed, so the outcome is too; intervals of batch means
 * miss a right value once in ten thousand, and are narrow enough that a service 5 % too long is seen.
 */
class ServerQueueingTest {
    private static final double CONFIDENCE = 0.9999;

    private static final List<QueueingModel> MODELS = List.of(
            new QueueingModel(1, 0.5, false),
            new QueueingModel(1, 0.8, false),
            new QueueingModel(1, 0.5, true),
            new QueueingModel(1, 0.8, true),
            new QueueingModel(2, 0.6, false),
            new QueueingModel(4, 0.8, false),
            new QueueingModel(16, 0.85, false));

    static Stream<Arguments> cases() {
        return MODELS.stream().flatMap(model -> LongStream.of(1, 2, 3).boxed().map(seed -> Arguments.of(model, seed)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void serveAgreesWithTheory(QueueingModel model, long seed) {
        assertAgrees(model, seed, false);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void acquireAndReleaseAgreeWithTheory(QueueingModel model, long seed) {
        assertAgrees(model, seed, true);
    }

    private static void assertAgrees(QueueingModel model, long seed, boolean acquire) {
        QueueingExperiment experiment = new QueueingExperiment(model, seed, acquire, 1);
        String label = model + ", seed " + seed + ": ";
        assertWithin(model.meanWaitPs(), experiment.waitPs, label + "mean wait, ps");
        assertWithin(model.load(), experiment.utilisation, label + "utilisation");
        assertWithin(model.meanQueue(), experiment.queueSeen, label + "mean queue, seen by arrivals");
        assertWithin(model.meanQueue(), experiment.queueByLittle, label + "mean queue, by Little's law");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aServiceFivePercentTooLongIsSeen(QueueingModel model, long seed) {
        QueueingExperiment experiment = new QueueingExperiment(model, seed, false, 1.05);
        String label = model + ", seed " + seed + ": planted error not seen in the ";
        assertFalseWithin(model.meanWaitPs(), experiment.waitPs, label + "mean wait");
        assertFalseWithin(model.load(), experiment.utilisation, label + "utilisation");
        assertFalseWithin(model.meanQueue(), experiment.queueSeen, label + "mean queue, seen by arrivals");
        assertFalseWithin(model.meanQueue(), experiment.queueByLittle, label + "mean queue, by Little's law");
    }

    /** The theory itself, against values worked by hand. */
    @Test
    void closedForms() {
        assertEquals(4e6, new QueueingModel(1, 0.8, false).meanWaitPs(), 1);
        assertEquals(2e6, new QueueingModel(1, 0.8, true).meanWaitPs(), 1);
        assertEquals(3.2, new QueueingModel(1, 0.8, false).meanQueue(), 1e-9);
        // M/M/2 with offered load 1: C = 1/3, wait = C / (2 - 1).
        assertEquals(1e6 / 3, new QueueingModel(2, 0.5, false).meanWaitPs(), 1);
    }

    private static void assertWithin(double expected, SummaryStatistics batches, String label) {
        assertTrue(isWithin(expected, batches), () -> label + ": expected " + expected + ", " + interval(batches));
    }

    private static void assertFalseWithin(double expected, SummaryStatistics batches, String label) {
        assertTrue(!isWithin(expected, batches), () -> label + ": " + expected + " is within " + interval(batches));
    }

    private static boolean isWithin(double expected, SummaryStatistics batches) {
        return Math.abs(expected - batches.getMean()) <= halfWidth(batches);
    }

    private static String interval(SummaryStatistics batches) {
        return batches.getMean() + " +- " + halfWidth(batches);
    }

    private static double halfWidth(SummaryStatistics batches) {
        assertEquals(QueueingExperiment.BATCHES, batches.getN());
        double t = new TDistribution(null, batches.getN() - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        return t * batches.getStandardDeviation() / Math.sqrt(batches.getN());
    }
}
