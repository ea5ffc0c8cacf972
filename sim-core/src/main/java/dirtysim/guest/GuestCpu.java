package dirtysim.guest;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;

/**
 * One driver CPU of the guest. It performs its operations in recorded order, closed loop: after each operation it does its
 * own work for as long as was recorded until the next, so whatever the host adds to an operation shifts all that follows.
 *
 * <p>The recorded gaps contain the guest's own page-table code, which therefore is not charged again.
 *
 * <p>A buffer is moved by its device shortly before the CPU unmaps it: from {@code dma-lead-ns} before the unmap is due, if
 * it is mapped by then. The unmap waits for the device, and for the interrupt after it. Where the accesses of the device
 * are as recorded, it waits for both only if the last to its buffer is not done when the unmap is due.
 */
final class GuestCpu implements EventHandler {
    private static final int DUE = 0;
    private static final int LEAD = 1;
    private static final int MOVED = 2;
    private static final int PERFORMED = 3;

    static final long NOT_STARTED = -1;
    private static final long UNDER_WAY = -2;
    /** So long ago that the interrupt has come. */
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final GuestReplay replay;
    private final EventLoop loop;
    private final long bodyPs;
    private final int cpu;
    /** This CPU's operations of the body; then, on CPU 0, those of the seam. */
    private final CpuOperations ops;

    private long next;
    private long nextMove;
    private boolean busy;
    private boolean waitingForDevice;
    private boolean waitingForOthers;
    private boolean performing;
    private boolean leadPending;
    private boolean atSeam;
    private long gapStartPs;
    private long recordedPs;
    private long idealPs;

    GuestCpu(GuestReplay replay, EventLoop loop, long bodyPs, int cpu, CpuOperations ops) {
        this.replay = replay;
        this.loop = loop;
        this.bodyPs = bodyPs;
        this.cpu = cpu;
        this.ops = ops;
    }

    /** Whether it has any operation of the body; known when a pass has begun. */
    boolean busy() {
        return busy;
    }

    /** Begins a pass over the body. */
    void beginPass() {
        atSeam = false;
        next = 0;
        nextMove = 0;
        ops.beginPass();
        busy = ops.get(0) != null;
        recordedPs = 0;
        gapStartPs = loop.nowPs();
        goOn();
    }

    /** Begins the seam; CPU 0 only, when all have arrived. */
    void beginSeam() {
        atSeam = false;
        ops.openSeam();
        gapStartPs = loop.nowPs();
        goOn();
    }

    /** Recorded time, scaled, that this CPU has got through so far. */
    long progressPs() {
        long gapPs = performing || atSeam ? 0 : loop.nowPs() - gapStartPs;
        return idealPs + Math.min(gapPs, replay.scaled(nextRecordedPs()) - replay.scaled(recordedPs));
    }

    /** A CPU for which this one waits has completed an operation. */
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
                ops.moved(argument, loop.nowPs());
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

    private long nextRecordedPs() {
        Operation op = ops.get(next);
        return op == null ? bodyPs : op.timePs();
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
        Operation op = ops.get(next);
        if (op == null) {
            arrive();
            return;
        }
        if (op.kind() == Workload.Kind.UNMAP && !moved(op)) {
            return;
        }
        if (!replay.ready(op, cpu)) {
            waitingForOthers = true;
            return;
        }
        idealPs += replay.scaled(nextRecordedPs()) - replay.scaled(recordedPs);
        recordedPs = nextRecordedPs();
        // What comes after is due as if the operation took no time; how long it takes is not known yet.
        gapStartPs = loop.nowPs();
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
    private boolean moved(Operation op) {
        if (ops.movedPs(next) == NOT_STARTED) {
            if (!replay.ready(op, cpu)) {
                waitingForOthers = true;
                return false;
            }
            move(next, op);
        }
        if (ops.movedPs(next) == UNDER_WAY) {
            waitingForDevice = true;
            return false;
        }
        long notBeforePs = ops.movedPs(next) + replay.interruptPs();
        if (loop.nowPs() < notBeforePs) {
            loop.schedule(notBeforePs - loop.nowPs(), this, DUE, 0);
            return false;
        }
        return true;
    }

    private void performed() {
        performing = false;
        Operation op = ops.get(next);
        next++;
        ops.release(next);
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
        for (Operation op = ops.get(nextMove); op != null; op = ops.get(++nextMove)) {
            if (op.kind() == Workload.Kind.UNMAP && ops.movedPs(nextMove) == NOT_STARTED) {
                long beginPs = gapStartPs + replay.scaled(op.timePs()) - replay.scaled(recordedPs) - replay.leadPs();
                if (beginPs > loop.nowPs()) {
                    wakeAt(beginPs);
                    return;
                }
                if (replay.recorded(op.device())) {
                    continue;
                }
                if (!replay.ready(op, cpu)) {
                    return;
                }
                move(nextMove, op);
            }
        }
    }

    private void wakeAt(long timePs) {
        if (!leadPending) {
            leadPending = true;
            loop.scheduleAt(timePs, this, LEAD, 0);
        }
    }

    private void move(long number, Operation op) {
        if (replay.accessed(op)) {
            ops.moved(number, LONG_AGO);
            return;
        }
        ops.moved(number, UNDER_WAY);
        replay.move(op, this, MOVED, number);
    }
}
