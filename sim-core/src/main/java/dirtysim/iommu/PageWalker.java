package dirtysim.iommu;

import dirtysim.host.CostModel;
import dirtysim.iommu.TranslationDomain.Outcome;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.PageTable;

/**
 * What the walks of one IOMMU read, cache on the way, and write.
 *
 * <p>A walk reads the leaf, and each non-leaf entry that no paging-structure cache holds. Under nesting each table of the
 * first stage lies at a guest-physical address, so reading it takes a translation by the second stage, which is cached apart
 * from the IOTLB: 24 references where nothing is cached (C6), 2 where all but the leaves is.
 *
 * <p>{@link #references} is called when a walk begins and fills the paging-structure caches as the walk goes down;
 * {@link #walk} is called when it ends, and reads and updates the tables as they are then. A walk that faults sets
 * no D.
 */
final class PageWalker implements TranslationCache {
    /** Second-stage entries are tagged by domain alone. */
    private static final int ANY_PASID = 0;

    private final PagingStructureCache firstStage;
    private final PagingStructureCache secondStage;
    /** Second-stage translations of the pages that hold first-stage tables. */
    private final Iotlb tablePages;

    private final FirstStageAd firstStageAd;
    private final DmaListener listener;

    private int firstRead;
    private int updates;

    PageWalker(CostModel costs, DmaListener listener) {
        firstStage = new PagingStructureCache((int) costs.walkCacheEntries());
        secondStage = new PagingStructureCache((int) costs.walkCacheEntries());
        tablePages = new Iotlb((int) costs.nestedCacheEntries(), (int) costs.nestedCacheEntries());
        firstStageAd = FirstStageAd.values()[(int) costs.firstStageAd()];
        this.listener = listener;
    }

    /** Memory references of a walk that begins now. */
    int references(TranslationDomain domain, int pasid, long iova) {
        if (!domain.nested()) {
            return secondStageReferences(domain, iova);
        }
        PageTable table = domain.firstStage();
        boolean found = table.find(iova);
        int reached = table.reachedLevel();
        int levels = table.levels();
        firstRead = Math.max(reached, firstStage.firstRead(domain.id(), pasid, iova, levels));
        firstStage.fill(domain.id(), pasid, iova, levels, reached + 1);
        int references = firstRead - reached + 1;
        for (int level = firstRead; level >= reached; level--) {
            references += tablePageReferences(domain, table.tableAddress(level));
        }
        return found ? references + secondStageReferences(domain, domain.firstStageOutput(iova)) : references;
    }

    /** Level of the first-stage table that the walk of the last {@link #references} reads first. */
    int firstRead() {
        return firstRead;
    }

    private int tablePageReferences(TranslationDomain domain, long gpa) {
        if (gpa == PageTable.NO_ADDRESS) {
            return 0;
        }
        int entry = tablePages.lookup(domain.id(), ANY_PASID, gpa);
        boolean asWrite = firstStageAd == FirstStageAd.EVERY_WALK;
        return usable(entry, asWrite) ? 0 : secondStageReferences(domain, gpa);
    }

    private int secondStageReferences(TranslationDomain domain, long input) {
        PageTable table = domain.secondStage();
        table.find(input);
        int reached = table.reachedLevel();
        int levels = table.levels();
        int first = Math.max(reached, secondStage.firstRead(domain.id(), ANY_PASID, input, levels));
        secondStage.fill(domain.id(), ANY_PASID, input, levels, reached + 1);
        return first - reached + 1;
    }

    /**
     * The end of a walk.
     *
     * @param device who asked, for the listener
     * @param write whether the request writes
     * @param update whether A and D are to be set now; if not, {@link Outcome#NEEDS_DIRTY} says that something has to be,
     *     and {@link #updates} how much
     * @param secondStageAd whether A and D of the second stage are enabled
     * @param from what {@link #firstRead} was when the walk began
     */
    Outcome walk(
            TranslationDomain domain,
            int pasid,
            int device,
            long iova,
            boolean write,
            boolean update,
            boolean secondStageAd,
            int from) {
        Outcome outcome = domain.walk(iova, write, false, secondStageAd);
        if (outcome == Outcome.FAULT) {
            return outcome;
        }
        updates = outcome == Outcome.NEEDS_DIRTY ? 1 : 0;
        boolean readable = !domain.nested() || readFirstStage(domain, device, write, false, secondStageAd, from);
        if (!readable) {
            return Outcome.FAULT;
        }
        if (updates > 0 && !update) {
            return Outcome.NEEDS_DIRTY;
        }
        if (domain.nested()) {
            readFirstStage(domain, device, write, true, secondStageAd, from);
        }
        return outcome == Outcome.DONE ? outcome : domain.walk(iova, write, true, secondStageAd);
    }

    /** Atomic updates that the last walk asked for. */
    int updates() {
        return updates;
    }

    /**
     * Goes through the first-stage tables once more, on the path that the domain's walk has found.
     *
     * @param apply whether to set A and D, or only to count what has to be set
     * @return whether each table's page is mapped by the second stage, writable if it has to be written
     */
    private boolean readFirstStage(
            TranslationDomain domain, int device, boolean write, boolean apply, boolean secondStageAd, int from) {
        PageTable table = domain.firstStage();
        int reached = table.reachedLevel();
        for (int level = Math.max(from, reached); level >= reached; level--) {
            boolean change = firstStageAd != FirstStageAd.PRESET && table.needsUpdate(level, write);
            boolean asWrite = change || firstStageAd == FirstStageAd.EVERY_WALK;
            long gpa = table.tableAddress(level);
            if (gpa != PageTable.NO_ADDRESS && !readTablePage(domain, gpa, asWrite, apply, secondStageAd)) {
                return false;
            }
            if (!change) {
                continue;
            }
            if (!apply) {
                updates++;
            } else {
                table.update(level, write);
                if (gpa != PageTable.NO_ADDRESS) {
                    listener.wroteTable(device, domain.secondStage().translate(gpa));
                }
            }
        }
        return true;
    }

    private boolean readTablePage(
            TranslationDomain domain, long gpa, boolean asWrite, boolean apply, boolean secondStageAd) {
        if (usable(tablePages.lookup(domain.id(), ANY_PASID, gpa), asWrite)) {
            return true;
        }
        PageTable table = domain.secondStage();
        if (!table.find(gpa)) {
            return false;
        }
        EntryFormat format = table.format();
        long entry = table.foundEntry();
        if (asWrite && !format.writable(entry)) {
            return false;
        }
        boolean set = asWrite && secondStageAd && !format.dirty(entry);
        if (!apply) {
            updates += set ? 1 : 0;
            return true;
        }
        if (secondStageAd) {
            table.updateFound(entry | format.accessedBit() | (set ? format.dirtyBit() : 0));
        }
        tablePages.fill(
                domain.id(),
                ANY_PASID,
                gpa,
                EntryFormat.address(entry),
                table.foundSize(),
                set || format.dirty(entry) || !secondStageAd,
                format.writable(entry));
        return true;
    }

    private boolean usable(int entry, boolean forWrite) {
        return entry != Iotlb.MISS && (!forWrite || tablePages.servesWrites(entry));
    }

    @Override
    public void invalidateAll() {
        firstStage.invalidateAll();
        secondStage.invalidateAll();
        tablePages.invalidateAll();
    }

    @Override
    public void invalidateDomain(int domain) {
        firstStage.invalidateDomain(domain);
        secondStage.invalidateDomain(domain);
        tablePages.invalidateDomain(domain);
    }

    /** First stage only: what the second stage translates to has not changed. */
    @Override
    public void invalidatePasid(int domain, int pasid) {
        firstStage.invalidatePasid(domain, pasid);
    }

    /** Non-leaf entries of the first stage point into host memory by way of the second, and cannot be found by GPA. */
    @Override
    public void invalidatePages(int domain, long input, long bytes, boolean leavesOnly) {
        firstStage.invalidateDomain(domain);
        tablePages.invalidatePages(domain, input, bytes, leavesOnly);
        if (!leavesOnly) {
            secondStage.invalidatePages(domain, ANY_PASID, input, bytes);
        }
    }

    @Override
    public void invalidatePasidPages(int domain, int pasid, long input, long bytes, boolean leavesOnly) {
        if (!leavesOnly) {
            firstStage.invalidatePages(domain, pasid, input, bytes);
        }
    }
}
