package dirtysim.tracking;

import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;

/**
 * What a scheme does to shared state, written down step by step in the order in which it is to happen. Whoever asked for
 * the script then carries it out: the simulator in simulated time, the exhaustive checker one hardware access at a time.
 * Each call adds a step and returns at once; nothing can be added once the script is being carried out.
 *
 * <p>A scheme touches page tables through these steps only. What it reads and writes beside them (its bitmaps, its lists)
 * it does in a {@linkplain Chunk chunk} or in a visitor, at one instant each.
 *
 * <p>A range that a step is given must stay as it is until the script has been carried out; the one that a scheme was
 * given does.
 */
public interface Script {
    /** A piece of work that is done at one instant; what it charges passes before the next piece. */
    @FunctionalInterface
    interface Chunk {
        /**
         * Does the next piece.
         *
         * @return whether there is more
         */
        boolean run();
    }

    /** Sees one leaf of a second-level table. */
    @FunctionalInterface
    interface LeafVisitor {
        /**
         * @param device index of the device whose table it is
         * @param input first input address that the leaf translates: IOVA under {@link Platform#SHADOW}, GPA under {@link
         *     Platform#NESTED}
         * @param size its size
         * @param entry the entry as it was read, in {@link dirtysim.memory.EntryFormat#SECOND_STAGE}
         */
        void visit(int device, long input, PageSize size, long entry);
    }

    /** For a step whose leaves nobody looks at. */
    LeafVisitor UNSEEN = (device, input, size, entry) -> {};

    /** Takes the IOMMU driver's domain lock, which maps and unmaps take too. An unmap's script runs under it already. */
    Script lockDomain();

    /** Gives it back. */
    Script unlockDomain();

    /** Work in chunks, until one says that there is no more. It must not touch a page table. */
    Script work(Chunk chunk);

    /**
     * Reads D of every leaf of a device's second-level table. For a dirty leaf the visitor comes first, then, if asked for,
     * an atomic test-and-clear of D (Linux {@code generic_pt}, {@code record_dirty}: bitmap before clear). The IOTLB is not
     * told. Charges each leaf read and each dirty leaf.
     *
     * @param clear whether to clear the D bits that are found
     */
    Script harvest(int device, boolean clear, LeafVisitor visitor);

    /** The same for the leaves of a range; one that begins before it or ends behind it is harvested whole. */
    Script harvest(DmaRange range, boolean clear, LeafVisitor visitor);

    /**
     * Visits what the driver's list of mappings says is mapped for a device, dirty or not. The entries are as the second-level
     * table has them. Charges nothing but what the visitor charges.
     */
    Script visitLeaves(int device, LeafVisitor visitor);

    /**
     * Clears the entries of a range, each by an atomic exchange by zero that returns the last D value. Charges what unmapping
     * costs without tracking; what looking costs is the visitor's to charge. {@link TrackingHost#translate} knows the range
     * until the script has been carried out. For the script of an unmap.
     */
    Script exchange(DmaRange range, LeafVisitor visitor);

    /** Clears W in the entries of a range. The IOTLB is not told. Charges an atomic update for each entry. */
    Script writeProtect(DmaRange range);

    /** Invalidates a range in the IOTLB and in its device's device-TLB, and waits until that is complete. */
    Script invalidate(DmaRange range);

    /**
     * Invalidates every domain of the VM in the IOTLB, and all of every device's device-TLB, as Linux does after it has cleared
     * D bits: submitted together, one wait. Under nesting nothing less would do, as a range of GPA says nothing about the
     * IOVAs that were cached for it.
     */
    Script invalidateDomains();

    /**
     * Has the hardware keep D bits from now on, for devices attached later too: SSADE is set, and what was cached without it
     * is invalidated ({@link TrackingSwitch}). Until then it sets neither A nor D. A scheme that reads D bits asks for it at
     * the end of {@link DirtyTracker#started}, when stale D bits are cleared; one that reads none never does, and its devices
     * never pay {@code dirty-set-ns}. No effect if it is on already.
     */
    Script enableDirtyTracking();

    /**
     * Hands a driver's bitmap to user space, along the path that the scenario chooses ({@link dirtysim.host.HandOver}): all bits
     * are taken at the instant at which the copy begins, or chunk by chunk. A bit that is set after its chunk was taken stays for
     * the next query. A path of several system calls gives the domain lock up between them if the script holds it, as no
     * driver can hold a lock while user space runs. The simulated migration copies a page once the query has ended; the
     * checker lets it do so as soon as its bit is taken, as a user space that reads while the call runs. Not for the script of an
     * unmap, nor for that which begins the tracking.
     */
    Script copyOut(GfnBitmap bitmap);

    /**
     * Hands over a bitmap that is in the memory of user space already: its bits are taken at this instant, nothing is copied,
     * and the scenario's path does not matter. Where {@link #copyOut} may not be, this may not.
     */
    Script handOver(GfnBitmap bitmap);
}
