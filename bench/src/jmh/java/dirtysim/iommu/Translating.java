package dirtysim.iommu;

import dirtysim.memory.EntryFormat;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Long2LongHashMap;
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

/** One translation, by an IOTLB of 128 entries and by a nested walk over 10^6 pages, beside a hash map with as many. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Translating {
    private static final int PAGES = 1 << 20;
    private static final int PAGE_SHIFT = 12;
    private static final int ENTRIES = 128;
    private static final int WAYS = 8;
    private static final int ORDER = 1 << 14;

    /** Pages one after the other, or at random. */
    @Param({"sequential", "random"})
    public String pages;

    private final Iotlb iotlb = new Iotlb(ENTRIES, WAYS);
    private final PageTable first = new PageTable(EntryFormat.FIRST_STAGE, 4);
    private final PageTable second = new PageTable(EntryFormat.SECOND_STAGE, 4);
    private final TranslationDomain domain = new TranslationDomain(1, first, second);
    private final Long2LongHashMap map = new Long2LongHashMap(-1);
    private final long[] order = new long[ORDER];
    private int next;

    /** Maps all of them in both stages, and caches as many as the IOTLB has entries. */
    @Setup(Level.Trial)
    public void fill() {
        Random random = new Random(1);
        for (long page = 0; page < PAGES; page++) {
            long at = page << PAGE_SHIFT;
            first.map(at, at, PageSize.SIZE_4K, true);
            second.map(at, at, PageSize.SIZE_4K, true);
            map.put(at, at);
        }
        for (int page = 0; page < ENTRIES; page++) {
            long at = (long) page << PAGE_SHIFT;
            iotlb.fill(1, 0, at, at, PageSize.SIZE_4K, true, true);
        }
        for (int i = 0; i < ORDER; i++) {
            order[i] = (long) (pages.equals("random") ? random.nextInt(PAGES) : i) << PAGE_SHIFT;
        }
    }

    private long nextIova() {
        next = next + 1 & ORDER - 1;
        return order[next];
    }

    /** A page that is cached. */
    @Benchmark
    public int hit() {
        return iotlb.lookup(1, 0, nextIova() & (long) ENTRIES - 1 << PAGE_SHIFT);
    }

    /** A page that is not. */
    @Benchmark
    public int miss() {
        return iotlb.lookup(2, 0, nextIova());
    }

    /** Both stages, as the walk of a write whose D is set does. */
    @Benchmark
    public long walk() {
        domain.walk(nextIova(), true, true);
        return domain.hpa();
    }

    /** Agrona's map from longs to longs. */
    @Benchmark
    public long referenceMap() {
        return map.get(nextIova());
    }
}
