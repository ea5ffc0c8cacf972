package dirtysim.tracking;

import dirtysim.engine.EventHandler;
import dirtysim.host.Capabilities;
import dirtysim.host.CapabilityNeed;
import dirtysim.host.InputException;
import dirtysim.iommu.InvalidationRequest;
import dirtysim.iommu.Iommu;
import dirtysim.iommu.PasidEntry;
import dirtysim.iommu.PasidTable;

/**
 * Whether the hardware keeps D bits for a VM's second stages, and how the driver begins it: as Linux does ({@code
 * drivers/iommu/intel/pasid.c}, VT-d 6.5.3.3), SSADE is set in the PASID-table entry of each device, and then the PASID cache,
 * the IOTLB and the device-TLBs are invalidated, in this order, with one wait.
 *
 * <p>All three matter. The hardware goes on with a cached PASID-table entry until that is invalidated. What was cached in
 * IOTLB and device-TLB while SSADE was off lets writes through without a look at D. Writing the entries takes no time here; the
 * invalidations take what they take.
 *
 * <p>A device that is attached later gets the bit from the start: Linux had that wrong for devices attached through a nested
 * domain until 2024. Tracking is not switched off again; a run ends with its migration.
 */
public final class TrackingSwitch {
    private final Iommu iommu;
    private final Capabilities capabilities;
    private boolean on;

    /**
     * @param iommu the hardware
     * @param capabilities what it can do
     */
    TrackingSwitch(Iommu iommu, Capabilities capabilities) {
        this.iommu = iommu;
        this.capabilities = capabilities;
    }

    /** Whether it is on, for the domains there are and for devices to come. */
    public boolean on() {
        return on;
    }

    /**
     * Switches it on. Entries that have SSADE already are left alone, and not flushed; those of blocked devices, which are
     * not present, get it when they are written anew.
     *
     * @param whenFlushed called when the wait is complete; not at all if no entry has changed
     * @param kind passed to it
     * @return whether any entry has changed
     * @throws InputException if the hardware keeps no D bits
     * @throws IllegalStateException if a device is translated by no second stage
     */
    boolean turnOn(EventHandler whenFlushed, int kind) {
        if (!capabilities.tracksDirty()) {
            throw new InputException(
                    "dirty tracking",
                    "it cannot be enabled without " + CapabilityNeed.DIRTY_TRACKING.missing(capabilities),
                    "have the scheme name DIRTY_TRACKING among its needs, or give the hardware that capability");
        }
        on = true;
        PasidTable pasids = iommu.pasids();
        boolean[] changed = new boolean[pasids.size()];
        boolean any = false;
        for (int device = 0; device < changed.length; device++) {
            boolean present = pasids.entry(device).type() != PasidEntry.Type.NOT_PRESENT;
            changed[device] = present && pasids.setTracksDirty(device);
            any |= changed[device];
        }
        if (any) {
            flush(changed, whenFlushed, kind);
        }
        return any;
    }

    private void flush(boolean[] changed, EventHandler whenFlushed, int kind) {
        InvalidationRequest request = iommu.invalidations().request();
        for (int device = 0; device < changed.length; device++) {
            if (changed[device]) {
                request.pasidCache(iommu.domain(device).id());
            }
        }
        for (int device = 0; device < changed.length; device++) {
            if (changed[device]) {
                request.domain(iommu.domain(device).id());
            }
        }
        for (int device = 0; device < changed.length; device++) {
            if (changed[device]) {
                request.deviceTlb(device);
            }
        }
        request.submit(whenFlushed, kind, 0);
    }
}
