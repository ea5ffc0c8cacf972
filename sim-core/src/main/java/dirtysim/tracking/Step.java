package dirtysim.tracking;

import dirtysim.memory.GfnBitmap;

/** One step of a {@link Script} as it was written down. An operand that its kind does not have is null, 0 or false. */
public final class Step {
    /** What a step does: the methods of {@link Script}. */
    public enum Kind {
        /** {@link Script#lockDomain}. */
        LOCK,
        /** {@link Script#unlockDomain}. */
        UNLOCK,
        /** {@link Script#work}. */
        WORK,
        /** {@link Script#harvest}, of a device's whole table if there is no range. */
        HARVEST,
        /** {@link Script#visitLeaves}. */
        VISIT,
        /** {@link Script#exchange}. */
        EXCHANGE,
        /** {@link Script#writeProtect}. */
        WRITE_PROTECT,
        /** {@link Script#invalidate}, or {@link Script#invalidateDomains} if there is no range. */
        INVALIDATE,
        /** {@link Script#enableDirtyTracking}. */
        ENABLE,
        /** {@link Script#copyOut}, or {@link Script#handOver} if it is in place. */
        COPY_OUT
    }

    Kind kind;
    int device;
    DmaRange range;
    boolean clears;
    Script.LeafVisitor visitor;
    Script.Chunk chunk;
    GfnBitmap bitmap;
    boolean inPlace;

    Step() {}

    void operandsOf(Step other) {
        device = other.device;
        range = other.range;
        clears = other.clears;
        visitor = other.visitor;
        chunk = other.chunk;
        bitmap = other.bitmap;
        inPlace = other.inPlace;
    }

    /** What the step does. */
    public Kind kind() {
        return kind;
    }

    /** Whose table it touches. */
    public int device() {
        return device;
    }

    /** What it touches of it; null for all. */
    public DmaRange range() {
        return range;
    }

    /** Whether a harvest clears D. */
    public boolean clears() {
        return clears;
    }

    /** What sees the leaves. */
    public Script.LeafVisitor visitor() {
        return visitor;
    }

    /** The work. */
    public Script.Chunk chunk() {
        return chunk;
    }

    /** What is handed over. */
    public GfnBitmap bitmap() {
        return bitmap;
    }

    /** Whether it need not be copied for that. */
    public boolean inPlace() {
        return inPlace;
    }
}
