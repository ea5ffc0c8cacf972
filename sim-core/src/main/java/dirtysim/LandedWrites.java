package dirtysim;

import dirtysim.engine.EventLoop;
import dirtysim.iommu.DmaListener;
import dirtysim.measure.GroundTruth;
import dirtysim.measure.LossWitness;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlots;
import dirtysim.tracking.DirtyTracker;
import java.util.function.LongConsumer;

/** Tells of each DMA write that has landed: the ground truth, which pages are still zero, the witness of losses, the scheme. */
final class LandedWrites implements DmaListener {
    private final EventLoop loop;
    private final MemorySlots slots;
    private final GroundTruth truth;
    private final GfnBitmap zero;
    private final LossWitness witness;
    private final DirtyTracker tracker;
    private final LongConsumer frame = this::wroteFrame;
    private final LongConsumer tableFrame;
    private LongConsumer witnessed;

    LandedWrites(
            EventLoop loop,
            MemorySlots slots,
            GroundTruth truth,
            GfnBitmap zero,
            LossWitness witness,
            DirtyTracker tracker) {
        this.loop = loop;
        this.slots = slots;
        this.truth = truth;
        this.zero = zero;
        this.witness = witness;
        this.tracker = tracker;
        tableFrame = truth::deviceWrote;
    }

    @Override
    public void wrote(int device, long iova, long hpa) {
        witnessed = witness.wrote(device, iova, loop.nowPs());
        slots.gfnsOfHpa(hpa, frame);
        tracker.deviceWrote(device, iova);
    }

    private void wroteFrame(long gfn) {
        truth.deviceWrote(gfn);
        zero.clear(gfn);
        witnessed.accept(gfn);
    }

    @Override
    public void wroteTable(int device, long hpa) {
        slots.gfnsOfHpa(hpa, tableFrame);
    }
}
