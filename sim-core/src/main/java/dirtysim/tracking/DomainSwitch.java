package dirtysim.tracking;

import dirtysim.iommu.Iommu;
import dirtysim.iommu.PasidEntry;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What each device is translated by, and what a change of that does to tables and PASID-table entries.
 *
 * <p>Under nesting the host writes the device's PASID-table entry anew: nested, second stage alone, or not present. The second
 * stage with its D bits stays as it is. Under shadow the host's own entry stays, and its table changes: all that is mapped
 * goes, and for a device passed through all of RAM is mapped where the guest sees it, with the largest leaves there are.
 */
final class DomainSwitch {
    private final TrackedVm vm;
    private final List<DomainTarget> targets = new ArrayList<>();

    /** @param vm the VM whose devices are switched */
    DomainSwitch(TrackedVm vm) {
        this.vm = vm;
    }

    /** What a device is translated by. */
    DomainTarget target(int device) {
        return device < targets.size() ? targets.get(device) : DomainTarget.TRANSLATED;
    }

    /** Notes that a device is translated by something else from now on. */
    void note(int device, DomainTarget target) {
        while (targets.size() <= device) {
            targets.add(DomainTarget.TRANSLATED);
        }
        targets.set(device, target);
    }

    /**
     * Adds what the host has mapped for a device to a list of ranges to unmap: pages that follow each other in IOVA and are
     * mapped alike are one range. What a lazy guest has unmapped unseen is mapped still, and so among them.
     */
    void cachedMappings(int device, Deque<DmaMapping> into) {
        PageTable record = vm.mappingsOf(device);
        record.scan(0, record.inputLimit(), Long.MAX_VALUE, (iova, size, entry) -> {
            boolean writable = EntryFormat.SECOND_STAGE.writable(entry);
            DmaMapping last = into.peekLast();
            boolean goesOn = last != null
                    && last.writable() == writable
                    && last.iova() + ((long) last.pages() << PageSize.SIZE_4K.shift()) == iova;
            int before = goesOn ? into.removeLast().pages() : 0;
            long first = goesOn ? last.iova() : iova;
            into.add((goesOn ? last : new DmaMapping()).range(device, first, before + size.pages(), writable));
        });
    }

    /**
     * Writes the PASID-table entry of a device anew, with SSADE if tracking is on. For nested translation.
     *
     * @return whether the old entry has to be invalidated; one that was not present has not been cached
     */
    boolean rewriteEntry(int device, DomainTarget target) {
        Iommu iommu = vm.iommu();
        boolean wasPresent = iommu.pasids().entry(device).type() != PasidEntry.Type.NOT_PRESENT;
        PasidEntry.Type type = switch (target) {
            case TRANSLATED -> PasidEntry.Type.NESTED;
            case PASSTHROUGH -> PasidEntry.Type.SECOND_STAGE;
            case BLOCKED -> PasidEntry.Type.NOT_PRESENT;
        };
        boolean tracksDirty = type.hasSecondStage() && vm.tracking().on();
        iommu.pasids().replace(device, new PasidEntry(type, iommu.domain(device).id(), tracksDirty));
        return wasPresent;
    }
}
