package dirtysim.guest;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A device that makes the accesses that it was recorded to make, in their order. Closed loop, as the CPUs are: between one
 * access and the next it lets the recorded time pass, and one whose mapping is not there yet, because the host holds its
 * guest up, waits for it and shifts all that follows. In turn an unmap waits for the recorded accesses to its mapping.
 *
 * <p>No more than {@value #MOST_UNDER_WAY} are under way, as of {@link SteadyWrites}.
 */
final class AccessReplay implements EventHandler {
    private static final int DUE = 0;
    private static final int DONE = 1;
    private static final int MOST_UNDER_WAY = 64;

    private final GuestReplay replay;
    private final EventLoop loop;
    private final DmaEngine engine;
    private final AccessStream accesses;
    private final BitSet done;

    private int next;
    /** All accesses below it are done. */
    private int doneBelow;

    private int underWay;
    private long recordedPs;
    private boolean waitingForMap;
    private boolean waitingForOthers;

    /** Unmaps that wait, each for an access and those before it. */
    private long[] awaited = new long[4];

    private EventHandler[] handlers = new EventHandler[4];
    private int[] kinds = new int[4];
    private long[] arguments = new long[4];
    private int waiting;

    AccessReplay(GuestReplay replay, EventLoop loop, DmaEngine engine, AccessStream accesses) {
        this.replay = replay;
        this.loop = loop;
        this.engine = engine;
        this.accesses = accesses;
        done = new BitSet(accesses.size());
    }

    /** Begins a pass over the body. The pass is not over before {@link GuestReplay#arrived} is told that all are done. */
    void beginPass() {
        next = 0;
        doneBelow = 0;
        done.clear();
        recordedPs = 0;
        goOn();
        if (accesses.size() == 0) {
            replay.arrived();
        }
    }

    /** A CPU has completed an operation. */
    void othersWentOn() {
        if (waitingForMap) {
            waitingForMap = false;
            attempt();
        }
    }

    /** Whether an access and all before it are done. */
    boolean done(long access) {
        return access < doneBelow;
    }

    /** Calls a handler as soon as an access and all before it are done, which they are not yet. */
    void whenDone(long access, EventHandler handler, int kind, long argument) {
        if (waiting == awaited.length) {
            awaited = Arrays.copyOf(awaited, waiting * 2);
            handlers = Arrays.copyOf(handlers, waiting * 2);
            kinds = Arrays.copyOf(kinds, waiting * 2);
            arguments = Arrays.copyOf(arguments, waiting * 2);
        }
        awaited[waiting] = access;
        handlers[waiting] = handler;
        kinds[waiting] = kind;
        arguments[waiting++] = argument;
    }

    @Override
    public void handle(int event, long argument) {
        if (event == DUE) {
            attempt();
        } else {
            ended((int) argument);
        }
    }

    private void goOn() {
        if (next < accesses.size()) {
            loop.schedule(replay.scaled(accesses.timePs(next)) - replay.scaled(recordedPs), this, DUE, 0);
        }
    }

    private void attempt() {
        if (replay.stopped()) {
            return;
        }
        if (underWay == MOST_UNDER_WAY) {
            waitingForOthers = true;
            return;
        }
        if (!replay.performed(accesses.mappedBy(next), accesses.mappedOn(next))) {
            waitingForMap = true;
            return;
        }
        int access = next++;
        recordedPs = accesses.timePs(access);
        underWay++;
        engine.access(accesses.iova(access), accesses.bytes(access), accesses.write(access), this, DONE, access);
        goOn();
    }

    private void ended(int access) {
        underWay--;
        done.set(access);
        doneBelow = done.nextClearBit(doneBelow);
        if (waitingForOthers) {
            waitingForOthers = false;
            attempt();
        }
        wake();
        if (doneBelow == accesses.size()) {
            replay.arrived();
        }
        replay.somethingEnded();
    }

    /** An unmap that goes on may let others begin to wait, so none is looked for in a list that changes. */
    private void wake() {
        for (int w = 0; w < waiting; ) {
            if (done(awaited[w])) {
                EventHandler handler = handlers[w];
                int kind = kinds[w];
                long argument = arguments[w];
                waiting--;
                awaited[w] = awaited[waiting];
                handlers[w] = handlers[waiting];
                kinds[w] = kinds[waiting];
                arguments[w] = arguments[waiting];
                handlers[waiting] = null;
                handler.handle(kind, argument);
                w = 0;
            } else {
                w++;
            }
        }
    }
}
