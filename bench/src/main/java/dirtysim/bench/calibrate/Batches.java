package dirtysim.bench.calibrate;

import java.util.function.IntConsumer;
import java.util.function.IntToLongFunction;

/** Runs batches of work against the clock: first until the JVM has compiled them, then those that count. */
final class Batches {
    private static final long NS_PER_MS = 1_000_000;
    private static final int LEAST_WARM_UP = 3;

    private final Effort effort;
    /** Where results go, so that the work that gave them cannot be left out by the compiler. */
    private volatile long sink;

    Batches(Effort effort) {
        this.effort = effort;
    }

    /**
     * Nanoseconds for each item.
     *
     * @param items items of one batch
     * @param work does batch number n, counted on through warm-up and measurement, and returns what it computed
     */
    Sample nsPerItem(double items, IntToLongFunction work) {
        return nsPerItem(items, batch -> {}, work);
    }

    /**
     * Nanoseconds for each item.
     *
     * @param items items of one batch
     * @param prepare sets the stage for batch number n, off the clock
     * @param work does that batch, and returns what it computed
     */
    Sample nsPerItem(double items, IntConsumer prepare, IntToLongFunction work) {
        return Sample.of(run(prepare, work, 1 / items, 0));
    }

    /** Bytes for each nanosecond, which are gigabytes for each second. */
    Sample gbytePerSecond(double bytes, IntConsumer prepare, IntToLongFunction work) {
        double[] ns = run(prepare, work, 1, 1);
        for (int batch = 0; batch < ns.length; batch++) {
            ns[batch] = bytes / ns[batch];
        }
        return Sample.of(ns);
    }

    private double[] run(IntConsumer prepare, IntToLongFunction work, double scale, double leastNs) {
        int batch = 0;
        long warm = 0;
        while (batch < LEAST_WARM_UP || warm < effort.warmUpMs() * NS_PER_MS) {
            prepare.accept(batch);
            warm += Math.max(1, time(work, batch));
            batch++;
        }
        double[] figures = new double[effort.batches()];
        for (int n = 0; n < figures.length; n++) {
            prepare.accept(batch);
            figures[n] = Math.max(leastNs, time(work, batch)) * scale;
            batch++;
        }
        return figures;
    }

    private long time(IntToLongFunction work, int batch) {
        long begin = System.nanoTime();
        sink = work.applyAsLong(batch);
        return System.nanoTime() - begin;
    }
}
