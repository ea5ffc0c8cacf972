package dirtysim.cpu;

import dirtysim.engine.EventLoop;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlot;
import dirtysim.memory.MemorySlots;
import java.util.Arrays;

/**
 * KVM's bitmap. A read copies it out, the first from and to cold pages. Cleared at the read, every page of it is protected again at once (legacy
 * {@code KVM_GET_DIRTY_LOG}). Cleared by chunk, a page that was read stays set, and unprotected, until its chunk is about to
 * be sent: writes up to then make no entry, and need none, for the copy comes after them ({@code KVM_CLEAR_DIRTY_LOG};
 * QEMU {@code migration/ram.c}, {@code accel/kvm/kvm-all.c}).
 */
final class BitmapLog implements CpuLog, CpuWriter.Log {
    private static final int CHUNK_SHIFT = 18;

    private final EventLoop loop;
    private final MemorySlots slots;
    private final CostModel costs;
    private final CpuLogging logging;
    private final CpuWriter writer;
    /** Logged since the last read. */
    private final GfnBitmap fresh;
    /** Read, and not cleared since. */
    private final GfnBitmap read;

    private final boolean[] uncleared;
    private final boolean[] untouched;
    private final long clearPs;
    private final long ioctlPs;
    private final long bytes;
    private boolean warm;

    BitmapLog(EventLoop loop, MemorySlots slots, CostModel costs, CpuLogging logging, CpuWriter writer) {
        this.loop = loop;
        this.slots = slots;
        this.costs = costs;
        this.logging = logging;
        this.writer = writer;
        fresh = new GfnBitmap(slots.gfnLimit());
        read = new GfnBitmap(slots.gfnLimit());
        int chunks = (int) (slots.gfnLimit() - 1 >>> CHUNK_SHIFT) + 1;
        uncleared = new boolean[chunks];
        untouched = new boolean[chunks];
        clearPs = CostModel.ps(costs.cpuLog().cpuLogClearPageNs());
        ioctlPs = CostModel.ps(costs.ioctlNs());
        bytes = slots.ramPages() >>> 3;
        writer.logTo(this);
    }

    @Override
    public long enable() {
        Arrays.fill(uncleared, logging.clearByChunk());
        if (!logging.initiallyAllSet()) {
            writer.protectAll();
            return held(Protection.ps(costs, logging, slots.ramPages()));
        }
        Arrays.fill(untouched, true);
        for (MemorySlot slot : slots.slots()) {
            read.setRange(slot.gpa() >>> 12, slot.bytes() >>> 12);
        }
        return slots.slots().size() * ioctlPs + costs.copyPs(bytes);
    }

    @Override
    public long read(GfnBitmap into) {
        writer.advance();
        writer.firstWrites().emptyAll(loop.nowPs());
        long copyPs = warm ? costs.copyPs(bytes) : costs.coldCopyPs(bytes);
        warm = true;
        fresh.drainInto(read);
        read.orInto(into);
        if (logging.clearByChunk()) {
            Arrays.fill(uncleared, true);
            return copyPs;
        }
        return copyPs + held(clear(0, read.size()) * clearPs);
    }

    @Override
    public long beforeSending(long gfn) {
        int chunk = (int) (gfn >>> CHUNK_SHIFT);
        if (!uncleared[chunk]) {
            return 0;
        }
        uncleared[chunk] = false;
        writer.advance();
        long cleared = clear((long) chunk << CHUNK_SHIFT, (long) chunk + 1 << CHUNK_SHIFT);
        long ps = 0;
        if (untouched[chunk]) {
            untouched[chunk] = false;
            ps += Protection.ps(costs, logging, cleared);
            // An unsplit mapping is protected whole; there is no entry for each page yet.
            cleared = logging.eagerSplit() ? cleared : 0;
        }
        return ioctlPs + held(ps + cleared * clearPs);
    }

    @Override
    public long vcpuPs() {
        return writer.firstWrites().busyPs();
    }

    @Override
    public long lockWaitPs() {
        return 0;
    }

    @Override
    public void wrote(long gfn, int vcpu, long timePs) {
        fresh.set(gfn);
    }

    private long clear(long from, long to) {
        long cleared = 0;
        for (long gfn = read.next(from); gfn >= 0 && gfn < to; gfn = read.next(gfn + 1)) {
            read.clear(gfn);
            writer.protect(gfn);
            cleared++;
        }
        return cleared;
    }

    private long held(long ps) {
        writer.firstWrites().holdLock(loop.nowPs(), ps);
        return ps;
    }
}
