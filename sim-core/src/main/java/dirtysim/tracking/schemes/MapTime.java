package dirtysim.tracking.schemes;

import dirtysim.memory.GfnBitmap;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;

/**
 * {@code map-time}: software tracking as KVMGT's mediator does it. When a guest page is mapped for the device to write, the
 * mediator translates IOVA to HVA to GFN and marks the GFN, so that later changes of the IOVA do not matter. A page still
 * mapped for write is dirty again in every round.
 *
 * <p>A query sets the marks aside and marks what is mapped still for the next one, both under the domain lock; what it set aside
 * nobody touches any more and is handed over without the lock. Were the bitmap itself handed over in chunks, a page could be copied, written
 * again and unmapped between two of them, without a mark.
 */
public final class MapTime implements DirtyTracker {
    private final Script.Chunk setAside = this::setAside;
    private MappedPages pages;
    private GfnBitmap aside;

    @Override
    public String id() {
        return "map-time";
    }

    @Override
    public String title() {
        return "marks a page dirty when it is mapped for the device to write, and in every round while it stays mapped";
    }

    @Override
    public int rank() {
        return 30;
    }

    @Override
    public Platform platform() {
        return Platform.SHADOW;
    }

    @Override
    public void attach(TrackingHost host) {
        pages = new MappedPages(host, true);
        aside = host.newBitmap();
    }

    @Override
    public void mapped(DmaRange range) {
        pages.mark(range);
    }

    @Override
    public void query(Script script) {
        script.lockDomain().work(setAside);
        pages.fill(script);
        script.unlockDomain().copyOut(aside);
    }

    private boolean setAside() {
        pages.drainInto(aside);
        return false;
    }
}
