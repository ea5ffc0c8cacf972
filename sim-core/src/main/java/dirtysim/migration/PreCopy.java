package dirtysim.migration;

import dirtysim.cpu.CpuLog;
import dirtysim.cpu.CpuWriter;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.SimTime;
import dirtysim.measure.Cost;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlot;
import dirtysim.scenario.RoundRecord;
import dirtysim.scenario.RunRecord.Downtime;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.QueryRunner;
import dirtysim.tracking.TrackedVm;
import java.util.ArrayList;
import java.util.List;

/**
 * Iterative pre-copy. Logging of CPU writes is enabled, then the scheme; round 0 sends all of RAM; each later round begins with a sync (the scheme's query, then the log of CPU
 * writes, OR-ed by GFN, and turned into ranges by {@link BitmapConversion}, all under the VMM's lock) and sends what it found. The order is QEMU's: VFIO's memory listener has no
 * priority and so comes before KVM's (QEMU {@code hw/vfio/listener.c}, {@code accel/kvm/kvm-all.c}). When what is left after a sync fits into the downtime limit at
 * the link's bandwidth, or after {@code max-rounds}, the guest is stopped, the devices come to rest, a final sync follows,
 * and the rest is sent.
 *
 * <p>Pages go in ascending order of GFN, 64 at a time; they are read when their turn on the link begins, so a write after
 * that has to be found by a later sync.
 *
 * <p>A log of CPU writes that is cleared by chunk is cleared before the first page of a chunk is read.
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
    private static final int CHUNK_PAGES = 64;
    /** Of 1 GiB: pages that are read together lie in one chunk of the CPU log. */
    private static final long CLEAR_CHUNK_PAGES = 1 << 18;

    private final EventLoop loop;
    private final TrackedVm vm;
    private final DirtyTracker tracker;
    private final QueryRunner queries;
    private final CpuWriter cpuWriter;
    private final CpuLog cpuLog;
    private final GuestControl guest;
    private final MigrationListener listener;
    private final BitmapConversion conversion;
    private final Link link;
    private final double limitBytes;
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
        this.queries = queries;
        this.cpuWriter = cpuWriter;
        this.cpuLog = cpuLog;
        this.guest = guest;
        this.listener = listener;
        this.maxRounds = maxRounds;
        conversion = new BitmapConversion(vm.costs(), vm.slots().ramPages());
        link = new Link(loop, bytesPerSecond);
        limitBytes = link.bytesIn(downtimeLimitMs);
        pageBytes = Math.round(vm.costs().pageWireBytes());
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
                    spend(Cost.CPU_PROTECT, cpuLog.enable(), CPU_LOG_ENABLED);
                } else {
                    handle(CPU_LOG_ENABLED, 0);
                }
            }
            case CPU_LOG_ENABLED -> queries.prepare(tracker::started, this, TRACKING_STARTED);
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
                queries.query(tracker::query, reported, this, QUERIED);
            }
            case QUERIED -> {
                listener.reported(reported);
                readCpuLog();
            }
            case CPU_LOGGED -> convert();
            case CONVERTED -> synced();
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
                spend(Cost.CPU_PROTECT, clearPs, CPU_LOG_CLEARED);
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

    private void readCpuLog() {
        long ps = cpuLog.read(cpuReported);
        roundCpuPages = cpuReported.count();
        cpuReported.drainInto(toSend);
        spend(Cost.CPU_LOG, ps, CPU_LOGGED);
    }

    private void spend(Cost on, long ps, int then) {
        vm.ledger().add(on, ps);
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
        spend(Cost.CONVERT, conversion.ps(toSend), CONVERTED);
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
