package dirtysim.engine;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * How far ahead events are scheduled, drawn before anything is timed. Source of the shapes: the HOLD model as R. Rönngren and R.
 * Ayani use it, "A comparative study of parallel and sequential priority queue algorithms", ACM TOMACS 7(2), 1997.
 */
@State(Scope.Thread)
public class Increments {
    private static final int COUNT = 1 << 16;
    private static final double MEAN_PS = 1e6;
    private static final double SHORT_SHARE = 0.9;
    private static final double SHORT_TO_LONG = 100;

    /** Exponential; nine tenths short and one tenth a hundred times as long; or the same for all, so that times are equal. */
    @Param({"exponential", "bimodal", "ties"})
    public String increments;

    private final long[] delaysPs = new long[COUNT];
    private int next;

    /** Draws them, the same in each run. */
    @Setup(Level.Trial)
    public void draw() {
        RandomStream random = new RandomStreams(1).stream("increments");
        for (int i = 0; i < COUNT; i++) {
            double exponential = -Math.log(1 - random.nextDouble()) * MEAN_PS;
            delaysPs[i] = (long)
                    switch (increments) {
                        case "exponential" -> exponential;
                        case "bimodal" -> random.nextDouble() < SHORT_SHARE ? exponential : exponential * SHORT_TO_LONG;
                        case "ties" -> MEAN_PS;
                        default -> throw new IllegalArgumentException(increments);
                    };
        }
    }

    long nextPs() {
        next = next + 1 & COUNT - 1;
        return delaysPs[next];
    }
}
