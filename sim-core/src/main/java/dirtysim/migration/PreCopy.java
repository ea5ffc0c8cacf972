package dirtysim.migration;

import dirtysim.cpu.CpuLog;
import dirtysim.cpu.CpuWriter;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.SimTime;
import dirtysim.host.PreCopyRules;
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
 * Sender}), when a sync asks for more ({@link Sync}), and when the guest is stopped. Then the devices come to rest, a final
 * sync follows, and the rest is sent.
 *
 * <p>A scheme without pre-copy has the guest stopped at once and all of RAM sent.
 */
public final class PreCopy implements EventHandler {
    private static final int QUIESCENT = 0;
    private static final int SWITCHED = 1;

    private final EventLoop loop;
    private final TrackedVm vm;
    private final DirtyTracker tracker;
    private final CpuWriter cpuWriter;
    private final GuestControl guest;
    private final MigrationListener listener;
    private final double limitBytes;
    private final PagesToSend pages;
    private final TrackingStart tracking;
    private final Sync sync;
    private final Sender sender;
    private final RoundLog rounds;
    private final ThreadRules rules;

    /** Made once, for it is passed with every chunk. */
    private final Runnable restSent = this::sendRest;

    private long beganPs;
    private long stoppedPs;
    private long quiescedPs;
    private long sentAllPs;
    private long endedPs;
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
        this.vm = vm;
        this.tracker = tracker;
        this.cpuWriter = cpuWriter;
        this.guest = guest;
        this.listener = listener;
        Link link = new Link(loop, terms.bytesPerSecond(), vm.memory());
        limitBytes = link.bytesIn(terms.downtimeLimitMs());
        pages = new PagesToSend(vm);
        tracking = new TrackingStart(loop, vm, tracker, leafSplit, queries, cpuLog);
        sync = new Sync(loop, vm, tracker, queries, cpuWriter, cpuLog, listener, pages);
        boolean simple = terms.rules().rule() == PreCopyRules.Rule.ROUNDS;
        sender = new Sender(loop, vm, tracker.precopy(), cpuWriter, cpuLog, listener, link, pages, zero, !simple);
        rounds = new RoundLog(loop, queries);
        rules = simple ? new RoundByRound(this, sender, limitBytes, terms.maxRounds()) : qemu(terms);
    }

    private ThreadRules qemu(MigrationTerms terms) {
        PreCopyRules asked = terms.rules();
        return new Qemu72(
                this,
                loop,
                sender,
                cpuWriter,
                new Window(terms.downtimeLimitMs(), asked.maxBytesPerSecond()),
                asked.autoConverge() ? new AutoConverge(vm.costs().send()) : null,
                new BusyHost(vm.costs().busyHost().busyBulkPercent() / 100),
                asked.maxTimeMs(),
                vm.costs().send().lateWakeMs());
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
        return endedPs - beganPs;
    }

    /** From stopping the vCPUs to the guest's resumption. */
    public long downtimePs() {
        return endedPs - stoppedPs;
    }

    /** What the downtime is the sum of. */
    public Downtime downtime() {
        long syncPs = rounds().get(rounds().size() - 1).syncPs();
        return new Downtime(quiescedPs - stoppedPs, syncPs, sentAllPs - quiescedPs - syncPs, endedPs - sentAllPs);
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

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case QUIESCENT -> {
                quiescedPs = loop.nowPs();
                if (tracker.precopy()) {
                    sync(() -> {
                        sender.rewind();
                        sendRest();
                    });
                } else {
                    rounds.stoppedWithoutSync();
                    sendRest();
                }
            }
            case SWITCHED -> {
                endedPs = loop.nowPs();
                ended = true;
                tracking.undo(loop::stop);
            }
            default -> throw new IllegalStateException("unknown kind " + kind);
        }
    }

    /** Pages that are still to be sent, as far as is known. */
    long pagesLeft() {
        return pages.count();
    }

    /** Ends the round with a sync; {@code then} runs when it is over. */
    void sync(Runnable then) {
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
        stoppedPs = loop.nowPs();
        guest.stop();
        cpuWriter.stop();
        guest.whenQuiescent(this, QUIESCENT);
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

    private void sendRest() {
        if (!sender.send(Long.MAX_VALUE, restSent)) {
            sentAllPs = loop.nowPs();
            rounds.next(sender.sentBytes(), true);
            loop.schedule(SimTime.ofMillis(vm.costs().switchoverMs()), this, SWITCHED, 0);
        }
    }
}
