package dirtysim.tracking.schemes;

import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.GfnBitmap;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.GuestPart;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;
import java.util.function.LongConsumer;

/**
 * {@code dtt}: a guest that cooperates, after coIOMMU's DMA tracking table. Its vIOMMU driver records in a table that it shares
 * with the VMM which frames are mapped for devices to write, and at an unmap that such a frame is dirty. A query reads the
 * table, which is by GFN, and clears the marks: nothing is translated, and maps do not trap. A frame mapped for write is dirty
 * in every round, as with {@code map-time}.
 *
 * <p>The mark is set when the driver unmaps, and devices are done by then. What an erroneous device writes later, while the
 * invalidation is under way, may be lost.
 *
 * <p>coIOMMU's paper has the table for pinning on demand, and no figures for reading it; its costs here are assumptions. Not
 * modelled: pinning on demand itself, so all of the guest is pinned; a guest that lies.
 */
public final class TrackingTable implements DirtyTracker {
    private static final int CHUNK_PAGES = 8;

    private final Script.Chunk fromTheStart = this::fromTheStart;
    private final Script.Chunk readSome = this::readSome;
    private final Script.Chunk forget = this::forget;
    private final LongConsumer found = this::found;
    private TrackingHost host;
    private GfnBitmap bitmap;
    private SharedTable table;
    private long pagePs;
    private long clearPs;
    private long updatePs;
    private int nextPage;

    @Override
    public String id() {
        return "dtt";
    }

    @Override
    public String title() {
        return "has the guest record its mappings, and what it unmapped, in a table shared with the host";
    }

    @Override
    public int rank() {
        return 35;
    }

    @Override
    public Platform platform() {
        return Platform.NESTED;
    }

    @Override
    public void attach(TrackingHost trackingHost) {
        host = trackingHost;
        bitmap = host.newBitmap();
        table = new SharedTable(bitmap.size());
        pagePs = CostModel.ps(host.costs().dttReadNs() * SharedTable.PAGE_ENTRIES);
        clearPs = CostModel.ps(host.costs().dirtyPteNs());
        updatePs = CostModel.ps(host.costs().dttUpdateNs());
    }

    @Override
    public GuestPart guestPart() {
        return new InGuest();
    }

    @Override
    public void started(Script script) {
        script.work(fromTheStart).work(readSome).work(forget);
    }

    @Override
    public void query(Script script) {
        script.work(fromTheStart).work(readSome).handOver(bitmap);
    }

    private boolean fromTheStart() {
        nextPage = table.nextPage(0);
        return false;
    }

    private boolean readSome() {
        for (int n = 0; n < CHUNK_PAGES && nextPage < table.pages(); n++) {
            host.charge(Cost.SCAN, pagePs);
            host.charge(Cost.CLEAR, clearPs * table.read(nextPage, found));
            nextPage = table.nextPage(nextPage + 1);
        }
        return nextPage < table.pages();
    }

    private void found(long gfn) {
        bitmap.set(gfn);
    }

    private boolean forget() {
        bitmap.clearAll();
        return false;
    }

    private final class InGuest implements GuestPart {
        @Override
        public void mapped(long gfn, boolean writable) {
            if (writable) {
                table.mapped(gfn);
            }
        }

        @Override
        public void unmapping(long gfn, boolean writable) {
            if (writable) {
                table.unmapped(gfn);
            }
        }

        @Override
        public long recordPs() {
            return updatePs;
        }
    }
}
