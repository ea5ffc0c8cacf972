package dirtysim.tracking.schemes;

import dirtysim.host.CapabilityNeed;
import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;
import dirtysim.tracking.iommufd.BitmapWindows;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code iommufd-dbit}: what Linux and QEMU merged. The kernel keeps no bitmap. The VMM asks for each range that it knows to be
 * mapped with a GET_DIRTY_BITMAP of its own (Q1), once more before it unmaps one, and turns IOVA into GFN with its own cache of
 * mappings.
 *
 * <p>Each call costs the system call, the pages of the user's bitmap that are pinned window by window (I14), the way from the
 * root for each window, its leaves and its dirty leaves; when it clears, one IOTLB invalidation after the walk, with nothing
 * dirty too (I8; {@code iommufd_read_and_clear_dirty_data} syncs whatever was gathered). Bits land in the VMM's memory, so
 * nothing is copied; what the VMM does to OR them into its bitmap of GFNs is a translation and a mark for each dirty page.
 * {@code unmap-harvest} chooses how an unmap takes its bits.
 *
 * <p>Of the rules of iommufd these hold by construction: requests are the ranges as they were mapped, aligned and without a
 * hole (I4, I5), and begin and end with a leaf (I18d); the bitmap's granule is a leaf (I3); tracking begins by clearing every D
 * (I2); before it, an unmap asks nothing. {@link dirtysim.tracking.iommufd} has the calls with all their rules.
 *
 * <p><b>Simplified.</b> What is invalidated is the whole range of the call, not from the first to the last leaf that was
 * cleared (I18b). A range is what one call of the guest maps; QEMU, which learns of a map leaf by leaf, asks for a mapping of
 * several pages in as many calls. A page is translated as its bit is read, under the lock; QEMU does it after the call, and
 * its big lock keeps unmaps out until then.
 */
public final class IommufdDirtyBit implements DirtyTracker {
    private final Script.LeafVisitor found = this::found;
    private final Script.LeafVisitor exchanged = this::exchanged;
    private final Script.Chunk begin = this::begin;
    private final Script.Chunk leave = this::leave;
    private final List<AskedRange> asked = new ArrayList<>();
    private TrackingHost host;
    private GfnBitmap bitmap;
    private MappedRanges mapped;
    private UnmapHarvest harvest;
    private long ioctlPs;
    private long pinPs;
    private long startPs;
    private long readPs;
    private long dirtyPs;
    private long markPs;
    private boolean tracking;
    private int leavingPages;

    @Override
    public String id() {
        return "iommufd-dbit";
    }

    @Override
    public String title() {
        return "has the VMM ask for the D bits of each mapped IOVA range, and once more before it unmaps one";
    }

    @Override
    public int rank() {
        return 25;
    }

    @Override
    public Platform platform() {
        return Platform.SHADOW;
    }

    @Override
    public List<CapabilityNeed> needs() {
        return List.of(CapabilityNeed.DIRTY_TRACKING);
    }

    @Override
    public void attach(TrackingHost trackingHost) {
        host = trackingHost;
        bitmap = host.newBitmap();
        mapped = new MappedRanges(host.devices());
        CostModel costs = host.costs();
        harvest = UnmapHarvest.chosen(costs);
        ioctlPs = CostModel.ps(costs.ioctlNs());
        pinPs = CostModel.ps(costs.pinPageNs());
        startPs = CostModel.ps(costs.scanStartNs());
        readPs = CostModel.ps(costs.scanPerPteNs());
        dirtyPs = CostModel.ps(costs.dirtyPteNs());
        markPs = CostModel.ps(costs.markPageNs());
    }

    @Override
    public void started(Script script) {
        script.lockDomain().work(begin);
        for (int device = 0; device < host.devices(); device++) {
            script.harvest(device, true, Script.UNSEEN);
        }
        script.invalidateDomains().enableDirtyTracking().unlockDomain();
    }

    @Override
    public void mapped(DmaRange range) {
        mapped.add(range);
    }

    @Override
    public void unmapping(DmaRange range, Script script) {
        mapped.remove(range);
        if (!tracking) {
            script.exchange(range, Script.UNSEEN).invalidate(range);
            return;
        }
        leavingPages = range.pages();
        switch (harvest) {
            case READ_THEN_UNMAP ->
                // The call that the vIOMMU has made is this read; the unmap's own comes after it.
                script.harvest(range, false, found)
                        .work(leave)
                        .exchange(range, Script.UNSEEN)
                        .invalidate(range);
            case WRITE_PROTECT ->
                script.work(leave)
                        .writeProtect(range)
                        .invalidate(range)
                        .harvest(range, false, found)
                        .exchange(range, Script.UNSEEN)
                        .invalidate(range);
            case EXCHANGE -> script.work(leave).exchange(range, exchanged).invalidate(range);
        }
    }

    @Override
    public void query(Script script) {
        int n = 0;
        for (int device = 0; device < host.devices(); device++) {
            for (int range = 0; range < mapped.count(device); range++) {
                AskedRange ask = asked(n++).set(device, mapped.iova(device, range), mapped.pages(device, range));
                script.work(ask.call())
                        .lockDomain()
                        .harvest(ask, true, found)
                        .invalidate(ask)
                        .unlockDomain();
            }
        }
        // No unmap in between: its bit would go before its invalidation is complete.
        script.lockDomain().handOver(bitmap).unlockDomain();
    }

    private AskedRange asked(int n) {
        if (n == asked.size()) {
            asked.add(new AskedRange(this::call));
        }
        return asked.get(n);
    }

    private boolean begin() {
        host.charge(Cost.IOCTL, ioctlPs * host.devices());
        tracking = true;
        return false;
    }

    private boolean leave() {
        switch (harvest) {
            case READ_THEN_UNMAP -> call(leavingPages);
            case WRITE_PROTECT -> {
                pin(leavingPages);
                host.charge(Cost.SCAN, 2 * startPs);
            }
            case EXCHANGE -> pin(leavingPages);
        }
        return false;
    }

    private void call(int pages) {
        host.charge(Cost.IOCTL, ioctlPs);
        pin(pages);
        host.charge(Cost.SCAN, startPs * BitmapWindows.windowsFor(pages));
    }

    private void pin(int pages) {
        host.charge(Cost.PIN, pinPs * BitmapWindows.pagesFor(pages));
    }

    private void exchanged(int device, long iova, PageSize size, long entry) {
        host.charge(Cost.SCAN, readPs);
        if (EntryFormat.SECOND_STAGE.dirty(entry)) {
            host.charge(Cost.CLEAR, dirtyPs);
            found(device, iova, size, entry);
        }
    }

    private void found(int device, long iova, PageSize size, long entry) {
        for (int page = 0; page < size.pages(); page++) {
            host.charge(Cost.MARK, markPs);
            host.translate(device, iova + page * PageSize.SIZE_4K.bytes(), bitmap::set);
        }
    }
}
