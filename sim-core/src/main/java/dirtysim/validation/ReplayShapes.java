package dirtysim.validation;

import dirtysim.engine.EventLoop;
import dirtysim.guest.GuestReplay;
import dirtysim.guest.Operation;
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
        workload.setup(this::mapped);
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
    public void begins(Operation op) {
        if (op.number() >= workload.seamStart()) {
            loop.stop();
            return;
        }
        switch (op.kind()) {
            case MAP -> mapped(op);
            case UNMAP -> shapes.unmapped(loop.nowPs(), op.device(), op.iova(), op.pages());
            case FLUSH -> flushed(op, true);
        }
    }

    @Override
    public void completed(Operation op) {
        if (op.number() < workload.seamStart()) {
            performed++;
            if (op.kind() == Workload.Kind.FLUSH) {
                flushed(op, false);
            }
        }
    }

    private void mapped(Operation op) {
        long iova = op.iova();
        for (int segment = 0; segment < op.segments(); segment++) {
            long pages = op.segmentPages(segment);
            shapes.mapped(op.device(), iova, op.segmentGpa(segment), pages);
            iova += pages << 12;
        }
    }

    private void flushed(Operation op, boolean begins) {
        boolean all = op.device() == Workload.ALL_DEVICES;
        int first = all ? 0 : op.device();
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
