package dirtysim.workloads.fit;

import org.apache.commons.math3.random.RandomGenerator;

/** The CPU of each burst, after {@link CpuRuns}. */
final class CpuWalk {
    private static final int MOST_TRIES = 1_000;

    private final CpuRuns runs;
    private final RandomGenerator random;
    private final int[] used;
    private int cpu;
    private long left;

    CpuWalk(CpuRuns runs, RandomGenerator random) {
        this.runs = runs;
        this.random = random;
        used = new int[runs.operations().size()];
        cpu = runs.first();
        left = run();
    }

    private long run() {
        double[] own = runs.operations().get(cpu);
        return Math.max(1, (long) own[used[cpu]++ % own.length]);
    }

    /** An operation was on the CPU. */
    void count() {
        left--;
    }

    /** The CPU of the next burst. */
    int next() {
        // A burst that was longer than its run had left takes that from the next one.
        for (int tried = 0; left <= 0 && tried < MOST_TRIES; tried++) {
            cpu = Weights.choose(runs.next().get(cpu), random.nextDouble());
            left += run();
        }
        return cpu;
    }
}
