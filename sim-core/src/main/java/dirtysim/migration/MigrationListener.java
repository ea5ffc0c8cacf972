package dirtysim.migration;

import dirtysim.memory.GfnBitmap;

/** Hears what the migration does to pages; the ground truth is kept from this. */
public interface MigrationListener {
    /**
     * A page was read in order to send it.
     *
     * @param gfn its frame
     * @param schemeAlone whether it is sent again, and for no reason but the device tracking scheme's report
     */
    void copied(long gfn, boolean schemeAlone);

    /** The scheme has done what it does to begin to track. */
    void trackingStarted();

    /** A sync begins to ask for dirty pages. */
    void queryBegins();

    /** The device tracking scheme reported these frames. */
    void reported(GfnBitmap gfns);
}
