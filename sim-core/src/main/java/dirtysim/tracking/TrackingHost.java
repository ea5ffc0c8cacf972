package dirtysim.tracking;

import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageTable;
import java.util.function.LongConsumer;

/** The host services that a scheme may use. */
public interface TrackingHost {
    /** Every parameter of the run. */
    CostModel costs();

    /** Devices passed through. */
    int devices();

    /**
     * The second-level table that translates a device: its own under {@link Platform#SHADOW} (IOVA to HPA), the VM's under
     * {@link Platform#NESTED} (GPA to HPA).
     */
    PageTable secondLevel(int device);

    /** An empty bitmap over the guest's frames. */
    GfnBitmap newBitmap();

    /**
     * IOVA to HVA to GFN, through the host's record of mappings and the memory slots, and charges it. Shadow platform only.
     *
     * @param gfn called for each GFN of the page: none if nothing is mapped there now, several if slots overlap
     */
    void translate(int device, long iova, LongConsumer gfn);

    /** Host CPU time spent by the running step. */
    void charge(Cost on, long ps);
}
