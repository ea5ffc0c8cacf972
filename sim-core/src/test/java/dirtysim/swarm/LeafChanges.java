package dirtysim.swarm;

import dirtysim.engine.EventHandler;
import dirtysim.iommu.InvalidationRequest;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import dirtysim.tracking.TrackedVm;

/**
 * A host that splits and merges leaves of guest memory while devices use them, under nested translation. It holds the domain
 * lock until what was cached is invalidated.
 */
final class LeafChanges implements EventHandler {
    private static final int SPLIT = 0;
    private static final int MERGE = 1;
    private static final int INVALIDATED = 2;

    private final TrackedVm vm;

    LeafChanges(TrackedVm vm) {
        this.vm = vm;
    }

    /** Splits the leaf of a slot, or merges its leaves into one; nothing if that is done already. */
    void begin(boolean merge, int slot) {
        vm.domainLock().acquire(this, merge ? MERGE : SPLIT, slot);
    }

    @Override
    public void handle(int kind, long slot) {
        if (kind == INVALIDATED) {
            vm.domainLock().release();
            return;
        }
        long gpa = vm.slots().slots().get((int) slot).gpa();
        boolean changed = kind == MERGE ? table().merge(gpa, PageSize.SIZE_2M) : split(gpa);
        if (!changed) {
            vm.domainLock().release();
            return;
        }
        InvalidationRequest request = vm.iommu().invalidations().request();
        for (int device = 0; device < vm.devices(); device++) {
            request.domain(vm.iommu().domain(device).id());
        }
        for (int device = 0; device < vm.devices(); device++) {
            request.deviceTlb(device);
        }
        request.submit(this, INVALIDATED, slot);
    }

    private boolean split(long gpa) {
        if (!table().find(gpa) || table().foundSize() == PageSize.SIZE_4K) {
            return false;
        }
        table().split(gpa, PageSize.SIZE_4K);
        return true;
    }

    private PageTable table() {
        return vm.secondLevel(0);
    }
}
