package dirtysim.memory;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** All D bits of a table with 4 KiB leaves for 16 GiB looked at, 32 MiB of entries, beside a plain reading of as many words. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DirtyScan {
    private static final long BYTES = 16L << 30;
    private static final int PAGE_SHIFT = 12;

    /** How many of the leaves are dirty. */
    @Param({"0", "0.01"})
    public double dirty;

    private final PageTable table = new PageTable(EntryFormat.SECOND_STAGE, 4);
    private final long[] words = new long[(int) (BYTES >>> PAGE_SHIFT)];
    private final long[][] pages = new long[words.length / 512][512];
    private long seen;

    /** No table stays compact: each has an entry with A set. */
    @Setup(Level.Trial)
    public void fill() {
        table.mapLinear(0, 0, BYTES, PageSize.SIZE_4K, true);
        for (long at = 0; at < BYTES; at += PageSize.SIZE_2M.bytes()) {
            set(at, EntryFormat.SECOND_STAGE.accessedBit());
        }
        Random random = new Random(1);
        for (long leaf = (long) (words.length * dirty); leaf > 0; leaf--) {
            set((long) random.nextInt(words.length) << PAGE_SHIFT, EntryFormat.SECOND_STAGE.dirtyBit());
        }
        for (int word = 0; word < words.length; word++) {
            words[word] = (long) word << PAGE_SHIFT | 1;
            pages[word / 512][word % 512] = words[word];
        }
    }

    private void set(long input, long bit) {
        table.find(input);
        table.updateFound(table.foundEntry() | bit);
    }

    /** Looked at, and none cleared. */
    @Benchmark
    public long scan() {
        seen = 0;
        table.scanDirty(0, BYTES, Long.MAX_VALUE, false, (input, size, entry) -> seen += input);
        return seen + table.scanned();
    }

    /** As many words read in pages of 4 KiB, which is how tables lie in memory. */
    @Benchmark
    public long referenceReadPages() {
        long sum = 0;
        for (long[] page : pages) {
            for (long word : page) {
                sum += word;
            }
        }
        return sum;
    }

    /** As many words read that lie in a row. */
    @Benchmark
    public long referenceRead() {
        long sum = 0;
        for (long word : words) {
            sum += word;
        }
        return sum;
    }
}
