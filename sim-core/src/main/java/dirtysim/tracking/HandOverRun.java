package dirtysim.tracking;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.host.HandOver;
import dirtysim.measure.Cost;
import dirtysim.measure.HostOperation;
import dirtysim.measure.LatencyRecorder;
import dirtysim.memory.GfnBitmap;

/**
 * Hands bitmaps over in simulated time, one after the other, chunk by chunk of its path. A bit is taken with its chunk: one that
 * is set earlier goes with it, one that is set later stays for the next query. Where the path makes several system calls, the
 * domain lock, if the script holds it, is given up between them and taken again.
 */
final class HandOverRun implements EventHandler {
    private static final int LOCKED = 0;
    private static final int BEGUN = 1;
    private static final int FINISHED = 2;
    /** What a copy moves for each byte: it is read and written. */
    private static final long BYTES_PER_COPIED = 2;

    private final EventLoop loop;
    private final TrackedVm vm;
    private final HandOverPath path;
    private final LatencyRecorder latency = new LatencyRecorder();
    private final int track;

    private GfnBitmap bitmap;
    private GfnBitmap result;
    private boolean lockHeld;
    private EventHandler whenDone;
    private int doneKind;
    private long at;
    private long end;
    private boolean newCall;
    private boolean used;
    private long startedPs;
    private long waitingSincePs;
    private long lastPs;
    private long bytes;

    /**
     * @param loop the event loop
     * @param vm the VM whose bitmaps they are
     * @param which the path
     */
    HandOverRun(EventLoop loop, TrackedVm vm, HandOver which) {
        this.loop = loop;
        this.vm = vm;
        track = loop.timeline().track("bitmap copies");
        path = HandOverPath.of(which, vm.costs(), vm.slots());
    }

    /**
     * Hands a bitmap over.
     *
     * @param from whose bits are taken
     * @param into takes them
     * @param holdsLock whether the caller holds the domain lock; it does so again at the end
     */
    void start(GfnBitmap from, GfnBitmap into, boolean holdsLock, EventHandler handler, int kind) {
        bitmap = from;
        result = into;
        lockHeld = holdsLock;
        whenDone = handler;
        doneKind = kind;
        startedPs = loop.nowPs();
        at = 0;
        newCall = true;
        begin();
    }

    /** Hands over a bitmap that user space has in its memory: all at this instant, for nothing. */
    void inPlace(GfnBitmap from, GfnBitmap into, EventHandler handler, int kind) {
        from.drainInto(into);
        lastPs = 0;
        latency.record(0);
        loop.schedule(0, handler, kind, 0);
    }

    /** Whether any bitmap has gone along the path. */
    boolean used() {
        return used;
    }

    /** Time of the last hand-over. */
    long lastPs() {
        return lastPs;
    }

    /** Times of all hand-overs. */
    LatencyRecorder latency() {
        return latency;
    }

    /** Bytes of which user space was given a copy, all hand-overs together. */
    long bytes() {
        return bytes;
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case LOCKED -> {
                vm.ledger().add(HostOperation.COPY, Cost.LOCK_WAIT, loop.nowPs() - waitingSincePs);
                begin();
            }
            case BEGUN -> take();
            case FINISHED -> {
                if (at >= bitmap.size()) {
                    done();
                    return;
                }
                newCall = path.callEnds(at);
                if (newCall && lockHeld) {
                    waitingSincePs = loop.nowPs();
                    vm.domainLock().release();
                    vm.domainLock().acquire(this, LOCKED, 0);
                } else {
                    begin();
                }
            }
            default -> throw new IllegalStateException("unknown kind " + kind);
        }
    }

    private void begin() {
        end = path.chunkEnd(at);
        path.before(vm, path.frames(at, end), newCall);
        long ps = vm.spend(HostOperation.COPY);
        if (ps > 0) {
            loop.schedule(ps, this, BEGUN, 0);
        } else {
            take();
        }
    }

    private void take() {
        bitmap.drainInto(result, at, end);
        long copied = path.after(vm, path.frames(at, end), !used);
        bytes += copied;
        at = end;
        long chargedPs = vm.spend(HostOperation.COPY);
        long waitPs = vm.memory().stream(loop.nowPs(), copied * BYTES_PER_COPIED, chargedPs);
        vm.ledger().add(HostOperation.COPY, Cost.MEMORY_WAIT, waitPs);
        loop.schedule(chargedPs + waitPs, this, FINISHED, 0);
    }

    private void done() {
        used = true;
        lastPs = loop.nowPs() - startedPs;
        latency.record(lastPs);
        if (loop.watched()) {
            loop.timeline().span(track, "copy", startedPs, loop.nowPs());
        }
        whenDone.handle(doneKind, 0);
    }
}
