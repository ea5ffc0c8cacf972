package dirtysim.guest;

import dirtysim.engine.Bandwidth;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.Server;
import dirtysim.host.CostModel;
import dirtysim.iommu.Iommu;
import dirtysim.measure.Cost;
import dirtysim.measure.CostLedger;
import dirtysim.measure.HostOperation;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * One passthrough device at work: it moves buffers page by page at the rate of its PCIe link, each page through the IOMMU,
 * and then writes a completion into its coherent memory.
 *
 * <p>Completions go round the device's coherent memory, 16 bytes each, in address order (an NVMe completion and a legacy
 * e1000e descriptor have 16 bytes). Which of its rings a device uses is not in a trace: <em>assumption</em>. A ring that is
 * about to be unmapped takes no more completions, and its move is over only when those under way to it have landed, as a
 * driver stops a queue before it frees it.
 */
final class DmaEngine implements EventHandler {
    private static final int PAGE_MOVED = 0;
    private static final int PAGE_DONE = 1;
    private static final int COMPLETION_DONE = 2;
    private static final int PAGE_SHIFT = 12;
    private static final int PAGE_BYTES = 1 << PAGE_SHIFT;
    private static final long COMPLETION_BYTES = 16;

    /** One buffer under way. */
    private static final class Job {
        int number;
        long nextIova;
        int toMove;
        /** Of each page, all of them but for a recorded access. */
        int bytes;

        /** A recorded access: its completion, if it has one, is an access of its own. */
        boolean alone;

        int outstanding;
        boolean write;
        EventHandler handler;
        int kind;
        long argument;
        Ring completesIn;
        Ring retires;
        Job nextFree;
    }

    /** A coherent mapping that completions go to. */
    private static final class Ring {
        final int pages;
        int underWay;
        /** The move before its unmap, while completions are under way still. */
        Job waiting;

        Ring(int pages) {
            this.pages = pages;
        }
    }

    private final EventLoop loop;
    private final Iommu iommu;
    private final int device;
    /** Where pages are moved from and to; null if the device is emulated. */
    private final Bandwidth memory;

    private final Server link;
    private final CostModel costs;
    private final long pagePs;
    /** Takes what the VMM spends on the device; null if the device is passed through. */
    private final CostLedger emulation;

    private final long translatePs;
    private final long markPs;
    /** Coherent mappings by first IOVA. */
    private final TreeMap<Long, Ring> rings = new TreeMap<>();

    private Job[] jobs = new Job[16];
    private int jobCount;
    private Job free;
    private int underWay;
    /** How much longer memory took for the last page, which holds up the next. */
    private long behindPs;

    private final int track;
    private long busySincePs;

    private long ringIova = -1;
    private long ringOffset;

    /**
     * A device passed through.
     *
     * @param memory what it moves pages from and to
     */
    DmaEngine(EventLoop loop, Iommu iommu, int device, CostModel costs, Bandwidth memory) {
        this.loop = loop;
        this.memory = memory;
        this.iommu = iommu;
        this.device = device;
        track = loop.timeline().track("device " + device + ": buffers");
        emulation = null;
        link = new Server(loop, "PCIe link of device " + device, 1);
        this.costs = costs;
        translatePs = 0;
        markPs = 0;
        pagePs = costs.transferPs(1L << PAGE_SHIFT);
    }

    /**
     * A device that a thread of the VMM emulates; the thread takes the place of the link.
     *
     * @param emulation takes the thread's time
     */
    DmaEngine(EventLoop loop, Iommu iommu, int device, CostModel costs, CostLedger emulation) {
        this.loop = loop;
        memory = null;
        this.iommu = iommu;
        this.device = device;
        track = loop.timeline().track("device " + device + ": buffers");
        this.emulation = emulation;
        link = new Server(loop, "I/O thread of device " + device, 1);
        this.costs = costs;
        translatePs = CostModel.ps(costs.translatePageNs());
        markPs = CostModel.ps(costs.markPageNs());
        pagePs = CostModel.ps(costs.emulatedPageNs());
    }

    /** Buffers begun and not done. */
    int underWay() {
        return underWay;
    }

    /** A coherent mapping came. */
    void ringMapped(long iova, int pages) {
        rings.put(iova, new Ring(pages));
    }

    /** Moves a coherent mapping for the last time; no completion is written to it when the handler is called, or later. */
    void retire(long iova, int pages, EventHandler handler, int kind, long argument) {
        Ring ring = rings.remove(iova);
        if (ringIova == iova) {
            ringIova = -1;
        }
        begin(iova, pages, true, handler, kind, argument).retires = ring;
    }

    /** Moves one buffer; the handler is called when its last page and the completion are in memory. */
    void move(long iova, int pages, boolean write, EventHandler handler, int kind, long argument) {
        begin(iova, pages, write, handler, kind, argument);
    }

    /**
     * Makes one access as it was recorded. A device passed through takes the time of its bytes, an emulated one that share of
     * what it takes for a page.
     *
     * @param iova its address, to the byte
     * @param bytes how many, no further than to the end of the page
     */
    void access(long iova, int bytes, boolean write, EventHandler handler, int kind, long argument) {
        Job job = prepare(iova, 1, write, handler, kind, argument);
        job.bytes = bytes;
        job.alone = true;
        moveNext(job);
    }

    private Job begin(long iova, int pages, boolean write, EventHandler handler, int kind, long argument) {
        Job job = prepare(iova, pages, write, handler, kind, argument);
        moveNext(job);
        return job;
    }

    private Job prepare(long iova, int pages, boolean write, EventHandler handler, int kind, long argument) {
        Job job = take();
        job.bytes = PAGE_BYTES;
        job.alone = false;
        job.nextIova = iova;
        job.toMove = pages;
        job.write = write;
        job.handler = handler;
        job.kind = kind;
        job.argument = argument;
        if (underWay++ == 0) {
            busySincePs = loop.nowPs();
        }
        return job;
    }

    private void moveNext(Job job) {
        if (emulation == null) {
            link.serve((job.alone ? costs.transferPs(job.bytes) : pagePs) + behindPs, this, PAGE_MOVED, job.number);
            behindPs = 0;
            return;
        }
        long writePs = job.write ? markPs : 0;
        long movePs = job.alone ? pagePs * job.bytes / PAGE_BYTES : pagePs;
        emulation.add(HostOperation.OTHER, Cost.EMULATE, movePs);
        emulation.add(HostOperation.OTHER, Cost.TRANSLATE, translatePs);
        emulation.add(HostOperation.OTHER, Cost.MARK, writePs);
        link.serve(movePs + translatePs + writePs, this, PAGE_MOVED, job.number);
    }

    @Override
    public void handle(int event, long number) {
        Job job = jobs[(int) number];
        switch (event) {
            case PAGE_MOVED -> {
                long iova = job.nextIova;
                job.nextIova += 1L << PAGE_SHIFT;
                job.toMove--;
                job.outstanding++;
                if (job.toMove > 0) {
                    moveNext(job);
                }
                iommu.access(device, iova, job.write, this, PAGE_DONE, number);
            }
            case PAGE_DONE -> {
                if (memory != null) {
                    behindPs += memory.access(loop.nowPs(), job.bytes);
                }
                if (--job.outstanding == 0 && job.toMove == 0) {
                    complete(job);
                }
            }
            case COMPLETION_DONE -> completed(job);
            default -> throw new IllegalStateException("unknown event " + event);
        }
    }

    private void complete(Job job) {
        if (job.alone || rings.isEmpty()) {
            end(job);
            return;
        }
        if (ringIova < 0 || ringOffset >= (long) rings.get(ringIova).pages << PAGE_SHIFT) {
            Map.Entry<Long, Ring> next = rings.higherEntry(ringIova);
            ringIova = next == null ? rings.firstKey() : next.getKey();
            ringOffset = 0;
        }
        long at = ringIova + ringOffset;
        ringOffset += COMPLETION_BYTES;
        job.completesIn = rings.get(ringIova);
        job.completesIn.underWay++;
        iommu.access(device, at, true, this, COMPLETION_DONE, job.number);
    }

    private void completed(Job job) {
        Ring ring = job.completesIn;
        job.completesIn = null;
        ring.underWay--;
        end(job);
        if (ring.underWay == 0 && ring.waiting != null) {
            finish(ring.waiting);
            ring.waiting = null;
        }
    }

    private void end(Job job) {
        if (job.retires != null && job.retires.underWay > 0) {
            job.retires.waiting = job;
        } else {
            finish(job);
        }
    }

    private void finish(Job job) {
        if (--underWay == 0 && loop.watched()) {
            loop.timeline().span(track, "buffers under way", busySincePs, loop.nowPs());
        }
        EventHandler handler = job.handler;
        job.handler = null;
        job.retires = null;
        job.nextFree = free;
        free = job;
        handler.handle(job.kind, job.argument);
    }

    private Job take() {
        if (free != null) {
            Job job = free;
            free = job.nextFree;
            return job;
        }
        if (jobCount == jobs.length) {
            jobs = Arrays.copyOf(jobs, jobCount * 2);
        }
        Job job = new Job();
        job.number = jobCount;
        jobs[jobCount++] = job;
        return job;
    }
}
