package dirtysim.tracking;

import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.GfnBitmap;
import java.util.function.LongConsumer;

/** The host services that a scheme may use. Page tables it touches through the steps of a {@link Script} alone. */
public interface TrackingHost {
    /** Every parameter of the run. */
    CostModel costs();

    /** Devices passed through. */
    int devices();

    /** An empty bitmap over the guest's frames. */
    GfnBitmap newBitmap();

    /**
     * IOVA to HVA to GFN. Under {@link Platform#SHADOW} through the host's record of mappings and the memory slots, which it
     * charges. Under {@link Platform#EMULATED} in {@link DirtyTracker#deviceWrote} only, as the VMM has translated the write
     * under way; that is part of the emulation's cost. Not under {@link Platform#NESTED}.
     *
     * @param gfn called for each GFN of the page: none if nothing is mapped there now, several if slots overlap. A range is
     *     known until the script of its unmap has been carried out
     */
    void translate(int device, long iova, LongConsumer gfn);

    /** Host CPU time spent by the running step. */
    void charge(Cost on, long ps);
}
