package dirtysim.migration;

import dirtysim.cpu.CpuLog;
import dirtysim.cpu.CpuWriter;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.SimTime;
import dirtysim.measure.Cost;
import dirtysim.measure.Operation;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlot;
import dirtysim.scenario.RoundRecord;
import dirtysim.scenario.RunRecord.Downtime;
import dirtysim.scenario.RunRecord.Leaves;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.LeafSplit;
import dirtysim.tracking.QueryRunner;
import dirtysim.tracking.TrackedVm;
import java.util.ArrayList;
import java.util.List;

/**
 * Iterative pre-copy. Logging of CPU writes is enabled, the host's leaves are cut if they are to be, then the scheme is started; round 0 sends all of RAM; each later round begins with a sync (the scheme's query, then the log of CPU
 * writes, OR-ed by GFN, and turned into ranges by {@link BitmapConversion}, all under the VMM's lock) and sends what it found. The order, which {@code sync-order} can reverse, is QEMU's: VFIO's memory listener has no
 * priority and so comes before KVM's (QEMU {@code hw/vfio/listener.c}, {@code accel/kvm/kvm-all.c}). When what is left after a sync fits into the downtime limit at
 * the link's bandwidth, or after {@code max-rounds}, the guest is stopped, the devices come to rest, a final sync follows,
 * and the rest is sent.
 *
 * <p>Pages go in ascending order of GFN, 64 at a time; they are read when their turn on the link begins, so a write after
 * that has to be found by a later sync.
 *
 * <p>A log of CPU writes that is cleared by chunk is cleared before the first page of a chunk is read.
 *
 * <p>Leaves that were cut are put together again once the guest runs at the destination; no figure of the migration contains that.
 *
 * <p>A scheme without pre-copy has the guest stopped at once and all of RAM sent.
 */
public final class PreCopy implements EventHandler {
    private static final int TRACKING_LOCKED = 0;
    private static final int TRACKING_STARTED = 1;
    private static final int SENT = 2;
    private static final int SYNC_LOCKED = 3;
    private static final int QUERIED = 4;
    private static final int CPU_LOGGED = 5;
    private static final int QUIESCENT = 6;
    private static final int SWITCHED = 7;
    private static final int CPU_LOG_ENABLED = 8;
    private static final int CPU_LOG_CLEARED = 9;
    private static final int CONVERTED = 10;
    private static final int SYNC_FINISHED = 11;
    private static final int LEAVES_CUT = 12;
    private static final int LEAVES_COLLAPSED = 13;
    private static final double PAGES_PER_GIB = 1 << 18;
    private static final int CHUNK_PAGES = 64;
    /** Of 1 GiB: pages that are read together lie in one chunk of the CPU log. */
    private static final long CLEAR_CHUNK_PAGES = 1 << 18;

    private final EventLoop loop;
    private final TrackedVm vm;
    private final DirtyTracker tracker;
    private final LeafSplit leafSplit;
    private final QueryRunner queries;
    private final CpuWriter cpuWriter;
    private final CpuLog cpuLog;
    private final GuestControl guest;
    private final MigrationListener listener;
    private final BitmapConversion conversion;
    private final Link link;
    private final double limitBytes;
    private final boolean devicesFirst;
    private final long furtherSyncPs;
    private final int maxRounds;
    private final long pageBytes;

    private final GfnBitmap toSend;
    private final GfnBitmap reported;
    private final GfnBitmap cpuReported;
    /** Pages to send that only the scheme asked for; the rest come from the bulk pass or from the log of CPU writes. */
    private final GfnBitmap schemeAlone;

    private final List<RoundRecord> rounds = new ArrayList<>();

    private long beganPs;
    private long stoppedPs;
    private long quiescedPs;
    private long sentAllPs;
    private long splitBeganPs;
    private long splitPs;
    private long collapsePs;
    private long leavesBefore;
    private long leavesAfter;
    private long endedPs;
    private long sentBytes;
    private boolean converged;
    private boolean guestStopped;
    private boolean ended;

    private long roundStartPs;
    private long roundSentBytes;
    private long roundDirtyPages;
    private long roundDmaPages;
    private long roundCpuPages;
    private long roundSyncPs;
    private boolean roundStopped;
    private long sendFrom;

    /**
     * @param loop the event loop
     * @param vm the VM
     * @param tracker the scheme
     * @param leafSplit cuts the host's leaves for the scheme, if that is to be done
     * @param queries runs the scheme's queries
     * @param cpuWriter the guest's own writes
     * @param cpuLog their log
     * @param guest stops the guest
     * @param listener hears of copies and reports
     * @param bytesPerSecond bandwidth of the link
     * @param downtimeLimitMs longest time to send what is left with the guest stopped
     * @param maxRounds rounds after which the guest is stopped all the same
     */
    public PreCopy(
            EventLoop loop,
            TrackedVm vm,
            DirtyTracker tracker,
            LeafSplit leafSplit,
            QueryRunner queries,
            CpuWriter cpuWriter,
            CpuLog cpuLog,
            GuestControl guest,
            MigrationListener listener,
            long bytesPerSecond,
            double downtimeLimitMs,
            int maxRounds) {
        this.loop = loop;
        this.vm = vm;
        this.tracker = tracker;
        this.leafSplit = leafSplit;
        this.queries = queries;
        this.cpuWriter = cpuWriter;
        this.cpuLog = cpuLog;
        this.guest = guest;
        this.listener = listener;
        this.maxRounds = maxRounds;
        conversion = new BitmapConversion(vm.costs(), vm.slots().ramPages());
        link = new Link(loop, bytesPerSecond, vm.memory());
        limitBytes = link.bytesIn(downtimeLimitMs);
        pageBytes = Math.round(vm.costs().pageWireBytes());
        devicesFirst = vm.costs().shared().syncOrder() == 0;
        furtherSyncPs =
                SimTime.ofMillis(vm.costs().shared().syncMsPerGib() * vm.slots().ramPages() / PAGES_PER_GIB);
        toSend = vm.newBitmap();
        reported = vm.newBitmap();
        cpuReported = vm.newBitmap();
        schemeAlone = vm.newBitmap();
    }

    /** Begins the migration. */
    public void start() {
        beganPs = loop.nowPs();
        roundStartPs = beganPs;
        for (MemorySlot slot : vm.slots().slots()) {
            toSend.setRange(slot.gpa() >>> 12, slot.bytes() >>> 12);
        }
        vm.vmmLock().acquire(this, TRACKING_LOCKED, 0);
    }

    /** Whether the guest runs at the destination. */
    public boolean ended() {
        return ended;
    }

    /** Whether the downtime limit was met without being forced. */
    public boolean converged() {
        return converged;
    }

    /** From the start to the guest's resumption. */
    public long totalPs() {
        return endedPs - beganPs;
    }

    /** From stopping the vCPUs to the guest's resumption. */
    public long downtimePs() {
        return endedPs - stoppedPs;
    }

    /** What the downtime is the sum of. */
    public Downtime downtime() {
        long syncPs = rounds.get(rounds.size() - 1).syncPs();
        return new Downtime(quiescedPs - stoppedPs, syncPs, sentAllPs - quiescedPs - syncPs, endedPs - sentAllPs);
    }

    /** What became of the second-level leaves. */
    public Leaves leaves() {
        return new Leaves(splitPs, collapsePs, leavesBefore, leavesAfter, vm.largeDirtyLeaves());
    }

    /** Bytes put on the link. */
    public long sentBytes() {
        return sentBytes;
    }

    /** What each round did. */
    public List<RoundRecord> rounds() {
        return rounds;
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case TRACKING_LOCKED -> {
                if (tracker.precopy()) {
                    spend(Operation.CPU_LOG, Cost.CPU_PROTECT, cpuLog.enable(), CPU_LOG_ENABLED);
                } else {
                    handle(CPU_LOG_ENABLED, 0);
                }
            }
            case CPU_LOG_ENABLED -> {
                leavesBefore = leafSplit.leaves();
                splitBeganPs = loop.nowPs();
                if (leafSplit.due()) {
                    queries.prepare(leafSplit::cut, this, LEAVES_CUT);
                } else {
                    handle(LEAVES_CUT, 0);
                }
            }
            case LEAVES_CUT -> {
                splitPs = loop.nowPs() - splitBeganPs;
                leavesAfter = leafSplit.leaves();
                queries.prepare(tracker::started, this, TRACKING_STARTED);
            }
            case TRACKING_STARTED -> {
                vm.vmmLock().release();
                listener.trackingStarted();
                roundSyncPs = loop.nowPs() - roundStartPs;
                roundDirtyPages = toSend.count();
                if (tracker.precopy()) {
                    send();
                } else {
                    converged = toSend.count() * pageBytes <= limitBytes;
                    stopGuest();
                }
            }
            case SENT, CPU_LOG_CLEARED -> send();
            case SYNC_LOCKED -> {
                listener.queryBegins();
                if (devicesFirst) {
                    query();
                } else {
                    readCpuLog();
                }
            }
            case QUERIED -> {
                listener.reported(reported);
                if (devicesFirst) {
                    readCpuLog();
                } else {
                    convert();
                }
            }
            case CPU_LOGGED -> {
                if (devicesFirst) {
                    convert();
                } else {
                    query();
                }
            }
            case CONVERTED -> finishSync();
            case SYNC_FINISHED -> synced();
            case QUIESCENT -> {
                quiescedPs = loop.nowPs();
                if (tracker.precopy()) {
                    sync();
                } else {
                    roundSyncPs = 0;
                    roundStopped = true;
                    send();
                }
            }
            case SWITCHED -> {
                endedPs = loop.nowPs();
                ended = true;
                if (leafSplit.due()) {
                    queries.prepare(leafSplit::collapse, this, LEAVES_COLLAPSED);
                } else {
                    handle(LEAVES_COLLAPSED, 0);
                }
            }
            case LEAVES_COLLAPSED -> {
                collapsePs = loop.nowPs() - endedPs;
                loop.stop();
            }
            default -> throw new IllegalStateException("unknown kind " + kind);
        }
    }

    private void send() {
        int pages = 0;
        long gfn = toSend.next(sendFrom);
        if (gfn >= 0 && tracker.precopy()) {
            long clearPs = cpuLog.beforeSending(gfn);
            if (clearPs > 0) {
                spend(Operation.CPU_LOG, Cost.CPU_PROTECT, clearPs, CPU_LOG_CLEARED);
                return;
            }
        }
        cpuWriter.advance();
        long chunkEnd = (gfn | CLEAR_CHUNK_PAGES - 1) + 1;
        while (gfn >= 0 && gfn < chunkEnd && pages < CHUNK_PAGES) {
            toSend.clear(gfn);
            listener.copied(gfn, schemeAlone.clear(gfn));
            cpuWriter.copied(gfn);
            pages++;
            sendFrom = gfn + 1;
            gfn = toSend.next(sendFrom);
        }
        if (pages > 0) {
            roundSentBytes += pages * pageBytes;
            link.send(pages * pageBytes, this, SENT);
        } else if (guestStopped) {
            sentAllPs = loop.nowPs();
            endRound();
            loop.schedule(SimTime.ofMillis(vm.costs().switchoverMs()), this, SWITCHED, 0);
        } else {
            sync();
        }
    }

    private void sync() {
        endRound();
        vm.vmmLock().acquire(this, SYNC_LOCKED, 0);
    }

    private void query() {
        queries.query(tracker::query, reported, this, QUERIED);
    }

    private void finishSync() {
        if (furtherSyncPs > 0) {
            vm.ledger().add(Operation.OTHER, Cost.SYNC, furtherSyncPs);
            loop.schedule(furtherSyncPs, this, SYNC_FINISHED, 0);
        } else {
            synced();
        }
    }

    private void readCpuLog() {
        long ps = cpuLog.read(cpuReported);
        roundCpuPages = cpuReported.count();
        cpuReported.drainInto(toSend);
        spend(Operation.CPU_LOG, Cost.CPU_LOG, ps, CPU_LOGGED);
    }

    private void spend(Operation during, Cost on, long ps, int then) {
        vm.ledger().add(during, on, ps);
        loop.schedule(ps, this, then, 0);
    }

    private void convert() {
        roundDmaPages = reported.count();
        for (long gfn = reported.next(0); gfn >= 0; gfn = reported.next(gfn + 1)) {
            if (!toSend.get(gfn)) {
                schemeAlone.set(gfn);
            }
        }
        reported.drainInto(toSend);
        spend(Operation.OTHER, Cost.CONVERT, conversion.ps(toSend), CONVERTED);
    }

    private void synced() {
        vm.vmmLock().release();
        roundSyncPs = loop.nowPs() - roundStartPs;
        roundDirtyPages = toSend.count();
        sendFrom = 0;
        if (guestStopped) {
            send();
            return;
        }
        converged = toSend.count() * pageBytes <= limitBytes;
        if (converged || rounds.size() >= maxRounds) {
            stopGuest();
        } else {
            send();
        }
    }

    private void stopGuest() {
        stoppedPs = loop.nowPs();
        guestStopped = true;
        guest.stop();
        cpuWriter.stop();
        guest.whenQuiescent(this, QUIESCENT);
    }

    private void endRound() {
        sentBytes += roundSentBytes;
        boolean first = rounds.isEmpty();
        rounds.add(new RoundRecord(
                rounds.size(),
                roundStartPs - beganPs,
                loop.nowPs() - roundStartPs,
                roundDirtyPages,
                roundDmaPages,
                roundCpuPages,
                roundSentBytes,
                roundSyncPs,
                first ? 0 : queries.lastFlushPs(),
                first ? 0 : queries.lastCopyPs(),
                roundStopped));
        roundStopped = guestStopped;
        roundStartPs = loop.nowPs();
        roundSentBytes = 0;
        roundDirtyPages = 0;
        roundDmaPages = 0;
        roundCpuPages = 0;
        roundSyncPs = 0;
    }
}
