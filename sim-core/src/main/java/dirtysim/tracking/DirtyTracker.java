package dirtysim.tracking;

import dirtysim.host.CapabilityNeed;
import java.util.List;

/**
 * A dirty-tracking scheme: how a device's write becomes a dirty GFN. Found with {@link java.util.ServiceLoader}; each run
 * makes an instance of its own through the public constructor without arguments.
 *
 * <p>Assumptions that a scheme may rest on:
 *
 * <ol>
 *   <li>{@link #attach} comes first and once; then {@link #mapped} for what the guest has mapped already.
 *   <li>{@link #mapped}, and the chunks and visitors of a script, run never two at once; each sees one instant of simulated
 *       time. What it charges to the host passes afterwards. It charges nothing in a method that writes a script.
 *   <li>{@link #mapped} and the whole script of an unmap run under the domain lock.
 *   <li>An exchanged entry is final but for writes through the IOTLB, whose D was set before: {@link Script#exchange}.
 *   <li>Before the last query of a run the devices have stopped and their writes have landed.
 * </ol>
 *
 * <p>Guarantees that a scheme must give:
 *
 * <ol>
 *   <li>A GFN that a device writes at any time after {@link #started} has run is reported by a query that begins after the
 *       write, unless a query in between has reported it already. Reporting more is allowed, and costs.
 *   <li>A query hands its pages over through {@link Script#copyOut}; what it hands over it forgets.
 *   <li>The script of an unmap clears every entry of its range and invalidates it.
 * </ol>
 *
 * <p>Whether the first guarantee holds is what the simulator finds out; a scheme that breaks it runs, and is shown to lose
 * pages.
 */
public interface DirtyTracker {
    /** Stable id: lower case and hyphens. */
    String id();

    /** One sentence: how a device's write becomes a dirty GFN. */
    String title();

    /** Where the scheme stands in lists; ties by id. Bundled schemes take 10 to 100. */
    default int rank() {
        return 1000;
    }

    /** What it is made for. */
    Platform platform();

    /**
     * What of the IOMMU's capabilities it cannot do without, beside what its platform needs; on hardware without, it is refused
     * before a run starts.
     */
    default List<CapabilityNeed> needs() {
        return List.of();
    }

    /** Whether pre-copy can use it; without, the guest is stopped first and all of RAM sent. */
    default boolean precopy() {
        return true;
    }

    /** Takes the host's services; keep the reference. */
    void attach(TrackingHost host);

    /**
     * Tracking begins: the steps that bring the scheme into a clean state. A scheme that reads D bits clears those that are
     * there, invalidates, and ends with {@link Script#enableDirtyTracking}: before, the hardware sets none.
     */
    default void started(Script script) {}

    /** The entries of the range have just been written. Shadow platform only. */
    default void mapped(DmaRange range) {}

    /**
     * The steps by which a range is unmapped, under the domain lock. Shadow platform only. What these take longer than the
     * default ones is what tracking adds to an unmap.
     *
     * @param range stays as it is until the script has been carried out
     */
    default void unmapping(DmaRange range, Script script) {
        script.exchange(range, Script.UNSEEN).invalidate(range);
    }

    /**
     * A write by the device has landed; what a device or a vendor driver that logs its own writes learns. The IOVA is all it
     * knows. It must not charge anything here: no host CPU runs at this instant.
     */
    default void deviceWrote(int device, long iova) {}

    /** Its part in the guest; null for a scheme that needs nothing of the guest. Asked for once, after {@link #attach}. */
    default GuestPart guestPart() {
        return null;
    }

    /** The steps of one query. */
    void query(Script script);
}
