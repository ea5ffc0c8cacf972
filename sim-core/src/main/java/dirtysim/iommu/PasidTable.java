package dirtysim.iommu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The PASID-table entries of all devices in memory, where software writes them, and the hardware's cache of them. The hardware
 * acts on the cached entry, whatever software has written since, until a PASID-cache invalidation drops it.
 */
public final class PasidTable {
    private final List<PasidEntry> entries = new ArrayList<>();
    private PasidEntry[] cached = new PasidEntry[8];

    /** Adds the entry of the next device. It was not present before, and what is not present is not cached. */
    public void add(PasidEntry entry) {
        entries.add(entry);
        if (entries.size() > cached.length) {
            cached = Arrays.copyOf(cached, 2 * cached.length);
        }
    }

    /** Entries, one a device. */
    public int size() {
        return entries.size();
    }

    /** The entry as it is in memory. */
    public PasidEntry entry(int device) {
        return entries.get(device);
    }

    /**
     * Software sets SSADE in the entry in memory (Linux {@code intel_pasid_setup_dirty_tracking}); what the hardware has cached
     * stays.
     *
     * @return whether the entry has changed: setting what is set already does nothing
     * @throws IllegalStateException if the entry has no second stage
     */
    public boolean setTracksDirty(int device) {
        PasidEntry old = entries.get(device);
        if (old.tracksDirty()) {
            return false;
        }
        entries.set(device, new PasidEntry(old.type(), old.domain(), true));
        return true;
    }

    /** Software writes the entry in memory anew; what the hardware has cached stays. */
    public void replace(int device, PasidEntry entry) {
        entries.set(device, entry);
    }

    /** The entry that the hardware acts on: the cached one, fetched now if there is none. One that is not present is not cached. */
    public PasidEntry hardwareEntry(int device) {
        PasidEntry entry = cached[device];
        if (entry == null) {
            entry = entries.get(device);
            cached[device] = entry.type() == PasidEntry.Type.NOT_PRESENT ? null : entry;
        }
        return entry;
    }

    /** PASID-selective within a domain, for the PASID of requests without one: drops the cached entries of the domain. */
    void invalidate(int domain) {
        for (int device = 0; device < entries.size(); device++) {
            if (cached[device] != null && cached[device].domain() == domain) {
                cached[device] = null;
            }
        }
    }
}
