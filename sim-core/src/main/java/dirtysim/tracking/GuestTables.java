package dirtysim.tracking;

import dirtysim.host.CostModel;
import dirtysim.host.InputException;
import dirtysim.iommu.FirstStageAd;
import dirtysim.iommu.Iommu;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.MemorySlots;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import dirtysim.memory.TablePages;
import java.util.ArrayList;
import java.util.List;

/** The guest's own tables under nesting, IOVA to GPA: one first stage a device, in pages of the guest's RAM. */
final class GuestTables {
    private static final long TABLE_ENTRIES = 512;

    private final Iommu iommu;
    /** Where they lie. */
    private final TablePages tablePages;

    private final int levels;
    private final boolean presetAd;

    GuestTables(Iommu iommu, CostModel costs, MemorySlots slots) {
        this.iommu = iommu;
        tablePages = new TablePages(slots);
        levels = (int) costs.firstStageLevels();
        presetAd = costs.firstStageAd() == FirstStageAd.PRESET.ordinal();
    }

    /** An empty one, for a further device. */
    PageTable create() {
        return new PageTable(EntryFormat.FIRST_STAGE, levels, tablePages);
    }

    /**
     * Writes the guest's own entries for a mapping, A and D preset if it is a guest that does so.
     *
     * @throws InputException if guest memory may be too small for the tables
     */
    void map(DmaMapping mapping) {
        long mostTables = (mapping.pages() / TABLE_ENTRIES + 2) * levels;
        if (tablePages.left() < mostTables) {
            throw new InputException(
                    "guest RAM", "there is no page left in it for first-stage tables", "give the guest more RAM");
        }
        PageTable firstLevel = iommu.domain(mapping.device()).firstStage();
        EntryFormat format = firstLevel.format();
        long preset = presetAd ? format.accessedBit() | (mapping.writable() ? format.dirtyBit() : 0) : 0;
        long iova = mapping.iova();
        for (int s = 0; s < mapping.segments(); s++) {
            for (int page = 0; page < mapping.segmentPages(s); page++) {
                long gpa = mapping.gpa(s) + page * PageSize.SIZE_4K.bytes();
                long leaf = format.leaf(gpa, PageSize.SIZE_4K, mapping.writable()) | preset;
                firstLevel.place(iova, leaf, PageSize.SIZE_4K);
                iova += PageSize.SIZE_4K.bytes();
            }
        }
    }

    /** Lets the scheme's part in the guest record the guest's tables, which the hardware writes to if it has to set A and D there. */
    void tellTables(GuestPart part) {
        if (!presetAd) {
            tablePages.listen(gpa -> part.mapped(gpa >>> 12, true), gpa -> part.unmapping(gpa >>> 12, true));
        }
    }

    /** Lets the scheme's part in the guest record the pages of a range, as the guest's own entries have them. */
    void tell(GuestPart part, DmaRange range, boolean mapped) {
        PageTable firstLevel = iommu.domain(range.device()).firstStage();
        for (int page = 0; page < range.pages(); page++) {
            if (firstLevel.find(range.iova() + page * PageSize.SIZE_4K.bytes())) {
                long gfn = EntryFormat.address(firstLevel.foundEntry()) >>> 12;
                boolean writable = firstLevel.format().writable(firstLevel.foundEntry());
                if (mapped) {
                    part.mapped(gfn, writable);
                } else {
                    part.unmapping(gfn, writable);
                }
            }
        }
    }

    /** Clears all of the guest's own entries for a device. */
    void clear(int device) {
        PageTable firstLevel = iommu.domain(device).firstStage();
        List<Long> inputs = new ArrayList<>();
        firstLevel.scan(0, firstLevel.inputLimit(), Long.MAX_VALUE, (input, size, entry) -> inputs.add(input));
        inputs.forEach(firstLevel::unmap);
    }

    /** Clears the guest's own entries of a range. */
    void unmap(DmaRange range) {
        PageTable firstLevel = iommu.domain(range.device()).firstStage();
        for (int page = 0; page < range.pages(); page++) {
            firstLevel.unmap(range.iova() + page * PageSize.SIZE_4K.bytes());
        }
    }
}
