package dirtysim.tracking;

import dirtysim.memory.GfnBitmap;

/**
 * The steps of a query, written down by a scheme in the order in which they are to happen and then carried out in simulated
 * time. Each call adds a step and returns at once.
 */
public interface Query {
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

    /** Takes the IOMMU driver's domain lock, which maps and unmaps take too. */
    Query lockDomain();

    /** Gives it back. */
    Query unlockDomain();

    /** Work in chunks, until one says that there is no more. */
    Query work(Chunk chunk);

    /**
     * Invalidates every domain of the VM in the IOTLB, and all of every device's device-TLB, as Linux does after it has cleared D
     * bits: submitted together, one wait. Under nesting nothing less would do, as a range of GPA says nothing about the IOVAs
     * that were cached for it.
     */
    Query invalidateDomains();

    /**
     * Has the hardware keep D bits from now on, for devices attached later too: SSADE is set, and what was cached without it
     * is invalidated ({@link TrackingSwitch}). Until then it sets neither A nor D. A scheme that reads D bits asks for it at
     * the end of {@link DirtyTracker#started}, when stale D bits are cleared; one that reads none never does, and its devices
     * never pay {@code dirty-set-ns}. No effect if it is on already.
     */
    Query enableDirtyTracking();

    /** Hands a bitmap to user space: its bits are taken at the instant at which the copy begins. */
    Query copyOut(GfnBitmap bitmap);
}
