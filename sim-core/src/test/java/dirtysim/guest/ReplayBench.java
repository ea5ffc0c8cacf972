package dirtysim.guest;

import dirtysim.engine.EventLoop;
import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.MemorySlots;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackedVm;
import dirtysim.tracking.TrackingHost;
import dirtysim.tracking.VirtualIommu;
import java.util.ArrayList;
import java.util.List;

/** A guest on a VM, with a tracker that only takes notes. */
final class ReplayBench {
    static final long RAM = 64L << 20;

    /** What the host saw: a device's write, a map, or an unmap whose entries are about to be cleared. */
    record Seen(long atPs, String what, int device, long iova, int pages) {}

    final EventLoop loop = new EventLoop();
    final List<Seen> seen = new ArrayList<>();
    final Platform platform;
    final TrackedVm vm;
    final VirtualIommu viommu;
    final GuestReplay guest;

    /** Host work that the tracker charges at each map and unmap. */
    long trackerPs;

    ReplayBench(Workload workload, CostModel costs, Platform platform, double timeScale, boolean lazy) {
        this.platform = platform;
        Notes notes = new Notes();
        vm = new TrackedVm(
                loop,
                costs,
                MemorySlots.q35(RAM),
                platform,
                workload.devices().size(),
                (device, iova, hpa) -> seen.add(new Seen(loop.nowPs(), "write", device, iova, 1)));
        notes.attach(vm);
        viommu = new VirtualIommu(loop, vm, notes, workload.cpus());
        guest = new GuestReplay(loop, workload, vm, viommu, timeScale, lazy);
    }

    /** Runs the guest for a time, stops it, and lets it come to rest. */
    void run(long durationPs) {
        guest.start();
        guest.measureFromNow();
        loop.runUntil(durationPs);
        stop();
    }

    /** Stops the guest and lets it come to rest. */
    void stop() {
        guest.stop();
        boolean[] rested = new boolean[1];
        guest.whenQuiescent((kind, argument) -> rested[0] = true, 0);
        loop.run();
        if (!rested[0]) {
            throw new AssertionError("the guest did not come to rest");
        }
    }

    List<Seen> seen(String what) {
        return seen.stream().filter(one -> one.what.equals(what)).toList();
    }

    private final class Notes implements DirtyTracker {
        private TrackingHost host;

        @Override
        public String id() {
            return "notes";
        }

        @Override
        public String title() {
            return "takes notes";
        }

        @Override
        public Platform platform() {
            return platform;
        }

        @Override
        public void attach(TrackingHost trackingHost) {
            host = trackingHost;
        }

        @Override
        public void mapped(DmaRange range) {
            note("map", range);
        }

        @Override
        public void unmapping(DmaRange range, Script script) {
            script.work(() -> {
                        note("unmap", range);
                        return false;
                    })
                    .exchange(range, Script.UNSEEN)
                    .invalidate(range);
        }

        private void note(String what, DmaRange range) {
            seen.add(new Seen(loop.nowPs(), what, range.device(), range.iova(), range.pages()));
            host.charge(Cost.MARK, trackerPs);
        }

        @Override
        public void query(Script script) {}
    }
}
