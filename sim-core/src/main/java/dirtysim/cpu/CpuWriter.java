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
 * The guest's vCPUs writing to memory: page writes to a working set, which pages and at what rate a {@link WritePattern} says.
 * In a closed loop, the standard, a stalled vCPU does not write; in an open one the writes come whatever happens.
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

    private static final long THROTTLE_RUN_PS = 10_000_000_000L;

    private final EventLoop loop;
    private final int throttleCounter;
    private final MemorySlots slots;
    private final RandomStream random;
    private final LongConsumer wrote;
    private final Vcpus vcpus;
    private final FirstWrites firstWrites;
    private final boolean closedLoop;
    private final WritePace pace;
    private final long paceZeroPs;
    private final double pagesPerSecond;
    private final long pages;
    private final long busyPages;
    private final long firstPage;
    /** Which pages are watched: those whose next write changes anything. They are protected, or the destination has what is in them. */
    private final PageDraw draw;

    private final BlockOrder order;

    private final GfnBitmap guarded;
    /** Pages that a fault has mapped one by one; all of them where huge mappings are split ahead. */
    private final GfnBitmap split;

    private Log log;
    private long nowPs;
    private long stoppedPs = -1;
    /** Writes in a picosecond for one unit of weight and one vCPU, and up to when. */
    private double perWeightPs;

    private long paceUntilPs;
    private double throttle;
    private long throttleBeganPs;
    private long throttledPs;

    /**
     * @param loop the event loop
     * @param slots the guest's memory
     * @param random where and when writes go
     * @param load what they write
     * @param costs every parameter
     * @param logging how writes are logged
     * @param wrote called with the GFN of each page that is written for the first time since it was protected or copied
     */
    public CpuWriter(
            EventLoop loop,
            MemorySlots slots,
            RandomStream random,
            CpuLoad load,
            CostModel costs,
            CpuLogging logging,
            LongConsumer wrote) {
        this.loop = loop;
        throttleCounter = loop.timeline().counter("throttle percent");
        this.slots = slots;
        this.random = random;
        this.wrote = wrote;
        vcpus = new Vcpus(logging.vcpus());
        firstWrites = new FirstWrites(costs, logging, vcpus);
        closedLoop = load.closedLoop();
        pages = load.workingSetBytes() >>> 12;
        firstPage = slots.ramPages() - pages - (load.aboveBytes() >>> 12);
        WritePattern pattern = load.pattern();
        double ownRate = pattern.shape().ownRate();
        pagesPerSecond = ownRate >= 0 ? ownRate : load.pagesPerSecond();
        busyPages = load.busyPages();
        PageDraw set = pattern.shape().over(pages, random);
        double busyPerPs = costs.cpuLog().busyPageWritesPerSecond() / SimTime.PS_PER_S;
        draw = busyPages == 0 ? set : new BusyDraw(set, pages, busyPages, busyPerPs, random);
        order = pattern.shape().scattered() ? BlockOrder.random(pages, random) : BlockOrder.straight();
        pace = pattern.pace();
        paceZeroPs = load.paceZeroPs();
        guarded = new GfnBitmap(pages + busyPages);
        split = logging.eagerSplit() ? null : new GfnBitmap(pages + busyPages);
        nowPs = loop.nowPs();
        changePace();
    }

    /** Draws what was written up to the present. */
    public void advance() {
        long endPs = stoppedPs >= 0 ? stoppedPs : loop.nowPs();
        while (nowPs < endPs) {
            vcpus.releaseUpTo(nowPs);
            if (nowPs >= paceUntilPs) {
                changePace();
            }
            long untilPs = Math.min(Math.min(endPs, paceUntilPs), closedLoop ? vcpus.firstReleasePs() : endPs);
            int writing = closedLoop ? vcpus.writing() : vcpus.count();
            double waitPs = draw.nextPs(perWeightPs, writing);
            if (waitPs > untilPs - nowPs) {
                draw.pass(perWeightPs, writing, untilPs - nowPs);
                nowPs = untilPs;
            } else {
                nowPs += Math.round(waitPs);
                write(writing);
            }
        }
    }

    /** The page was read in order to send it: its next write makes it stale. Advance first. */
    public void copied(long gfn) {
        long page = pageOf(gfn);
        if (page >= 0) {
            draw.watch(page);
        }
    }

    /** The page is protected from now on: its next write is logged. Advance first. */
    void protect(long gfn) {
        long page = pageOf(gfn);
        if (page >= 0) {
            draw.watch(page);
            guarded.set(page);
        }
    }

    /** Every page is protected from now on. */
    void protectAll() {
        advance();
        draw.watchAll();
        guarded.setRange(0, pages + busyPages);
    }

    /** Who hears of first writes. */
    void logTo(Log hearer) {
        log = hearer;
    }

    /**
     * Makes the vCPUs sleep for a share of their time from now on: each runs for 10 ms, then sleeps so long that it makes up
     * the share, as QEMU's throttle does ({@code softmmu/cpu-throttle.c}).
     *
     * @param percent the share, 1 to 99
     */
    public void throttle(int percent) {
        advance();
        throttledPs = throttledPs();
        throttle = percent / 100.0;
        loop.timeline().count(throttleCounter, nowPs, percent);
        throttleBeganPs = nowPs;
        changePace();
    }

    /** Time that each vCPU has slept so far because of that. */
    public long throttledPs() {
        return throttledPs + Math.round((nowPs - throttleBeganPs) * throttle);
    }

    /** How long the vCPUs will go on sleeping because of that; 0 if they run. Open or closed loop, the clock is the same. */
    public long sleepLeftPs() {
        if (throttle == 0 || stopped()) {
            return 0;
        }
        long cyclePs = throttleCyclePs();
        long inCyclePs = (loop.nowPs() - throttleBeganPs) % cyclePs;
        return inCyclePs < THROTTLE_RUN_PS ? 0 : cyclePs - inCyclePs;
    }

    /** The vCPUs stop. */
    public void stop() {
        advance();
        stoppedPs = loop.nowPs();
    }

    /** Whether they have. */
    public boolean stopped() {
        return stoppedPs >= 0;
    }

    /** Mean time between two first writes of one vCPU now, in picoseconds; infinite where there are none. */
    double meanWaitPs() {
        return 1 / (perWeightPs * draw.watchedWeight());
    }

    /** Who is stalled. */
    public Vcpus vcpus() {
        return vcpus;
    }

    /** What first writes cost. */
    public FirstWrites firstWrites() {
        return firstWrites;
    }

    private void write(int writing) {
        long page = draw.page();
        int number = random.nextInt(writing);
        write(page, closedLoop ? vcpus.writer(number) : number, nowPs);
    }

    private void changePace() {
        long sinceZeroPs = nowPs - paceZeroPs;
        double rate = pace.at(sinceZeroPs, pagesPerSecond);
        long next = pace.nextChangePs(sinceZeroPs);
        paceUntilPs = next == WritePace.NEVER ? Long.MAX_VALUE : next + paceZeroPs;
        if (closedLoop && throttle > 0) {
            long cyclePs = throttleCyclePs();
            long inCyclePs = (nowPs - throttleBeganPs) % cyclePs;
            boolean runs = inCyclePs < THROTTLE_RUN_PS;
            paceUntilPs = Math.min(paceUntilPs, nowPs + (runs ? THROTTLE_RUN_PS : cyclePs) - inCyclePs);
            rate = runs ? rate : 0;
        }
        perWeightPs = draw.totalWeight() == 0 ? 0 : rate / SimTime.PS_PER_S / draw.totalWeight() / vcpus.count();
    }

    private long throttleCyclePs() {
        return Math.round(THROTTLE_RUN_PS / (1 - throttle));
    }

    /** A vCPU writes a page of the working set. */
    void write(long page, int vcpu, long timePs) {
        if (!draw.forget(page)) {
            return;
        }
        long gfn = slots.gfnOfRamPage(firstPage + order.placeOf(page));
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
        long place = slots.ramPageOfGfn(gfn) - firstPage;
        return place < 0 || place >= pages + busyPages ? -1 : order.pageAt(place);
    }
}
