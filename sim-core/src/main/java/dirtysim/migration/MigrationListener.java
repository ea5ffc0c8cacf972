package dirtysim.migration;

import dirtysim.memory.GfnBitmap;

/** Hears what the migration does to pages; the ground truth is kept from this. */
public interface MigrationListener {
    /**
     * A page was read in order to send it.
     *
     * @param gfn its frame
     * @param again whether it had been sent before
     */
    void copied(long gfn, boolean again);

    /** The device tracking scheme reported these frames. */
    void reported(GfnBitmap gfns);
}
