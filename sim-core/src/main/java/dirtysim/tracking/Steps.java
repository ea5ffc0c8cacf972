package dirtysim.tracking;

import dirtysim.memory.GfnBitmap;
import dirtysim.tracking.Step.Kind;
import java.util.ArrayList;
import java.util.List;

/** A script on paper: the steps that a scheme wrote, for somebody to carry out. Used again and again without allocation. */
public final class Steps implements Script {
    private final List<Step> steps = new ArrayList<>();
    private int size;
    private boolean sealed;

    /** An empty page to write on. What was written before is gone. */
    public Script blank() {
        size = 0;
        sealed = false;
        return this;
    }

    /** Ends the writing: a step added from now on is an error of the scheme. */
    public void seal() {
        sealed = true;
    }

    /** Number of steps. */
    public int size() {
        return size;
    }

    /** The n-th step, from 0. */
    public Step step(int n) {
        return steps.get(n);
    }

    /** What stands on the page, on one of its own. The operands are the same objects. */
    public Steps copy() {
        Steps copy = new Steps();
        copy.copyFrom(this);
        return copy;
    }

    /** Replaces what stands on the page by what stands on another. */
    public void copyFrom(Steps other) {
        blank();
        for (int n = 0; n < other.size; n++) {
            add(other.steps.get(n).kind).operandsOf(other.steps.get(n));
        }
        sealed = other.sealed;
    }

    private Step add(Kind kind) {
        if (sealed) {
            throw new IllegalStateException("a step is added to a script that is being carried out");
        }
        if (size == steps.size()) {
            steps.add(new Step());
        }
        Step step = steps.get(size++);
        step.kind = kind;
        step.device = 0;
        step.range = null;
        step.clears = false;
        step.visitor = null;
        step.chunk = null;
        step.bitmap = null;
        step.inPlace = false;
        return step;
    }

    private Step add(Kind kind, DmaRange range) {
        Step step = add(kind);
        step.range = range;
        step.device = range.device();
        return step;
    }

    @Override
    public Script lockDomain() {
        add(Kind.LOCK);
        return this;
    }

    @Override
    public Script unlockDomain() {
        add(Kind.UNLOCK);
        return this;
    }

    @Override
    public Script work(Chunk chunk) {
        add(Kind.WORK).chunk = chunk;
        return this;
    }

    @Override
    public Script harvest(int device, boolean clear, LeafVisitor visitor) {
        Step step = add(Kind.HARVEST);
        step.device = device;
        step.clears = clear;
        step.visitor = visitor;
        return this;
    }

    @Override
    public Script harvest(DmaRange range, boolean clear, LeafVisitor visitor) {
        Step step = add(Kind.HARVEST, range);
        step.clears = clear;
        step.visitor = visitor;
        return this;
    }

    @Override
    public Script visitLeaves(int device, LeafVisitor visitor) {
        Step step = add(Kind.VISIT);
        step.device = device;
        step.visitor = visitor;
        return this;
    }

    @Override
    public Script exchange(DmaRange range, LeafVisitor visitor) {
        add(Kind.EXCHANGE, range).visitor = visitor;
        return this;
    }

    @Override
    public Script writeProtect(DmaRange range) {
        add(Kind.WRITE_PROTECT, range);
        return this;
    }

    @Override
    public Script invalidate(DmaRange range) {
        add(Kind.INVALIDATE, range);
        return this;
    }

    @Override
    public Script invalidateDomains() {
        add(Kind.INVALIDATE);
        return this;
    }

    @Override
    public Script enableDirtyTracking() {
        add(Kind.ENABLE);
        return this;
    }

    @Override
    public Script copyOut(GfnBitmap bitmap) {
        add(Kind.COPY_OUT).bitmap = bitmap;
        return this;
    }

    @Override
    public Script handOver(GfnBitmap bitmap) {
        Step step = add(Kind.COPY_OUT);
        step.bitmap = bitmap;
        step.inPlace = true;
        return this;
    }
}
