package dirtysim.cpu;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.Server;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlots;
import java.util.Arrays;

/**
 * KVM's dirty rings, one a vCPU. A vCPU whose ring has reached its limit leaves the guest, takes the VMM's lock, harvests all
 * rings into the VMM's bitmap and resets them, which protects the harvested pages again (Linux {@code virt/kvm/dirty_ring.c},
 * QEMU {@code kvm_dirty_ring_reap}). A sync does the same, and then takes the bitmap; a vCPU that waits for the lock meanwhile
 * goes on when it has had its turn.
 *
 * <p>Where a limit on the dirty rate is in service, a vCPU with a full ring harvests its own alone, and then sleeps as long as the
 * limit says ({@code kvm_cpu_exec} on {@code KVM_EXIT_DIRTY_RING_FULL}).
 *
 * <p>To be there when a ring fills, the log wakes after half the time in which the fullest ring is expected to: about twice
 * the logarithm of its entries for each fill, and no more than the mean time between two first writes too late.
 */
final class RingLog implements CpuLog, CpuWriter.Log, DirtyRings, EventHandler {
    private static final int WAKE = 0;
    private static final int LOCKED = 1;
    private static final int HARVESTED = 2;
    private static final long SHORTEST_WAKE_PS = 1_000_000;
    private static final long LONGEST_WAKE_PS = 1_000_000_000_000L;

    private final EventLoop loop;
    private final MemorySlots slots;
    private final CostModel costs;
    private final CpuLogging logging;
    private final CpuWriter writer;
    private final Server vmmLock;
    private final GfnBitmap inRings;
    private final GfnBitmap harvested;
    private final int[] used;
    private final long entryPs;
    private final long[] written;
    private final long[] sleepPs;
    /** What stands in each ring; null as long as all are harvested at once, where that does not matter. */
    private long[][] entries;

    private boolean harvesting;
    private boolean awaited;
    private long askedPs;
    private long vcpuPs;
    private long lockWaitPs;

    RingLog(EventLoop loop, MemorySlots slots, CostModel costs, CpuLogging logging, CpuWriter writer, Server vmmLock) {
        this.loop = loop;
        this.slots = slots;
        this.costs = costs;
        this.logging = logging;
        this.writer = writer;
        this.vmmLock = vmmLock;
        inRings = new GfnBitmap(slots.gfnLimit());
        harvested = new GfnBitmap(slots.gfnLimit());
        used = new int[logging.vcpus()];
        written = new long[logging.vcpus()];
        sleepPs = new long[logging.vcpus()];
        entryPs = CostModel.ps(costs.cpuLog().ringEntryNs())
                + CostModel.ps(costs.cpuLog().cpuLogClearPageNs());
        writer.logTo(this);
    }

    /** QEMU {@code kvm_cpu_synchronize_kick_all}: {@code run_on_cpu} for each. */
    @Override
    public boolean waitsForVcpus() {
        return true;
    }

    @Override
    public long enable() {
        writer.protectAll();
        long ps = Protection.ps(costs, logging, slots.ramPages());
        writer.firstWrites().holdLock(loop.nowPs(), ps);
        plan();
        return ps;
    }

    @Override
    public long read(GfnBitmap into) {
        writer.advance();
        writer.firstWrites().emptyAll(loop.nowPs());
        long ps = harvest();
        harvested.drainInto(into);
        return ps;
    }

    @Override
    public long beforeSending(long gfn) {
        return 0;
    }

    @Override
    public long vcpuPs() {
        return writer.firstWrites().busyPs() + vcpuPs;
    }

    @Override
    public long lockWaitPs() {
        return lockWaitPs;
    }

    @Override
    public void wrote(long gfn, int vcpu, long timePs) {
        inRings.set(gfn);
        written[vcpu]++;
        if (entries != null) {
            if (used[vcpu] == entries[vcpu].length) {
                // Writes that come whatever happens go on where the ring is full.
                entries[vcpu] = Arrays.copyOf(entries[vcpu], 2 * used[vcpu]);
            }
            entries[vcpu][used[vcpu]] = gfn;
        }
        if (++used[vcpu] >= logging.ringLimit()) {
            writer.vcpus().stallUntil(vcpu, timePs, Vcpus.INDEFINITELY);
            ask();
        }
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case WAKE -> {
                awaited = false;
                writer.advance();
                plan();
            }
            case LOCKED -> {
                lockWaitPs += loop.nowPs() - askedPs;
                writer.advance();
                long ps = costs.vmmExitPs() + (entries == null ? harvest() : harvestFull());
                vcpuPs += ps;
                loop.schedule(ps, this, HARVESTED, 0);
            }
            case HARVESTED -> {
                vmmLock.release();
                writer.advance();
                harvesting = false;
                release();
                plan();
            }
            default -> throw new IllegalStateException("unknown kind " + kind);
        }
    }

    private long harvest() {
        long entries = inRings.count();
        for (long gfn = inRings.next(0); gfn >= 0; gfn = inRings.next(gfn + 1)) {
            writer.protect(gfn);
        }
        inRings.drainInto(harvested);
        Arrays.fill(used, 0);
        long ps = entries * entryPs;
        writer.firstWrites()
                .holdLock(loop.nowPs(), entries * CostModel.ps(costs.cpuLog().cpuLogClearPageNs()));
        return ps;
    }

    /** The full rings alone. */
    private long harvestFull() {
        long count = 0;
        for (int vcpu = 0; vcpu < used.length; vcpu++) {
            if (writer.vcpus().waits(vcpu)) {
                for (int n = 0; n < used[vcpu]; n++) {
                    long gfn = entries[vcpu][n];
                    writer.protect(gfn);
                    inRings.clear(gfn);
                    harvested.set(gfn);
                }
                count += used[vcpu];
                used[vcpu] = 0;
            }
        }
        writer.firstWrites()
                .holdLock(loop.nowPs(), count * CostModel.ps(costs.cpuLog().cpuLogClearPageNs()));
        return count * entryPs;
    }

    @Override
    public DirtyRings rings() {
        return this;
    }

    @Override
    public int capacity() {
        return logging.ringEntries();
    }

    @Override
    public long entries(int vcpu) {
        return written[vcpu];
    }

    @Override
    public void harvestOneByOne() {
        if (entries == null) {
            writer.advance();
            harvest();
            entries = new long[used.length][logging.ringEntries()];
        }
    }

    @Override
    public void sleepWhenFull(int vcpu, long ps) {
        sleepPs[vcpu] = ps;
    }

    private void ask() {
        if (!harvesting) {
            harvesting = true;
            askedPs = loop.nowPs();
            vmmLock.acquire(this, LOCKED, 0);
        }
    }

    /** Those that wait for a harvest go on; one whose ring has filled since asks for the next. */
    private void release() {
        for (int vcpu = 0; vcpu < used.length; vcpu++) {
            if (writer.vcpus().waits(vcpu)) {
                if (used[vcpu] < logging.ringLimit()) {
                    writer.vcpus().stallUntil(vcpu, loop.nowPs(), loop.nowPs() + sleepPs[vcpu]);
                } else {
                    ask();
                }
            }
        }
    }

    private void plan() {
        if (awaited || writer.stopped()) {
            return;
        }
        int fullest = 0;
        for (int entries : used) {
            if (entries < logging.ringLimit()) {
                fullest = Math.max(fullest, entries);
            }
        }
        double halfPs = writer.meanWaitPs() * (logging.ringLimit() - fullest) / 2;
        awaited = true;
        loop.schedule(Math.max(SHORTEST_WAKE_PS, (long) Math.min(halfPs, LONGEST_WAKE_PS)), this, WAKE, 0);
    }
}
