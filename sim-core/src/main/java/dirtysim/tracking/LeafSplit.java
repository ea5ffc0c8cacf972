package dirtysim.tracking;

import dirtysim.engine.SimTime;
import dirtysim.host.CapabilityNeed;
import dirtysim.measure.Cost;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import java.util.List;

/**
 * The host cuts larger second-level leaves into leaves of 4 KiB before a scheme begins to read D bits, and puts them together
 * again when the migration is over. Linux does not (the RFC of iommufd's dirty tracking leaves it to later work); a series for
 * the SMMU did, block by block at the start and at the stop, with one TLB flush behind the whole (Keqian Zhu 2021).
 *
 * <p>A leaf is cut in one instant, as an atomic swap of the entry for a pointer to a finished table is; D goes into every part
 * (A4, trap 34). It is put together by the OR. Devices go on meanwhile: through what is cached of the old leaf until the
 * invalidation behind it all, of every domain and of all device-TLBs, which is complete before anything clears a D bit. The
 * domain lock is held throughout, so maps and unmaps wait. While leaves are cut, what is mapped anew gets leaves of 4 KiB too.
 *
 * <p>What is put together is what was, or would have been, one leaf of one mapping: neighbours that happen to translate alike
 * stay apart, as each is unmapped by itself. Not modelled: break-before-make, by which hardware without BBML faults in between.
 */
public final class LeafSplit {
    private static final long CHUNK_BYTES = 1L << 30;
    private static final int CHUNK_LEAVES = 512;

    private final TrackedVm vm;
    private final boolean due;
    private final Script.Chunk cutSome = this::cutSome;
    private final Script.Chunk collapseSome = this::collapseSome;
    private final PageTable.LeafVisitor larger = this::larger;
    private final long[] inputs = new long[CHUNK_LEAVES];
    private final PageSize[] sizes = new PageSize[CHUNK_LEAVES];

    private List<PageTable> shapes;
    private int atTable;
    private long atInput;
    private int found;
    private long foundBytes;
    private long resumeAt;

    /**
     * @param vm the VM whose leaves are cut
     * @param tracker for which scheme: only one that reads D bits gains by it
     */
    public LeafSplit(TrackedVm vm, DirtyTracker tracker) {
        this.vm = vm;
        due = vm.leaves().policy().splits() && tracker.needs().contains(CapabilityNeed.DIRTY_TRACKING);
    }

    /** Whether it is done in this run. */
    public boolean due() {
        return due;
    }

    /** Leaves that translate the VM's devices now, of any size. */
    public long leaves() {
        return vm.secondLevels().stream().mapToLong(PageTable::leaves).sum();
    }

    /** The steps that cut. */
    public void cut(Script script) {
        script.lockDomain()
                .work(() -> from(vm.secondLevels(), true))
                .work(cutSome)
                .invalidateDomains()
                .unlockDomain();
    }

    /** The steps that put together again. */
    public void collapse(Script script) {
        script.lockDomain()
                .work(() -> from(vm.leafShapes(), false))
                .work(collapseSome)
                .invalidateDomains()
                .unlockDomain();
    }

    private boolean from(List<PageTable> scanned, boolean cutFromNowOn) {
        shapes = scanned;
        atTable = 0;
        atInput = 0;
        vm.leaves().cut(cutFromNowOn);
        return false;
    }

    private boolean cutSome() {
        findSome();
        double psPerByte = vm.costs().leafCosts().splitMsPerGib() * SimTime.PS_PER_MS / CHUNK_BYTES;
        for (int n = 0; n < found; n++) {
            vm.secondLevels().get(atTable).split(inputs[n], PageSize.SIZE_4K);
            vm.charge(Cost.SPLIT, Math.round(psPerByte * sizes[n].bytes()));
        }
        return advance();
    }

    private boolean collapseSome() {
        findSome();
        double psPerByte = vm.costs().leafCosts().collapseMsPerGib() * SimTime.PS_PER_MS / CHUNK_BYTES;
        for (int n = 0; n < found; n++) {
            if (vm.secondLevels().get(atTable).merge(inputs[n], sizes[n])) {
                vm.charge(Cost.SPLIT, Math.round(psPerByte * sizes[n].bytes()));
            }
        }
        return advance();
    }

    /** The next larger leaves of the table at hand: of 1 GiB together, or one leaf of that size. */
    private void findSome() {
        found = 0;
        foundBytes = 0;
        resumeAt = -1;
        PageTable table = shapes.get(atTable);
        long next = table.scan(atInput, table.inputLimit(), CHUNK_LEAVES, larger);
        atInput = resumeAt < 0 ? next : resumeAt;
    }

    private void larger(long input, PageSize size, long entry) {
        if (size == PageSize.SIZE_4K || resumeAt >= 0) {
            return;
        }
        if (foundBytes >= CHUNK_BYTES) {
            resumeAt = input;
            return;
        }
        inputs[found] = input;
        sizes[found++] = size;
        foundBytes += size.bytes();
    }

    private boolean advance() {
        if (atInput == shapes.get(atTable).inputLimit()) {
            atTable++;
            atInput = 0;
        }
        return atTable < shapes.size();
    }
}
