package dirtysim.tracking;

import dirtysim.host.CostModel;
import dirtysim.host.HandOver;
import dirtysim.memory.MemorySlot;
import dirtysim.memory.MemorySlots;

/**
 * A way by which a driver's bitmap reaches user space, in chunks. Before the bits of a chunk are taken it charges what comes
 * before, then what comes after; {@link HandOverRun} lets that time pass. Only memory has a bitmap: holes between slots cost
 * nothing.
 */
abstract class HandOverPath {
    private static final int PAGE_SHIFT = 12;

    private final MemorySlots slots;
    private final long mostFrames;

    /**
     * @param slots the guest's memory
     * @param mostFrames frames of a chunk at the most; one never goes beyond its slot
     */
    HandOverPath(MemorySlots slots, long mostFrames) {
        this.slots = slots;
        this.mostFrames = mostFrames;
    }

    /** The path that a scenario asks for. */
    static HandOverPath of(HandOver which, CostModel costs, MemorySlots slots) {
        return switch (which) {
            case COPY -> new CopyPath(costs, slots);
            case REGION -> new RegionPath(costs, slots);
            case TYPE1 -> new Type1Path(costs, slots);
            case WINDOWS -> new WindowsPath(costs, slots);
        };
    }

    /** One past the last GFN of the chunk that begins at a GFN, or behind the hole that is there. */
    long chunkEnd(long gfn) {
        for (MemorySlot slot : slots.slots()) {
            long first = slot.gpa() >>> PAGE_SHIFT;
            long end = first + (slot.bytes() >>> PAGE_SHIFT);
            if (gfn < end) {
                return Math.min(end, Math.max(gfn, first) + mostFrames);
            }
        }
        return slots.gfnLimit();
    }

    /** Frames of memory from one GFN to another, exclusive. */
    final long frames(long from, long to) {
        long frames = 0;
        for (MemorySlot slot : slots.slots()) {
            long first = slot.gpa() >>> PAGE_SHIFT;
            long end = first + (slot.bytes() >>> PAGE_SHIFT);
            frames += Math.max(0, Math.min(end, to) - Math.max(first, from));
        }
        return frames;
    }

    /** Whether a GFN is the end of a slot. */
    final boolean endsSlot(long gfn) {
        return slots.slots().stream().anyMatch(slot -> slot.gpa() + slot.bytes() >>> PAGE_SHIFT == gfn);
    }

    /** Bytes of bitmap for so many frames. */
    static long bytes(long frames) {
        return frames + 7 >>> 3;
    }

    /**
     * Whether the system call, or the last of several, that brings a chunk ends with it. Then a driver cannot hold a lock until the
     * next one begins.
     *
     * @param gfn the chunk's end
     */
    boolean callEnds(long gfn) {
        return true;
    }

    /**
     * Charges what is done before the bits of a chunk are taken.
     *
     * @param newCall whether a system call begins here
     */
    abstract void before(TrackingHost host, long frames, boolean newCall);

    /**
     * Charges what is done after.
     *
     * @param cold whether it is the first hand-over of the run
     * @return bytes that user space was given a copy of
     */
    abstract long after(TrackingHost host, long frames, boolean cold);
}
