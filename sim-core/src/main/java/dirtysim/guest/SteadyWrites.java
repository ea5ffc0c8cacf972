package dirtysim.guest;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.RandomStream;
import dirtysim.engine.SimTime;
import java.util.Arrays;

/**
 * A device that writes to its long-lived mappings all the time, as one with a shared buffer pool does: a page at a time, at
 * even intervals, uniform over the pages of the setup that it may write to; not over its rings, to which each write adds a completion if there are any. Without regard to map and
 * unmap, and so for any length of time, which a list of operations that is looped could not give: there the same pages would
 * be written in every pass.
 *
 * <p>No more than {@value #MOST_UNDER_WAY} writes are under way, about what the tags of a PCIe device allow
 * (<em>assumption</em>). A device that cannot keep up, because the host or its link is too slow, writes less.
 */
final class SteadyWrites implements EventHandler {
    private static final int DUE = 0;
    private static final int WRITTEN = 1;
    private static final int MOST_UNDER_WAY = 64;
    private static final int PAGE_SHIFT = 12;

    private final GuestReplay replay;
    private final EventLoop loop;
    private final DmaEngine engine;
    private final RandomStream random;
    private final double gapPs;

    /** First IOVA of each mapping, and how many pages there are up to its end. */
    private long[] iovas = new long[16];

    private long[] pagesUpTo = new long[16];
    private int count;
    private double duePs;
    private int underWay;
    private boolean waiting;

    /**
     * @param replay says when to stop, and hears when the last write is done
     * @param loop the event loop
     * @param source names the device's mappings
     * @param device which device
     * @param engine moves the pages
     * @param random which page is next
     * @param pagesPerSecond rate, above 0, in simulated time
     */
    SteadyWrites(
            GuestReplay replay,
            EventLoop loop,
            ReplaySource source,
            int device,
            DmaEngine engine,
            RandomStream random,
            double pagesPerSecond) {
        this.replay = replay;
        this.loop = loop;
        this.engine = engine;
        this.random = random;
        gapPs = SimTime.PS_PER_S / pagesPerSecond;
        source.setup(op -> {
            if (op.device() == device && writable(op.direction())) {
                add(op);
            }
        });
        if (count == 0) {
            throw new IllegalArgumentException("device " + device + " has no long-lived mapping that it may write to");
        }
        iovas = Arrays.copyOf(iovas, count);
        pagesUpTo = Arrays.copyOf(pagesUpTo, count);
    }

    private void add(Operation op) {
        if (count == iovas.length) {
            iovas = Arrays.copyOf(iovas, count * 2);
            pagesUpTo = Arrays.copyOf(pagesUpTo, count * 2);
        }
        iovas[count] = op.iova();
        pagesUpTo[count] = op.pages() + (count == 0 ? 0 : pagesUpTo[count - 1]);
        count++;
    }

    private static boolean writable(Direction direction) {
        return direction.deviceWrites() && direction != Direction.COHERENT;
    }

    /** Begins to write. */
    void start() {
        duePs = loop.nowPs() + gapPs;
        scheduleNext();
    }

    @Override
    public void handle(int event, long argument) {
        if (event == WRITTEN) {
            underWay--;
            if (waiting) {
                waiting = false;
                duePs = loop.nowPs();
                write();
            }
            replay.somethingEnded();
        } else if (underWay == MOST_UNDER_WAY) {
            waiting = true;
        } else {
            write();
        }
    }

    private void write() {
        if (replay.stopped()) {
            return;
        }
        long page = random.nextLong(pagesUpTo[pagesUpTo.length - 1]);
        int found = Arrays.binarySearch(pagesUpTo, page + 1);
        int mapping = found >= 0 ? found : -found - 1;
        long before = mapping == 0 ? 0 : pagesUpTo[mapping - 1];
        underWay++;
        engine.move(iovas[mapping] + (page - before << PAGE_SHIFT), 1, true, this, WRITTEN, 0);
        duePs += gapPs;
        scheduleNext();
    }

    /** Due times add up as doubles, so that no rate drifts by rounding every gap to picoseconds. */
    private void scheduleNext() {
        loop.scheduleAt(Math.max(loop.nowPs(), Math.round(duePs)), this, DUE, 0);
    }
}
