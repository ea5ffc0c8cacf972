package dirtysim.validation;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.iommu.DmaListener;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.LeafPolicy;
import dirtysim.memory.MemorySlots;
import dirtysim.memory.PageSize;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaMapping;
import dirtysim.tracking.Platform;
import dirtysim.tracking.QueryRunner;
import dirtysim.tracking.TrackedVm;
import dirtysim.tracking.VirtualIommu;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * A scheme that tracks what a recorded guest and its devices really did: tables, IOTLB and D bits, vIOMMU and scheme are
 * those of a simulation, and the accesses are the recorded ones in place of those that a simulation makes up.
 *
 * <p>It is told of one thing after the other, and each is over in simulated time before the next begins. So a query tells
 * exactly what was written since the one before it, and of all figures of time only that of a query means anything.
 *
 * <p>A lazy guest stays lazy but under a shadow scheme, where its unmaps are flushed at once, as in a simulation.
 */
public final class TrackedRun implements RecordedDomains, EventHandler {
    /**
     * What was found at a query, in pages.
     *
     * @param written written by devices since the query before
     * @param reported reported by the scheme
     * @param missed written and not reported
     */
    public record Window(long written, long reported, long missed) {}

    private final EventLoop loop = new EventLoop();
    private final TrackedVm vm;
    private final DirtyTracker tracker;
    private final VirtualIommu viommu;
    private final QueryRunner queries;
    private final boolean lazy;

    /** Devices of one domain share its table and are one device here. */
    private final Map<Integer, Integer> deviceOf = new TreeMap<>();

    /** By device: what is mapped, by first IOVA. */
    private final List<NavigableMap<Long, Mapped>> mapped = new ArrayList<>();

    private final GfnBitmap written;
    private final GfnBitmap reported;

    private record Mapped(int pages, boolean mayWrite) {}

    /**
     * The scheme tracks from the start, by leaves of 4 KiB.
     *
     * @param costs every parameter
     * @param tracker a fresh instance
     * @param domains numbers of the recorded domains
     * @param ramBytes memory of the VM, more than the recorded addresses need
     * @param lazy whether the guest leaves invalidations to later flushes
     */
    public TrackedRun(CostModel costs, DirtyTracker tracker, List<Integer> domains, long ramBytes, boolean lazy) {
        this(costs, LeafPolicy.SMALL, tracker, domains, ramBytes, lazy);
    }

    /**
     * The scheme tracks from the start.
     *
     * @param costs every parameter
     * @param leaves which leaves the second level has
     * @param tracker a fresh instance
     * @param domains numbers of the recorded domains
     * @param ramBytes memory of the VM, more than the recorded addresses need
     * @param lazy whether the guest leaves invalidations to later flushes
     */
    public TrackedRun(
            CostModel costs,
            LeafPolicy leaves,
            DirtyTracker tracker,
            List<Integer> domains,
            long ramBytes,
            boolean lazy) {
        this.tracker = tracker;
        this.lazy = lazy && tracker.platform() != Platform.SHADOW;
        MemorySlots slots = MemorySlots.q35(ramBytes);
        written = new GfnBitmap(slots.gfnLimit());
        reported = new GfnBitmap(slots.gfnLimit());
        LongConsumer note = written::set;
        DmaListener noting = new DmaListener() {
            @Override
            public void wrote(int device, long iova, long hpa) {
                slots.gfnsOfHpa(hpa, note);
                tracker.deviceWrote(device, iova);
            }

            @Override
            public void wroteTable(int device, long hpa) {
                slots.gfnsOfHpa(hpa, note);
            }
        };
        vm = new TrackedVm(
                loop, costs, Capabilities.defaults(), leaves, slots, tracker.platform(), domains.size(), noting);
        for (int domain : domains) {
            deviceOf.put(domain, mapped.size());
            mapped.add(new TreeMap<>());
        }
        tracker.attach(vm);
        viommu = new VirtualIommu(loop, vm, tracker, 1);
        queries = new QueryRunner(loop, vm);
        queries.prepare(tracker::started, this, 0);
        loop.run();
    }

    @Override
    public void map(int domain, long iova, long toGpa, long bytes, boolean mayWrite) {
        unmap(domain, iova, bytes);
        int device = deviceOf.get(domain);
        long page = PageSize.SIZE_4K.bytes();
        long first = iova & -page;
        int pages = Math.toIntExact((iova + bytes - first + page - 1) / page);
        mapped.get(device).put(first, new Mapped(pages, mayWrite));
        DmaMapping operand = viommu.operand(0).range(device, first, pages, mayWrite);
        operand.segment(toGpa & -page, pages);
        viommu.map(0, this, 0);
        loop.run();
    }

    @Override
    public void unmap(int domain, long iova, long bytes) {
        int device = deviceOf.get(domain);
        NavigableMap<Long, Mapped> mappings = mapped.get(device);
        Map.Entry<Long, Mapped> last = mappings.lowerEntry(iova + bytes);
        while (last != null && last.getKey() + last.getValue().pages() * PageSize.SIZE_4K.bytes() > iova) {
            mappings.remove(last.getKey());
            viommu.operand(0)
                    .range(
                            device,
                            last.getKey(),
                            last.getValue().pages(),
                            last.getValue().mayWrite());
            viommu.unmap(0, lazy, this, 0);
            loop.run();
            last = mappings.lowerEntry(iova + bytes);
        }
    }

    @Override
    public void invalidate(int domain, long iova, long bytes) {
        if (lazy) {
            invalidateDomain(domain);
        }
    }

    @Override
    public void invalidateDomain(int domain) {
        if (lazy) {
            viommu.operand(0).range(deviceOf.get(domain), 0, 0, false);
            viommu.flush(0, this, 0);
            loop.run();
        }
    }

    /**
     * A device of a domain reads or writes, within one page.
     *
     * @return whether it was translated
     */
    public boolean access(int domain, long iova, boolean write) {
        long faults = vm.iommu().faults();
        vm.iommu().access(deviceOf.get(domain), iova, write, this, 0, 0);
        loop.run();
        return vm.iommu().faults() == faults;
    }

    /** Asks the scheme; what is written from now on belongs to the next query. */
    public Window query() {
        reported.clearAll();
        queries.query(tracker::query, reported, this, 0);
        loop.run();
        long missed = 0;
        for (long gfn = written.next(0); gfn >= 0; gfn = written.next(gfn + 1)) {
            missed += reported.get(gfn) ? 0 : 1;
        }
        Window window = new Window(written.count(), reported.count(), missed);
        written.clearAll();
        return window;
    }

    /** What the last query reported; the same bitmap holds the next one's. */
    public GfnBitmap reported() {
        return reported;
    }

    /** How long the last query took, with nothing else going on, its bitmap handed over. */
    public long queryPs() {
        return queries.lastFlushPs() + queries.lastCopyPs();
    }

    /** Nothing follows from the end of anything: the caller tells what comes next. */
    @Override
    public void handle(int kind, long argument) {}
}
