package dirtysim.bench.calibrate;

import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Measures this host, one kind of work after the other. */
final class Calibration {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    /** Fits the second-level cache of every server of the last decade. */
    private static final int WARM_BYTES = 128 * KIB;
    /** The bitmap of a 96 GiB guest, with which C23 was measured. */
    private static final int BITMAP_BYTES = 3 * MIB;

    /** Dependent steps of a batch. */
    private static final int STEPS = 2_000;

    private static final int STRIDE_BYTES = 128;

    private final Effort effort;
    private final Batches batches;
    private final List<Finding> findings = new ArrayList<>();

    private Calibration(Effort effort) {
        this.effort = effort;
        this.batches = new Batches(effort);
    }

    /** Everything that is measured, in a fixed order. */
    static List<Finding> run(Effort effort) {
        Calibration calibration = new Calibration(effort);
        calibration.tables(PageSize.SIZE_4K);
        calibration.tables(PageSize.SIZE_2M);
        calibration.memoryReference();
        calibration.mark();
        calibration.or();
        calibration.copy();
        return List.copyOf(calibration.findings);
    }

    private void tables(PageSize size) {
        boolean small = size == PageSize.SIZE_4K;
        String leaves = small ? " of 4-KiB leaves" : " of 2-MiB leaves";
        ProbedTable cold = new ProbedTable(effort.coldBytes(), size);
        ProbedTable warm = new ProbedTable(WARM_BYTES, size);
        String over = "in Java over " + size(effort.coldBytes()) + " of entries";
        // Before anything is dirty.
        Sample scanCold = scan(cold);
        Sample scanWarm = scan(warm);
        add(
                "scan" + leaves + ", cold",
                scanCold,
                small ? "scan-per-pte-ns" : "",
                "PageTable.scanDirty " + over + ", all clean");
        add("scan" + leaves + ", warm", scanWarm, "", "");
        add(
                "test and clear" + leaves + ", cold",
                clear(cold).plus(-scanCold.median()),
                small ? "dirty-pte-ns" : "",
                "PageTable.scanDirty with clear " + over
                        + ", all dirty, and an atomic bit set; less the scan of clean ones");
        add("test and clear" + leaves + ", warm", clear(warm).plus(-scanWarm.median()), "", "");
        add("random walk" + leaves + ", cold", walk(cold), "", "");
        add("random walk" + leaves + ", warm", walk(warm), "", "");
    }

    private Sample scan(ProbedTable table) {
        return batches.nsPerItem(table.leavesOfSlice(), table::scan);
    }

    private Sample clear(ProbedTable table) {
        AtomicBitmap found = new AtomicBitmap(table.leaves());
        return batches.nsPerItem(
                table.leavesOfSlice(), table::dirtyEachRound, batch -> table.scanAndClear(batch, found));
    }

    private Sample walk(ProbedTable table) {
        long[] at = new long[1];
        return batches.nsPerItem(STEPS, batch -> at[0] = table.walk(at[0], STEPS));
    }

    /**
     * A pointer chase. Neighbours are 128 bytes apart, for caches are filled by pairs of lines, and it stays within 2 MiB
     * before it goes on, so that the CPU's TLB holds the translations: a walker needs none.
     */
    private void memoryReference() {
        int[] next = Cycle.through(effort.coldBytes() / STRIDE_BYTES, 2 * MIB / STRIDE_BYTES);
        int stride = STRIDE_BYTES / Long.BYTES;
        long[] words = new long[next.length * stride];
        for (int place = 0; place < next.length; place++) {
            words[place * stride] = (long) next[place] * stride;
        }
        int[] at = new int[1];
        Sample sample = batches.nsPerItem(STEPS, batch -> {
            int place = at[0];
            for (int n = 0; n < STEPS; n++) {
                place = (int) words[place];
            }
            at[0] = place;
            return place;
        });
        add(
                "memory reference, cold",
                sample,
                "memory-ref-ns",
                "pointer chase through " + size(effort.coldBytes()) + ", 2 MiB after 2 MiB");
    }

    /** Random pages of a 64 GiB guest. */
    private void mark() {
        AtomicBitmap bitmap = new AtomicBitmap(1 << 24);
        int[] gfns = new SplittableRandom(1).ints(1 << 16, 0, 1 << 24).toArray();
        Sample sample = batches.nsPerItem(gfns.length, batch -> {
            for (int gfn : gfns) {
                bitmap.set(gfn);
            }
            return bitmap.word(gfns[0]);
        });
        add(
                "mark of a page",
                sample,
                "mark-page-ns",
                "atomic OR at random bits of 2 MiB, the bitmap of a 64 GiB guest");
    }

    private void or() {
        int pairs = Math.max(2, effort.coldBytes() / (2 * BITMAP_BYTES));
        addRate("OR of bitmaps, cold", or(pairs), "", "");
        addRate("OR of bitmaps, warm", or(1), "", "");
    }

    /** One of several pairs in turn, all bits set in what is drained. */
    private Sample or(int pairs) {
        GfnBitmap[] from = new GfnBitmap[pairs];
        GfnBitmap[] to = new GfnBitmap[pairs];
        for (int pair = 0; pair < pairs; pair++) {
            from[pair] = new GfnBitmap(8L * BITMAP_BYTES);
            to[pair] = new GfnBitmap(8L * BITMAP_BYTES);
        }
        return batches.gbytePerSecond(
                BITMAP_BYTES,
                batch -> {
                    for (int pair = 0; batch % pairs == 0 && pair < pairs; pair++) {
                        from[pair].setRange(0, from[pair].size());
                    }
                },
                batch -> {
                    from[batch % pairs].drainInto(to[batch % pairs]);
                    return to[batch % pairs].count();
                });
    }

    private void copy() {
        Sample warm = copy(1);
        // Between two queries a migration moves more memory than any cache holds.
        addRate(
                "copy of a bitmap, cold",
                copy(Math.max(2, effort.coldBytes() / (2 * BITMAP_BYTES))),
                "copy-gbyte-per-s",
                "System.arraycopy of 3 MiB, the bitmap of a 96 GiB guest, without the checks of copy_to_user; warm: "
                        + Figures.text(warm.median()));
        addRate("copy of a bitmap, warm", warm, "", "");
    }

    private Sample copy(int pairs) {
        long[] from = new long[pairs * BITMAP_BYTES / Long.BYTES];
        long[] to = new long[from.length];
        return batches.gbytePerSecond(BITMAP_BYTES, batch -> {}, batch -> {
            int at = batch % pairs * (BITMAP_BYTES / Long.BYTES);
            System.arraycopy(from, at, to, at, BITMAP_BYTES / Long.BYTES);
            return to[at];
        });
    }

    private void add(String what, Sample ns, String key, String how) {
        findings.add(new Finding(what, "ns", ns, key, how));
    }

    private void addRate(String what, Sample rate, String key, String how) {
        findings.add(new Finding(what, "GB/s", rate, key, how));
    }

    private static String size(int bytes) {
        return bytes / MIB + " MiB";
    }
}
