package dirtysim.memory;

import java.util.Arrays;
import java.util.Random;
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

/** The dirty bitmap of a guest of 1 TiB, 32 MiB, beside a copy of as many bytes: what memory lets through. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Bitmaps {
    private static final long FRAMES = 1L << 28;
    private static final int WORDS = (int) (FRAMES >>> 6);

    /** How many of the bits are set. */
    @Param({"0", "0.0001", "0.01", "0.5"})
    public double set;

    private final GfnBitmap from = new GfnBitmap(FRAMES);
    private final GfnBitmap into = new GfnBitmap(FRAMES);
    private final GfnBitmap other = new GfnBitmap(FRAMES);
    private final long[] words = new long[WORDS];
    private final long[] copy = new long[WORDS];

    /** Sets bits at random, the same in each run. */
    @Setup(Level.Trial)
    public void fill() {
        Random random = new Random(1);
        for (long bit = (long) (FRAMES * set); bit > 0; bit--) {
            long gfn = random.nextLong() >>> 36;
            from.set(gfn);
            words[(int) (gfn >>> 6)] |= 1L << gfn;
        }
    }

    /** One into the other. */
    @Benchmark
    public long or() {
        from.orInto(into);
        return into.count();
    }

    /** All bits moved into an empty one, as a dirty log is fetched and cleared; and back. */
    @Benchmark
    @OperationsPerInvocation(2)
    public long drain() {
        from.drainInto(other);
        other.drainInto(from);
        return from.count();
    }

    /** Runs of set bits counted, all words read. */
    @Benchmark
    public long ranges() {
        return from.ranges();
    }

    /** Each set bit visited. */
    @Benchmark
    public long visit() {
        long sum = 0;
        for (long gfn = from.next(0); gfn >= 0; gfn = from.next(gfn + 1)) {
            sum += gfn;
        }
        return sum;
    }

    /** As many bytes copied. */
    @Benchmark
    public long[] referenceArraycopy() {
        System.arraycopy(words, 0, copy, 0, WORDS);
        return copy;
    }

    /** As many bytes copied, and their source cleared. */
    @Benchmark
    public long[] referenceCopyAndClear() {
        System.arraycopy(words, 0, copy, 0, WORDS);
        Arrays.fill(words, 0);
        return copy;
    }

    /** The words read, and the bits counted. */
    @Benchmark
    public long referenceCount() {
        long count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count;
    }
}
