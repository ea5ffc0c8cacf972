package dirtysim.validation;

import dirtysim.engine.EventLoop;
import dirtysim.guest.GuestReplay;
import dirtysim.guest.ReplayListener;
import dirtysim.guest.Workload;
import dirtysim.host.CostModel;
import dirtysim.memory.MemorySlots;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Platform;
import dirtysim.tracking.TrackedVm;
import dirtysim.tracking.VirtualIommu;

/**
 * One pass over a recorded guest by the replay that simulations use, nested and without tracking, at the recorded speed. What
 * is observed are the operations as the replayed guest performs them.
 */
public final class ReplayShapes implements ReplayListener {
    private final EventLoop loop = new EventLoop();
    private final Workload workload;
    private final GuestReplay guest;
    private final TrackedVm vm;
    private final LazyShapes shapes = new LazyShapes();
    private long performed;

    private ReplayShapes(Workload workload, CostModel costs, long ramBytes) {
        this.workload = workload;
        DirtyTracker nobody = new Untracked(Platform.NESTED);
        MemorySlots slots = MemorySlots.q35(ramBytes);
        vm = new TrackedVm(
                loop, costs, slots, nobody.platform(), workload.devices().size(), (device, iova, hpa) -> {});
        VirtualIommu viommu = new VirtualIommu(loop, vm, nobody, workload.cpus());
        guest = new GuestReplay(loop, workload, vm, viommu, 1, workload.lazy());
        guest.listen(this);
    }

    /**
     * Replays a workload once.
     *
     * @param costs every parameter
     * @param ramBytes memory of the VM, more than the recorded addresses need
     * @return what its body looked like, times in picoseconds
     * @throws IllegalStateException if the replay stopped short, or a device found no translation
     */
    public static LazyShapes of(Workload workload, CostModel costs, long ramBytes) {
        return new ReplayShapes(workload, costs, ramBytes).run();
    }

    private LazyShapes run() {
        for (int op = 0; op < workload.bodyStart(); op++) {
            mapped(op);
        }
        guest.start();
        loop.run();
        if (performed != workload.seamStart() - workload.bodyStart()
                || vm.iommu().faults() > 0) {
            throw new IllegalStateException("the replay of " + workload.name() + " performed " + performed
                    + " operations, with " + vm.iommu().faults() + " faults");
        }
        return shapes;
    }

    @Override
    public void begins(int op) {
        if (op >= workload.seamStart()) {
            loop.stop();
            return;
        }
        switch (workload.kind(op)) {
            case MAP -> mapped(op);
            case UNMAP -> shapes.unmapped(loop.nowPs(), workload.device(op), workload.iova(op), workload.pages(op));
            case FLUSH -> flushed(op, true);
        }
    }

    @Override
    public void completed(int op) {
        if (op < workload.seamStart()) {
            performed++;
            if (workload.kind(op) == Workload.Kind.FLUSH) {
                flushed(op, false);
            }
        }
    }

    private void mapped(int op) {
        long iova = workload.iova(op);
        for (int segment = workload.segmentStart(op); segment < workload.segmentEnd(op); segment++) {
            long pages = workload.segmentPages(segment);
            shapes.mapped(workload.device(op), iova, workload.segmentGpa(segment), pages);
            iova += pages << 12;
        }
    }

    private void flushed(int op, boolean begins) {
        boolean all = workload.device(op) == Workload.ALL_DEVICES;
        int first = all ? 0 : workload.device(op);
        int end = all ? workload.devices().size() : first + 1;
        for (int device = first; device < end; device++) {
            if (begins) {
                shapes.flushBegins(device);
            } else {
                shapes.flushEnds(loop.nowPs(), device);
            }
        }
    }
}
