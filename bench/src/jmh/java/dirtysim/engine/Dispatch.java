package dirtysim.engine;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the event loop adds to a call: one event is pending, so the queue has nothing to order, and handlers come at random. Beside
 * it the same handlers called in the same order from an array.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Dispatch {
    private static final int BATCH = 1024;
    private static final int ORDER = 1 << 14;

    /** How many different handlers there are. */
    @Param({"1", "8"})
    public int handlers;

    private final EventLoop loop = new EventLoop();
    private final EventHandler[] order = new EventHandler[ORDER];
    private int next;
    private int left;
    private boolean looping;
    private long sum;

    /** Draws the order, the same in each run. */
    @Setup(Level.Trial)
    public void draw() {
        EventHandler[] all = {
            (kind, argument) -> called(argument + 1),
            (kind, argument) -> called(argument * 3),
            (kind, argument) -> called(argument ^ 5),
            (kind, argument) -> called(argument - 7),
            (kind, argument) -> called(argument + 11),
            (kind, argument) -> called(argument * 13),
            (kind, argument) -> called(argument ^ 17),
            (kind, argument) -> called(argument - 19)
        };
        RandomStream random = new RandomStreams(1).stream("order");
        for (int i = 0; i < ORDER; i++) {
            order[i] = all[random.nextInt(handlers)];
        }
        loop.schedule(1, order[0], 0, 0);
    }

    private EventHandler nextHandler() {
        next = next + 1 & ORDER - 1;
        return order[next];
    }

    private void called(long argument) {
        sum += argument;
        if (looping) {
            loop.schedule(1, nextHandler(), 0, argument);
            if (--left == 0) {
                loop.stop();
            }
        }
    }

    /** By the event loop. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long loop() {
        looping = true;
        left = BATCH;
        loop.run();
        return sum;
    }

    /** Called at once. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long referenceCall() {
        looping = false;
        for (int i = 0; i < BATCH; i++) {
            nextHandler().handle(0, sum);
        }
        return sum;
    }
}
