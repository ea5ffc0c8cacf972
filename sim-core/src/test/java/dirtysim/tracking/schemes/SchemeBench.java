package dirtysim.tracking.schemes;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.host.Parameters;
import dirtysim.measure.Cost;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlots;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaMapping;
import dirtysim.tracking.QueryRunner;
import dirtysim.tracking.TrackedVm;
import dirtysim.tracking.VirtualIommu;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A scheme on a host of one device, driven by hand; each call runs until nothing is pending. */
final class SchemeBench {
    static final EventHandler NOTHING = (kind, argument) -> {};

    final EventLoop loop = new EventLoop();
    final TrackedVm vm;
    final VirtualIommu viommu;
    final QueryRunner queries;
    /** GFNs that the device wrote, in order. */
    final List<Long> written = new ArrayList<>();

    private final DirtyTracker tracker;

    /** @param changes parameters other than the defaults: key, value, key, value … */
    SchemeBench(DirtyTracker tracker, String... changes) {
        this.tracker = tracker;
        Map<String, String> values = new TreeMap<>();
        for (int n = 0; n < changes.length; n += 2) {
            values.put(changes[n], changes[n + 1]);
        }
        MemorySlots slots = MemorySlots.q35(64L << 20);
        vm = new TrackedVm(
                loop,
                Parameters.with(Parameters.defaults(), values, "test"),
                slots,
                tracker.platform(),
                1,
                (device, iova, hpa) -> {
                    slots.gfnsOfHpa(hpa, written::add);
                    tracker.deviceWrote(device, iova);
                });
        tracker.attach(vm);
        viommu = new VirtualIommu(loop, vm, tracker, 1);
        queries = new QueryRunner(loop, vm);
    }

    void start() {
        queries.prepare(tracker::started, NOTHING, 0);
        loop.run();
    }

    /** Maps pages one after the other from an IOVA on. */
    void map(long iova, long... gfns) {
        operand(iova, gfns);
        viommu.map(0, NOTHING, 0);
        loop.run();
    }

    void beginUnmap(long iova, long... gfns) {
        operand(iova, gfns);
        viommu.unmap(0, false, NOTHING, 0);
    }

    void unmap(long iova, long... gfns) {
        beginUnmap(iova, gfns);
        loop.run();
    }

    private void operand(long iova, long... gfns) {
        DmaMapping operand = viommu.operand(0).range(0, iova, gfns.length, true);
        for (long gfn : gfns) {
            operand.segment(gfn << 12, 1);
        }
    }

    void beginWrite(long iova) {
        vm.iommu().access(0, iova, true, NOTHING, 0, 0);
    }

    void write(long iova) {
        beginWrite(iova);
        loop.run();
    }

    /** The GFNs that a query reports. */
    List<Long> query() {
        GfnBitmap into = vm.newBitmap();
        queries.query(tracker::query, into, NOTHING, 0);
        loop.run();
        List<Long> gfns = new ArrayList<>();
        for (long gfn = into.next(0); gfn >= 0; gfn = into.next(gfn + 1)) {
            gfns.add(gfn);
        }
        return gfns;
    }

    /** Host time spent on something so far, in nanoseconds. */
    double spentNs(Cost on) {
        return vm.ledger().totalPs(on) / 1000.0;
    }
}
