package dirtysim.guest;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import java.util.Arrays;

/**
 * One driver CPU of the guest. It performs its operations in recorded order, closed loop: after each operation it does its
 * own work for as long as was recorded until the next, so whatever the host adds to an operation shifts all that follows.
 *
 * <p>The recorded gaps contain the guest's own page-table code, which therefore is not charged again.
 *
 * <p>A buffer is moved by its device shortly before the CPU unmaps it: from {@code dma-lead-ns} before the unmap is due, if
 * it is mapped by then. The unmap waits for the device, and for the interrupt after it.
 */
final class GuestCpu implements EventHandler {
    private static final int DUE = 0;
    private static final int LEAD = 1;
    private static final int MOVED = 2;
    private static final int PERFORMED = 3;

    private static final long NOT_STARTED = -1;
    private static final long UNDER_WAY = -2;

    private final GuestReplay replay;
    private final EventLoop loop;
    private final Workload workload;
    private final int cpu;
    /** This CPU's operations of the body, ascending; then, on CPU 0, those of the seam. */
    private final int[] ops;

    private final int bodyOps;
    /** For each operation: when its buffer was moved, or how far that has got. */
    private final long[] movedPs;

    private int next;
    private int nextMove;
    private boolean waitingForDevice;
    private boolean waitingForOthers;
    private boolean performing;
    private boolean leadPending;
    private boolean atSeam;
    private long gapStartPs;
    private long recordedPs;
    private long idealPs;

    GuestCpu(GuestReplay replay, EventLoop loop, Workload workload, int cpu, int[] ops, int bodyOps) {
        this.replay = replay;
        this.loop = loop;
        this.workload = workload;
        this.cpu = cpu;
        this.ops = ops;
        this.bodyOps = bodyOps;
        this.movedPs = new long[ops.length];
    }

    /** Whether it has any operation of the body. */
    boolean busy() {
        return bodyOps > 0;
    }

    /** Begins a pass over the body. */
    void beginPass() {
        atSeam = false;
        next = 0;
        nextMove = 0;
        Arrays.fill(movedPs, NOT_STARTED);
        recordedPs = 0;
        gapStartPs = loop.nowPs();
        goOn();
    }

    /** Begins the seam; CPU 0 only, when all have arrived. */
    void beginSeam() {
        atSeam = false;
        gapStartPs = loop.nowPs();
        goOn();
    }

    /** Recorded time, scaled, that this CPU has got through so far. */
    long progressPs() {
        long gapPs = performing || atSeam ? 0 : loop.nowPs() - gapStartPs;
        return idealPs + Math.min(gapPs, replay.scaled(nextRecordedPs()) - replay.scaled(recordedPs));
    }

    /** Another CPU has completed an operation. */
    void othersWentOn() {
        if (waitingForOthers) {
            waitingForOthers = false;
            attempt();
        }
        moveAhead();
    }

    @Override
    public void handle(int event, long argument) {
        switch (event) {
            case DUE -> attempt();
            case LEAD -> {
                leadPending = false;
                moveAhead();
            }
            case MOVED -> {
                movedPs[(int) argument] = loop.nowPs();
                if (waitingForDevice && argument == next) {
                    waitingForDevice = false;
                    attempt();
                }
                replay.somethingEnded();
            }
            case PERFORMED -> performed();
            default -> throw new IllegalStateException("unknown event " + event);
        }
    }

    private int opsOfPart() {
        return replay.seamOpen() ? ops.length : bodyOps;
    }

    private long nextRecordedPs() {
        return next < bodyOps ? workload.timePs(ops[next]) : workload.bodyPs();
    }

    /** Schedules what comes next: an operation, or the arrival at the seam. */
    private void goOn() {
        long gapPs = replay.scaled(nextRecordedPs()) - replay.scaled(recordedPs);
        loop.schedule(gapPs, this, DUE, 0);
        moveAhead();
    }

    private void attempt() {
        if (replay.stopped()) {
            return;
        }
        boolean seamToCome = next == bodyOps && !replay.seamOpen();
        if (seamToCome || next == ops.length) {
            arrive();
            return;
        }
        int op = ops[next];
        if (workload.kind(op) == Workload.Kind.UNMAP && !moved()) {
            return;
        }
        if (!replay.ready(op)) {
            waitingForOthers = true;
            return;
        }
        idealPs += replay.scaled(nextRecordedPs()) - replay.scaled(recordedPs);
        recordedPs = nextRecordedPs();
        performing = true;
        replay.perform(op, cpu, this, PERFORMED);
    }

    private void arrive() {
        idealPs += replay.scaled(nextRecordedPs()) - replay.scaled(recordedPs);
        recordedPs = nextRecordedPs();
        atSeam = true;
        replay.arrived();
    }

    /** Whether the device is done with the buffer of the next operation, and the interrupt has come. */
    private boolean moved() {
        if (movedPs[next] == NOT_STARTED) {
            if (!replay.ready(ops[next])) {
                waitingForOthers = true;
                return false;
            }
            move(next);
        }
        if (movedPs[next] == UNDER_WAY) {
            waitingForDevice = true;
            return false;
        }
        long notBeforePs = movedPs[next] + replay.interruptPs();
        if (loop.nowPs() < notBeforePs) {
            loop.schedule(notBeforePs - loop.nowPs(), this, DUE, 0);
            return false;
        }
        return true;
    }

    private void performed() {
        performing = false;
        int op = ops[next];
        next++;
        gapStartPs = loop.nowPs();
        replay.completed(op);
        if (!replay.stopped()) {
            goOn();
        }
    }

    /** Lets devices move the buffers whose unmap is near. */
    private void moveAhead() {
        if (replay.stopped() || atSeam) {
            return;
        }
        nextMove = Math.max(nextMove, next);
        int end = opsOfPart();
        while (nextMove < end) {
            boolean open = workload.kind(ops[nextMove]) == Workload.Kind.UNMAP && movedPs[nextMove] == NOT_STARTED;
            if (open) {
                long beginPs = duePs(nextMove) - replay.leadPs();
                if (beginPs > loop.nowPs()) {
                    wakeAt(beginPs);
                    return;
                }
                if (!replay.ready(ops[nextMove])) {
                    return;
                }
                move(nextMove);
            }
            nextMove++;
        }
    }

    private long duePs(int index) {
        long recorded = index < bodyOps ? workload.timePs(ops[index]) : workload.bodyPs();
        return gapStartPs + replay.scaled(recorded) - replay.scaled(recordedPs);
    }

    private void wakeAt(long timePs) {
        if (!leadPending) {
            leadPending = true;
            loop.scheduleAt(timePs, this, LEAD, 0);
        }
    }

    private void move(int index) {
        movedPs[index] = UNDER_WAY;
        replay.move(ops[index], this, MOVED, index);
    }
}
