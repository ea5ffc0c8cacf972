package dirtysim.tracking.schemes;

import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;
import dirtysim.tracking.iommufd.BitmapWindows;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code device-log}: VFIO's DMA logging. START gives the device the ranges of IOVA that it logs, for good (D1 to D3);
 * REPORT reads a range's log, and clears it. The VMM reports range by range what it knows to be mapped (Q1) and turns IOVA
 * into GFN as it does.
 *
 * <p>Made for guests whose IOVAs are guest-physical and stay. Behind a vIOMMU the log of a range that was unmapped before the
 * query is never asked for, and when the IOVA is mapped again it stands for another page: pages are lost, and others are
 * reported for nothing. Asked at each unmap too ({@code device-log-at-unmap=report}) it loses nothing, if it logs all of the
 * aperture. With {@code device-log-ranges=mapped-at-start} what is mapped later outside of those ranges is not logged at all
 * (Q15).
 *
 * <p><b>Not modelled.</b> What logging costs the device, and limits of the length that it can log (D4). A log that runs over:
 * the one here holds everything.
 */
public final class DeviceLog implements DirtyTracker {
    private static final int CHUNK_RANGES = 64;
    private static final int LEVELS = 5;

    private final PageTable.LeafVisitor reported = this::reported;
    private final Script.Chunk reportSome = this::reportSome;
    private final Script.Chunk reportLeaving = this::reportLeaving;
    private final Script.Chunk startLogging = this::startLogging;
    private final Script.Chunk fromTheStart = this::fromTheStart;
    /** What each device has logged: a leaf for each page, whose D is set while it is in the log. */
    private final List<PageTable> logs = new ArrayList<>();

    private final List<LoggedRanges> logged = new ArrayList<>();
    private TrackingHost host;
    private GfnBitmap bitmap;
    private MappedRanges mapped;
    private boolean reportsAtUnmap;
    private boolean logsAll;
    private long ioctlPs;
    private long reportPs;
    private long reportPagePs;
    private long pinPs;
    private long markPs;
    private boolean logging;
    private int reporting;
    private int atDevice;
    private int atRange;
    private int leavingDevice;
    private long leavingIova;
    private int leavingPages;

    @Override
    public String id() {
        return "device-log";
    }

    @Override
    public String title() {
        return "has the device log the IOVAs that it writes, in ranges fixed at the start, and reads its log at the query";
    }

    @Override
    public int rank() {
        return 45;
    }

    @Override
    public Platform platform() {
        return Platform.SHADOW;
    }

    @Override
    public void attach(TrackingHost trackingHost) {
        host = trackingHost;
        bitmap = host.newBitmap();
        mapped = new MappedRanges(host.devices());
        CostModel costs = host.costs();
        logsAll = costs.deviceLogRanges() == 0;
        reportsAtUnmap = costs.deviceLogAtUnmap() == 1;
        ioctlPs = CostModel.ps(costs.ioctlNs());
        reportPs = CostModel.ps(costs.deviceReportNs());
        reportPagePs = CostModel.ps(costs.deviceReportPageNs());
        pinPs = CostModel.ps(costs.pinPageNs());
        markPs = CostModel.ps(costs.markPageNs());
        for (int device = 0; device < host.devices(); device++) {
            logs.add(new PageTable(EntryFormat.SECOND_STAGE, LEVELS));
            logged.add(LoggedRanges.none());
        }
    }

    @Override
    public void started(Script script) {
        script.lockDomain().work(startLogging).unlockDomain();
    }

    private boolean startLogging() {
        for (int device = 0; device < host.devices(); device++) {
            host.charge(Cost.IOCTL, ioctlPs);
            host.charge(Cost.SCAN, reportPs);
            logged.set(device, logsAll ? LoggedRanges.aperture() : LoggedRanges.mapped(mapped, device));
        }
        logging = true;
        return false;
    }

    @Override
    public void mapped(DmaRange range) {
        mapped.add(range);
    }

    @Override
    public void deviceWrote(int device, long iova) {
        if (!logging || !logged.get(device).hold(iova)) {
            return;
        }
        PageTable log = logs.get(device);
        if (!log.find(iova)) {
            log.map(iova & -PageSize.SIZE_4K.bytes(), 0, PageSize.SIZE_4K, true);
            log.find(iova);
        }
        log.updateFound(log.foundEntry() | log.format().dirtyBit());
    }

    @Override
    public void unmapping(DmaRange range, Script script) {
        mapped.remove(range);
        script.exchange(range, Script.UNSEEN).invalidate(range);
        if (logging && reportsAtUnmap) {
            leavingDevice = range.device();
            leavingIova = range.iova();
            leavingPages = range.pages();
            // Only now can the device write nothing more to it.
            script.work(reportLeaving);
        }
    }

    @Override
    public void query(Script script) {
        script.lockDomain().work(fromTheStart).work(reportSome).handOver(bitmap).unlockDomain();
    }

    private boolean fromTheStart() {
        atDevice = 0;
        atRange = 0;
        return false;
    }

    private boolean reportSome() {
        for (int n = 0; n < CHUNK_RANGES && atDevice < host.devices(); n++) {
            if (atRange == mapped.count(atDevice)) {
                atDevice++;
                atRange = 0;
            } else {
                report(atDevice, mapped.iova(atDevice, atRange), mapped.pages(atDevice, atRange));
                atRange++;
            }
        }
        return atDevice < host.devices();
    }

    private boolean reportLeaving() {
        report(leavingDevice, leavingIova, leavingPages);
        return false;
    }

    private void report(int device, long iova, int pages) {
        host.charge(Cost.IOCTL, ioctlPs);
        host.charge(Cost.PIN, pinPs * BitmapWindows.pagesFor(pages));
        host.charge(Cost.SCAN, reportPs);
        reporting = device;
        logs.get(device).scanDirty(iova, iova + ((long) pages << 12), Long.MAX_VALUE, true, reported);
    }

    private void reported(long iova, PageSize size, long entry) {
        host.charge(Cost.SCAN, reportPagePs);
        host.charge(Cost.MARK, markPs);
        host.translate(reporting, iova, bitmap::set);
    }
}
