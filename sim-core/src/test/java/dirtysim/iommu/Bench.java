package dirtysim.iommu;

import dirtysim.engine.EventLoop;
import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An IOMMU with round latencies, one device of each kind, and a record of what lands when. */
final class Bench {
    static final long HIT_PS = 3_000;
    static final long WALK_PS = 200_000;
    /** One further entry read. */
    static final long REF_PS = 100_000;
    /** A walk that finds no non-leaf entry cached. */
    static final long COLD_PS = WALK_PS + 3 * REF_PS;
    /** The same through both stages, whose tables are the host's here: 4 entries of each. */
    static final long COLD_NESTED_PS = WALK_PS + 7 * REF_PS;
    /** A nested walk that finds all but the two leaves cached. */
    static final long NESTED_PS = WALK_PS + REF_PS;

    static final long DIRTY_PS = 70_000;
    static final long INVALIDATE_PS = 800_000;
    /** The part of {@link #INVALIDATE_PS} that is the wait. */
    static final long WAIT_PS = 600_000;

    static final long LOCK_WAITER_PS = 10_000;
    static final int WALKERS = 3;
    /** Second stage alone. */
    static final int PLAIN = 0;
    /** First stage nested on the second stage. */
    static final int NESTED = 1;

    /** A write that landed. */
    record Landed(long atPs, int device, long iova, long hpa, boolean dirtyBefore) {}

    final EventLoop loop = new EventLoop();
    final PageTable plain = new PageTable(EntryFormat.SECOND_STAGE, 4);
    final PageTable first = new PageTable(EntryFormat.FIRST_STAGE, 4);
    final PageTable second = new PageTable(EntryFormat.SECOND_STAGE, 4);
    final List<Landed> landed = new ArrayList<>();
    /** When each request of {@link #access} was done, by its number; 0 while it is not. */
    final long[] donePs = new long[256];

    final Iommu iommu;

    private int accesses;

    Bench() {
        CostModel costs = Parameters.with(
                Parameters.defaults(),
                Map.ofEntries(
                        Map.entry("iotlb-hit-ns", "3"),
                        Map.entry("iotlb-miss-ns", "200"),
                        Map.entry("memory-ref-ns", "100"),
                        Map.entry("posted-write-ns", "0"),
                        Map.entry("dirty-set-ns", "70"),
                        Map.entry("invalidate-ns", "800"),
                        Map.entry("invalidate-wait-share", "0.75"),
                        Map.entry("queue-lock-waiter-ns", "10"),
                        Map.entry("page-walkers", "3")),
                "test");
        iommu = new Iommu(loop, costs, (device, iova, hpa) -> {
            PageTable table = device == PLAIN ? plain : second;
            long input = device == PLAIN ? iova : first.translate(iova);
            boolean dirty = table.find(input) && table.format().dirty(table.foundEntry());
            landed.add(new Landed(loop.nowPs(), device, iova, hpa, dirty));
        });
        iommu.attach(new TranslationDomain(7, null, plain));
        iommu.attach(new TranslationDomain(8, first, second));
    }

    /** Maps a writable page of the nested device, both stages. */
    void mapNested(long iova, long gpa, long hpa) {
        first.map(iova, gpa, PageSize.SIZE_4K, true);
        second.map(gpa, hpa, PageSize.SIZE_4K, true);
    }

    /** Issues a request now and returns its number. */
    int access(int device, long iova, boolean write) {
        int number = accesses++;
        iommu.access(device, iova, write, (kind, argument) -> donePs[(int) argument] = loop.nowPs(), 0, number);
        return number;
    }

    /** Issues a request, runs until nothing is pending, and returns how long it took. */
    long accessAlone(int device, long iova, boolean write) {
        long beganPs = loop.nowPs();
        int number = access(device, iova, write);
        loop.run();
        return donePs[number] - beganPs;
    }

    static boolean dirty(PageTable table, long input) {
        return table.find(input) && table.format().dirty(table.foundEntry());
    }

    static boolean accessed(PageTable table, long input) {
        return table.find(input) && table.format().accessed(table.foundEntry());
    }

    /** Clears D as software does, without any invalidation. */
    static void clean(PageTable table) {
        table.scanDirty(0, table.inputLimit(), Long.MAX_VALUE, true, (input, size, entry) -> {});
    }
}
