package dirtysim.iommu;

import dirtysim.memory.EntryFormat;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;

/**
 * What one device's requests are translated by: a second stage alone (IOVA to HPA), or a first stage owned by the guest
 * (IOVA to GPA) nested on a second stage (GPA to HPA) that all devices of the VM share.
 *
 * <p>{@link #walk} is what hardware does at one instant: it sets A on the way and, for a write, D in the leaf of the
 * second stage, atomically. What it does to A and D of the first stage depends on {@link FirstStageAd}, and is the
 * {@link PageWalker}'s part.
 */
public final class TranslationDomain {
    /** What a walk found. */
    public enum Outcome {
        /** Translated; for a write, D is set. */
        DONE,
        /** A write to a leaf whose D is clear: the hardware has yet to set it. */
        NEEDS_DIRTY,
        /** No translation, or no permission. */
        FAULT
    }

    private final int id;
    private final PageTable firstStage;
    private final PageTable secondStage;

    private long hpa;
    private boolean dirty;
    private boolean writable;
    private PageSize size = PageSize.SIZE_4K;

    /**
     * @param id domain id that tags IOTLB entries
     * @param firstStage guest-owned table, or null for second stage alone
     * @param secondStage host-owned table
     */
    public TranslationDomain(int id, PageTable firstStage, PageTable secondStage) {
        this.id = id;
        this.firstStage = firstStage;
        this.secondStage = secondStage;
    }

    /** Domain id that tags IOTLB entries. */
    public int id() {
        return id;
    }

    /** Whether a guest-owned first stage stands before the second. */
    public boolean nested() {
        return firstStage != null;
    }

    /** The guest-owned table; null without nesting. */
    public PageTable firstStage() {
        return firstStage;
    }

    /** The host-owned table. */
    public PageTable secondStage() {
        return secondStage;
    }

    /** One walk at one instant, with A and D of the second stage enabled. */
    public Outcome walk(long iova, boolean write, boolean setDirty) {
        return walk(iova, write, setDirty, true);
    }

    /**
     * One walk at one instant.
     *
     * @param iova address to translate
     * @param write whether the request writes
     * @param setDirty whether a clear D is to be set now; if not, {@link Outcome#NEEDS_DIRTY} says that it was clear
     * @param secondStageAd whether the hardware keeps A and D of the second stage (SSADE); if not, it sets neither, and what
     *     is cached lets writes through, so that enabling it later asks for an invalidation
     */
    public Outcome walk(long iova, boolean write, boolean setDirty, boolean secondStageAd) {
        long input = iova;
        boolean mayWrite = true;
        boolean firstDirty = true;
        size = PageSize.SIZE_1G;
        if (firstStage != null) {
            if (!firstStage.find(iova)) {
                return Outcome.FAULT;
            }
            EntryFormat format = firstStage.format();
            mayWrite = format.writable(firstStage.foundEntry());
            firstDirty = format.dirty(firstStage.foundEntry());
            size = firstStage.foundSize();
            input = firstStageOutput(iova);
        }
        if (!secondStage.find(input)) {
            return Outcome.FAULT;
        }
        EntryFormat format = secondStage.format();
        long entry = secondStage.foundEntry();
        mayWrite &= format.writable(entry);
        if (write && !mayWrite) {
            return Outcome.FAULT;
        }
        PageSize leaf = secondStage.foundSize();
        boolean wasDirty = !secondStageAd || format.dirty(entry);
        if (write && !wasDirty && !setDirty) {
            return Outcome.NEEDS_DIRTY;
        }
        long updated = entry | format.accessedBit() | (write ? format.dirtyBit() : 0);
        if (secondStageAd && updated != entry) {
            secondStage.updateFound(updated);
        }
        hpa = EntryFormat.address(entry) | (input & (leaf.bytes() - 1));
        dirty = write || (wasDirty && firstDirty);
        writable = mayWrite;
        size = leaf.ordinal() < size.ordinal() ? leaf : size;
        return Outcome.DONE;
    }

    /** Guest-physical address that the first-stage leaf found last translates an IOVA to. */
    long firstStageOutput(long iova) {
        long offset = iova & (firstStage.foundSize().bytes() - 1);
        return EntryFormat.address(firstStage.foundEntry()) | offset;
    }

    /** Host-physical address that the last walk found. */
    public long hpa() {
        return hpa;
    }

    /** Whether D was set after the last walk, in both stages, or need not be: a write may go on without another walk. */
    public boolean dirty() {
        return dirty;
    }

    /** Whether both stages allow writing. */
    public boolean writable() {
        return writable;
    }

    /** Size of the page that the last walk's translation is good for: the smaller of the two stages' leaves. */
    public PageSize size() {
        return size;
    }
}
