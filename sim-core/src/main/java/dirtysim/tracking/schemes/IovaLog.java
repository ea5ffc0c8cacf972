package dirtysim.tracking.schemes;

import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.GfnBitmap;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;
import java.util.Arrays;

/**
 * {@code iova-log}: a vendor driver that logs the IOVA of what its device writes and translates at the query. By then a
 * mapping may be gone, and its pages are lost; or its IOVA stands for another page, and that one is reported instead. Kept
 * as the failure that the other schemes avoid.
 */
public final class IovaLog implements DirtyTracker {
    private static final int CHUNK_ENTRIES = 1024;

    private TrackingHost host;
    private GfnBitmap bitmap;
    private long markPs;
    private long[] logged = new long[16];
    private int[] loggedBy = new int[16];
    private int length;

    @Override
    public String id() {
        return "iova-log";
    }

    @Override
    public String title() {
        return "logs the IOVAs that a device writes and translates them at the query, when they may mean something else";
    }

    @Override
    public int rank() {
        return 40;
    }

    @Override
    public Platform platform() {
        return Platform.SHADOW;
    }

    @Override
    public void attach(TrackingHost trackingHost) {
        host = trackingHost;
        bitmap = host.newBitmap();
        markPs = CostModel.ps(host.costs().markPageNs());
    }

    @Override
    public void started(Script script) {
        length = 0;
    }

    @Override
    public void deviceWrote(int device, long iova) {
        if (length > 0 && logged[length - 1] == iova && loggedBy[length - 1] == device) {
            return;
        }
        if (length == logged.length) {
            logged = Arrays.copyOf(logged, length * 2);
            loggedBy = Arrays.copyOf(loggedBy, length * 2);
        }
        logged[length] = iova;
        loggedBy[length++] = device;
    }

    @Override
    public void query(Script script) {
        script.lockDomain().work(this::translateSome).unlockDomain().copyOut(bitmap);
    }

    private boolean translateSome() {
        for (int n = 0; n < CHUNK_ENTRIES && length > 0; n++) {
            length--;
            host.charge(Cost.MARK, markPs);
            host.translate(loggedBy[length], logged[length], bitmap::set);
        }
        return length > 0;
    }
}
