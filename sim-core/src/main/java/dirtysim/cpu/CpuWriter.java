package dirtysim.cpu;

import dirtysim.engine.EventLoop;
import dirtysim.engine.RandomStream;
import dirtysim.engine.SimTime;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlots;
import java.util.function.LongConsumer;

/**
 * The guest's vCPUs writing to memory: page writes at a constant mean rate, uniform over a working set at the end of RAM, as
 * a Poisson process. A stalled vCPU does not write.
 *
 * <p>It runs behind the clock until somebody looks: {@link #advance} draws what was written up to the present. Whoever asks
 * whether a page was written, or changes what the next write to it does, advances first.
 */
public final class CpuWriter {
    /** Hears of the first write to each protected page. */
    interface Log {
        /**
         * A vCPU wrote a page for the first time since it was protected.
         *
         * @param gfn the page
         * @param vcpu which vCPU
         * @param timePs when; no later than the loop's present
         */
        void wrote(long gfn, int vcpu, long timePs);
    }

    private final EventLoop loop;
    private final MemorySlots slots;
    private final RandomStream random;
    private final LongConsumer wrote;
    private final Vcpus vcpus;
    private final FirstWrites firstWrites;
    private final double writesPerPs;
    private final long pages;
    private final long firstPage;
    /** Pages whose next write changes anything: they are protected, or the destination has what is in them. */
    private final PageSet watched;

    private final GfnBitmap guarded;
    /** Pages that a fault has mapped one by one; all of them where huge mappings are split ahead. */
    private final GfnBitmap split;

    private Log log;
    private long nowPs;
    private long stoppedPs = -1;

    /**
     * @param loop the event loop
     * @param slots the guest's memory
     * @param random where and when writes go
     * @param pagesPerSecond page writes a second, over all vCPUs, while none is stalled
     * @param workingSetBytes size of the working set, at most RAM
     * @param costs every parameter
     * @param logging how writes are logged
     * @param wrote called with the GFN of each page that is written for the first time since it was protected or copied
     */
    public CpuWriter(
            EventLoop loop,
            MemorySlots slots,
            RandomStream random,
            double pagesPerSecond,
            long workingSetBytes,
            CostModel costs,
            CpuLogging logging,
            LongConsumer wrote) {
        this.loop = loop;
        this.slots = slots;
        this.random = random;
        this.wrote = wrote;
        vcpus = new Vcpus(logging.vcpus());
        firstWrites = new FirstWrites(costs, logging, vcpus);
        pages = workingSetBytes >>> 12;
        firstPage = slots.ramPages() - pages;
        writesPerPs = pages == 0 ? 0 : pagesPerSecond / SimTime.PS_PER_S / pages / logging.vcpus();
        watched = new PageSet(pages);
        guarded = new GfnBitmap(pages);
        split = logging.eagerSplit() ? null : new GfnBitmap(pages);
        nowPs = loop.nowPs();
    }

    /** Draws what was written up to the present. */
    public void advance() {
        long endPs = stoppedPs >= 0 ? stoppedPs : loop.nowPs();
        while (nowPs < endPs) {
            vcpus.releaseUpTo(nowPs);
            long untilPs = Math.min(endPs, vcpus.firstReleasePs());
            double perPs = writesPerPs * watched.size() * vcpus.writing();
            double waitPs = perPs == 0 ? Double.POSITIVE_INFINITY : random.nextExponential(1 / perPs);
            if (waitPs > untilPs - nowPs) {
                nowPs = untilPs;
            } else {
                nowPs += Math.round(waitPs);
                write();
            }
        }
    }

    /** The page was read in order to send it: its next write makes it stale. Advance first. */
    public void copied(long gfn) {
        long page = pageOf(gfn);
        if (page >= 0) {
            watched.add(page);
        }
    }

    /** The page is protected from now on: its next write is logged. Advance first. */
    void protect(long gfn) {
        long page = pageOf(gfn);
        if (page >= 0) {
            watched.add(page);
            guarded.set(page);
        }
    }

    /** Every page is protected from now on. */
    void protectAll() {
        advance();
        watched.addAll();
        guarded.setRange(0, pages);
    }

    /** Who hears of first writes. */
    void logTo(Log hearer) {
        log = hearer;
    }

    /** The vCPUs stop. */
    public void stop() {
        advance();
        stoppedPs = loop.nowPs();
    }

    /** Whether they have. */
    boolean stopped() {
        return stoppedPs >= 0;
    }

    /** Mean time between two first writes of one vCPU now, in picoseconds; infinite where there are none. */
    double meanWaitPs() {
        return 1 / (writesPerPs * watched.size());
    }

    /** Who is stalled. */
    public Vcpus vcpus() {
        return vcpus;
    }

    /** What first writes cost. */
    public FirstWrites firstWrites() {
        return firstWrites;
    }

    private void write() {
        long page = watched.member(random.nextLong(watched.size()));
        write(page, vcpus.writer(random.nextInt(vcpus.writing())), nowPs);
    }

    /** A vCPU writes a page of the working set. */
    void write(long page, int vcpu, long timePs) {
        if (!watched.remove(page)) {
            return;
        }
        long gfn = slots.gfnOfRamPage(firstPage + page);
        wrote.accept(gfn);
        if (guarded.clear(page)) {
            firstWrites.happened(vcpu, timePs, split != null && split.set(page));
            log.wrote(gfn, vcpu, timePs);
        }
    }

    /** Pages of the working set. */
    long pages() {
        return pages;
    }

    private long pageOf(long gfn) {
        return slots.ramPageOfGfn(gfn) - firstPage;
    }
}
