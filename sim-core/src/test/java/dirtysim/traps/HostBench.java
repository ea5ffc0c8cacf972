package dirtysim.traps;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.iommu.DmaListener;
import dirtysim.measure.GroundTruth;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.LeafPolicy;
import dirtysim.memory.MemorySlots;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaMapping;
import dirtysim.tracking.Platform;
import dirtysim.tracking.QueryRunner;
import dirtysim.tracking.TrackedVm;
import dirtysim.tracking.VirtualIommu;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A scheme on its host, driven by hand: each call runs until nothing is pending unless its name says that it begins. */
final class HostBench {
    static final long IOVA = 0xffff_0000L;
    static final EventHandler NOTHING = (kind, argument) -> {};

    final EventLoop loop = new EventLoop();
    final TrackedVm vm;
    final GroundTruth truth;
    final VirtualIommu viommu;
    final QueryRunner queries;
    /** GFNs that devices wrote, in order. */
    final List<Long> written = new ArrayList<>();

    /** GFNs of first-stage tables that the hardware updated, in order. */
    final List<Long> tablesWritten = new ArrayList<>();

    private final DirtyTracker tracker;

    private static CostModel changed(String... changes) {
        Map<String, String> values = new TreeMap<>();
        for (int n = 0; n < changes.length; n += 2) {
            values.put(changes[n], changes[n + 1]);
        }
        return Parameters.with(CostModel.defaults(), values, "test");
    }

    HostBench(DirtyTracker tracker, Platform platform, long ramBytes, int devices) {
        this(tracker, platform, MemorySlots.q35(ramBytes), devices);
    }

    HostBench(DirtyTracker tracker, Platform platform, MemorySlots slots, int devices) {
        this(tracker, platform, slots, devices, CostModel.defaults());
    }

    /** One device, and parameters other than the defaults: key, value, key, value … */
    HostBench(DirtyTracker tracker, String... changes) {
        this(tracker, tracker.platform(), MemorySlots.q35(64L << 20), 1, changed(changes));
    }

    private HostBench(DirtyTracker tracker, Platform platform, MemorySlots slots, int devices, CostModel costs) {
        this(tracker, platform, LeafPolicy.SMALL, slots, devices, costs);
    }

    /** One device, and leaves of other sizes. */
    HostBench(DirtyTracker tracker, LeafPolicy leaves, long ramBytes) {
        this(tracker, tracker.platform(), leaves, MemorySlots.q35(ramBytes), 1, CostModel.defaults());
    }

    private HostBench(
            DirtyTracker tracker,
            Platform platform,
            LeafPolicy leaves,
            MemorySlots slots,
            int devices,
            CostModel costs) {
        this.tracker = tracker;
        truth = new GroundTruth(slots.gfnLimit());
        vm = new TrackedVm(loop, costs, Capabilities.defaults(), leaves, slots, platform, devices, new DmaListener() {
            @Override
            public void wrote(int device, long iova, long hpa) {
                slots.gfnsOfHpa(hpa, gfn -> {
                    truth.deviceWrote(gfn);
                    written.add(gfn);
                });
                tracker.deviceWrote(device, iova);
            }

            @Override
            public void wroteTable(int device, long hpa) {
                slots.gfnsOfHpa(hpa, gfn -> {
                    truth.deviceWrote(gfn);
                    tablesWritten.add(gfn);
                });
            }
        });
        tracker.attach(vm);
        viommu = new VirtualIommu(loop, vm, tracker, 1);
        queries = new QueryRunner(loop, vm);
    }

    /** Tracking begins. */
    void start() {
        queries.prepare(tracker::started, NOTHING, 0);
        loop.run();
        truth.trackingStarted();
    }

    /** Maps pages one after the other from an IOVA on. */
    void map(int device, long iova, long... gfns) {
        DmaMapping operand = viommu.operand(0).range(device, iova, gfns.length, true);
        for (long gfn : gfns) {
            operand.segment(gfn << 12, 1);
        }
        viommu.map(0, NOTHING, 0);
        loop.run();
    }

    /** Maps a stretch of guest memory as one segment. */
    void mapStretch(long iova, long firstGfn, int pages) {
        viommu.operand(0).range(0, iova, pages, true).segment(firstGfn << 12, pages);
        viommu.map(0, NOTHING, 0);
        loop.run();
    }

    /** Unmaps so many pages. */
    void unmapStretch(long iova, int pages) {
        viommu.operand(0).range(0, iova, pages, true);
        viommu.unmap(0, false, NOTHING, 0);
        loop.run();
    }

    void beginUnmap(int device, long iova, boolean lazy) {
        viommu.operand(0).range(device, iova, 1, true);
        viommu.unmap(0, lazy, NOTHING, 0);
    }

    void unmap(int device, long iova) {
        beginUnmap(device, iova, false);
        loop.run();
    }

    /** Unmaps and leaves the invalidation to {@link #flush}. */
    void unmapLazily(int device, long iova) {
        beginUnmap(device, iova, true);
        loop.run();
    }

    void flush(int device) {
        viommu.operand(0).range(device, 0, 1, true);
        viommu.flush(0, NOTHING, 0);
        loop.run();
    }

    void beginWrite(int device, long iova) {
        vm.iommu().access(device, iova, true, NOTHING, 0, 0);
    }

    void write(int device, long iova) {
        beginWrite(device, iova);
        loop.run();
    }

    /** Begins a query; the ground truth hears of its end. */
    GfnBitmap beginQuery() {
        GfnBitmap into = vm.newBitmap();
        truth.queryBegins();
        queries.query(tracker::query, into, (kind, argument) -> truth.reported(into), 0);
        return into;
    }

    /** The GFNs that a query reports. */
    List<Long> query() {
        GfnBitmap into = beginQuery();
        loop.run();
        return gfns(into);
    }

    /** GFNs written and not reported since. */
    long missed() {
        return truth.unreportedPages();
    }

    static List<Long> gfns(GfnBitmap bitmap) {
        List<Long> gfns = new ArrayList<>();
        for (long gfn = bitmap.next(0); gfn >= 0; gfn = bitmap.next(gfn + 1)) {
            gfns.add(gfn);
        }
        return gfns;
    }

    /** Whether the second level's leaf for an address has D set. */
    boolean dirty(int device, long input) {
        return vm.secondLevel(device).find(input)
                && vm.secondLevel(device).format().dirty(vm.secondLevel(device).foundEntry());
    }
}
