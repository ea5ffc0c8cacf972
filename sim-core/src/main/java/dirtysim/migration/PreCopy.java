package dirtysim.migration;

import dirtysim.cpu.CpuLog;
import dirtysim.cpu.CpuWriter;
import dirtysim.engine.EventLoop;
import dirtysim.host.PreCopyRules.Rule;
import dirtysim.memory.GfnBitmap;
import dirtysim.scenario.RoundRecord;
import dirtysim.scenario.RunRecord.Downtime;
import dirtysim.scenario.RunRecord.Leaves;
import dirtysim.scenario.RunRecord.ThrottleStep;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.LeafSplit;
import dirtysim.tracking.QueryRunner;
import dirtysim.tracking.TrackedVm;
import java.util.List;

/**
 * Iterative pre-copy. Tracking starts ({@link TrackingStart}); then the thread's rules say when pages are sent ({@link
 * Sender}), when a sync asks for more ({@link Sync}), and when the guest is stopped; {@link Switchover} does what is then left.
 *
 * <p>A scheme without pre-copy has the guest stopped at once and all of RAM sent.
 */
public final class PreCopy {
    private final EventLoop loop;
    private final DirtyTracker tracker;
    private final CpuWriter cpuWriter;
    private final MigrationListener listener;
    private final double limitBytes;
    private final PagesToSend pages;
    private final TrackingStart tracking;
    private final Sync sync;
    private final Sender sender;
    private final RoundLog rounds;
    private final DeviceTransfer devices;
    private final Switchover switchover;
    private final ThreadRules rules;
    private long beganPs;
    private boolean converged;
    private boolean ended;

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
     * @param zero pages that hold nothing but zeros
     * @param terms link, limits and rules
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
            GfnBitmap zero,
            MigrationTerms terms) {
        this.loop = loop;
        this.tracker = tracker;
        this.cpuWriter = cpuWriter;
        this.listener = listener;
        Link link = new Link(loop, terms.bytesPerSecond(), terms.latencyMs(), vm.memory());
        limitBytes = link.bytesIn(terms.downtimeLimitMs());
        pages = new PagesToSend(vm);
        tracking = new TrackingStart(loop, vm, tracker, leafSplit, queries, cpuLog);
        sync = new Sync(loop, vm, tracker, queries, cpuWriter, cpuLog, listener, pages);
        Rule rule = terms.rules().rule();
        boolean paced = rule != Rule.ROUNDS;
        sender = new Sender(
                loop, vm, tracker.precopy(), cpuWriter, cpuLog, listener, link, pages, zero, terms.channels(), paced);
        rounds = new RoundLog(loop, queries);
        boolean later = rule == Rule.QEMU_10;
        devices = new DeviceTransfer(
                loop, link, sender, terms.devices(), vm.costs().state(), later);
        switchover = new Switchover(loop, this, guest, cpuWriter, sender, link, devices, vm.costs(), tracker);
        rules = paced
                ? new QemuThread(
                        this,
                        loop,
                        sender,
                        new Window(
                                terms.downtimeLimitMs(),
                                terms.rules().maxBytesPerSecond(),
                                terms.rules().switchoverBytesPerSecond()),
                        later ? devices : null,
                        new PeriodicSync(
                                later && terms.rules().autoConverge()
                                        ? (long) vm.costs().send().throttleSyncMs()
                                        : 0),
                        Throttle.of(loop, terms.rules(), vm.costs(), cpuWriter, cpuLog),
                        new BusyHost(
                                vm.costs().busyHost().busyBulkPercent() / 100,
                                vm.costs().busyHost().busyLaterPercent() / 100),
                        terms.rules().maxTimeMs(),
                        vm.costs().send().lateWakeMs())
                : new RoundByRound(this, sender, limitBytes, terms.maxRounds());
    }

    /** Begins the migration. */
    public void start() {
        beganPs = loop.nowPs();
        rounds.begin();
        tracking.run(this::trackingStarted);
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
        return switchover.endedPs() - beganPs;
    }

    /** From stopping the vCPUs to the guest's resumption. */
    public long downtimePs() {
        return switchover.downtimePs();
    }

    /** What the downtime is the sum of. */
    public Downtime downtime() {
        return switchover.downtime();
    }

    /** What became of the second-level leaves. */
    public Leaves leaves() {
        return tracking.leaves();
    }

    /** Bytes put on the link. */
    public long sentBytes() {
        return sender.sentBytes();
    }

    /** Each time that the guest was throttled. */
    public List<ThrottleStep> throttleSteps() {
        return rules.throttleSteps();
    }

    /** What each round did. */
    public List<RoundRecord> rounds() {
        return rounds.rounds();
    }

    /** Pages that are still to be sent, as far as is known. */
    long pagesLeft() {
        return pages.count();
    }

    /** Ends the round with a sync; {@code then} runs when it is over. Before the first, devices' state goes ahead. */
    void sync(Runnable then) {
        devices.sendAhead(() -> lastSync(then));
    }

    /** The same, and no state goes ahead any more. */
    void lastSync(Runnable then) {
        rounds.next(sender.sentBytes(), cpuWriter.stopped());
        sync.run(() -> {
            rounds.synced(pages.count(), sync.dmaPages(), sync.cpuPages());
            then.run();
        });
    }

    /**
     * Stops the guest; the migration then comes to its end.
     *
     * @param converged whether what is left fits into the downtime limit
     */
    void stopGuest(boolean converged) {
        this.converged = converged;
        switchover.begin();
    }

    /** The guest is stopped, and there is no last sync. */
    void stoppedWithoutSync() {
        rounds.stoppedWithoutSync();
    }

    /** The last page is out. */
    void allSent() {
        rounds.next(sender.sentBytes(), true);
    }

    /** The guest runs at the destination. */
    void switched() {
        ended = true;
        tracking.undo(loop::stop);
    }

    private void trackingStarted() {
        listener.trackingStarted();
        rounds.synced(pages.count(), 0, 0);
        if (tracker.precopy()) {
            rules.begin();
        } else {
            stopGuest(sender.wireBytes(pages.count()) <= limitBytes);
        }
    }
}
