package dirtysim.iommu;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.Server;
import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.iommu.TranslationDomain.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The IOMMU as DMA requests meet it: IOTLB, a pool of page walkers, the invalidation queue.
 *
 * <p>A request for one page goes through the IOTLB. A hit adds {@code iotlb-hit-ns}. A miss, or a write through an entry
 * cached with D clear, waits for a walker and then for the walk; if the walk of a write finds D clear it sets it, which
 * holds the walker for {@code dirty-set-ns} more, and re-reads the entry as the atomic update does. The write lands at
 * the instant at which the translation is done, hence after D is in memory and before any invalidation submitted later
 * completes.
 *
 * <p>A request without a translation is a fault: it is counted, writes nothing, and ends.
 */
public final class Iommu implements EventHandler {
    /** The PASID that stands for requests which carry none. */
    public static final int RID_PASID = 0;

    private static final int HIT = 0;
    private static final int WALKER_GRANTED = 1;
    private static final int WALKED = 2;
    private static final int DIRTY_SET = 3;

    private final EventLoop loop;
    private final Iotlb iotlb;
    private final Server walkers;
    private final InvalidationQueue queue;
    private final DmaListener listener;
    private final long hitPs;
    private final long walkPs;
    private final long nestedWalkPs;
    private final long dirtySetPs;
    private final List<TranslationDomain> domains = new ArrayList<>();
    private final PasidTable pasids = new PasidTable();

    private int[] device = new int[64];
    private long[] iova = new long[64];
    private boolean[] write = new boolean[64];
    private EventHandler[] handler = new EventHandler[64];
    private int[] kind = new int[64];
    private long[] argument = new long[64];
    private int[] freeSlots = new int[64];
    private int free;
    private int slots;

    private long hits;
    private long misses;
    private long faults;
    private long reads;

    /**
     * One that can do everything.
     *
     * @param loop the event loop
     * @param costs sizes and latencies
     * @param listener hears of each write that lands
     */
    public Iommu(EventLoop loop, CostModel costs, DmaListener listener) {
        this(loop, costs, Capabilities.defaults(), listener);
    }

    /**
     * @param loop the event loop
     * @param costs sizes and latencies
     * @param capabilities what it can do
     * @param listener hears of each write that lands
     */
    public Iommu(EventLoop loop, CostModel costs, Capabilities capabilities, DmaListener listener) {
        this.loop = loop;
        this.listener = listener;
        iotlb = new Iotlb((int) costs.iotlbEntries(), (int) costs.iotlbWays());
        walkers = new Server(loop, "page walkers", (int) costs.pageWalkers());
        queue = new InvalidationQueue(loop, costs, capabilities, iotlb, pasids, this::drainedAtPs);
        hitPs = CostModel.ps(costs.iotlbHitNs());
        walkPs = costs.walkPs();
        nestedWalkPs = costs.nestedWalkPs();
        dirtySetPs = CostModel.ps(costs.dirtySetNs());
    }

    /** Attaches the next device, with SSADE set; its index is the number of devices attached before. */
    public void attach(TranslationDomain domain) {
        attach(domain, true);
    }

    /**
     * Attaches the next device; its index is the number of devices attached before. Its PASID-table entry is that of the
     * domain: nested, or second stage alone.
     *
     * @param domain what translates it
     * @param tracksDirty SSADE: whether the hardware keeps A and D of the second stage
     */
    public void attach(TranslationDomain domain, boolean tracksDirty) {
        domains.add(domain);
        PasidEntry.Type type = domain.nested() ? PasidEntry.Type.NESTED : PasidEntry.Type.SECOND_STAGE;
        pasids.add(new PasidEntry(type, domain.id(), tracksDirty));
    }

    /** The PASID-table entries of the devices, and the hardware's cache of them. */
    public PasidTable pasids() {
        return pasids;
    }

    /** When the last of the writes translated so far lands. Here a write lands as it is translated: now. */
    public long drainedAtPs() {
        return loop.nowPs();
    }

    /** Devices attached. */
    public int devices() {
        return domains.size();
    }

    /** What a device is translated by. */
    public TranslationDomain domain(int ofDevice) {
        return domains.get(ofDevice);
    }

    /** The invalidation queue. */
    public InvalidationQueue invalidations() {
        return queue;
    }

    /** Requests served from the IOTLB. */
    public long hits() {
        return hits;
    }

    /** Requests that needed a walk. */
    public long misses() {
        return misses;
    }

    /** Requests that found no translation or no permission. */
    public long faults() {
        return faults;
    }

    /** Pages read. */
    public long reads() {
        return reads;
    }

    /**
     * One DMA request within one page.
     *
     * @param byDevice index of the device
     * @param atIova address
     * @param isWrite whether it writes
     * @param whenDone called once the request is done, faulted ones too
     */
    public void access(
            int byDevice, long atIova, boolean isWrite, EventHandler whenDone, int doneKind, long doneArgument) {
        int slot = takeSlot();
        device[slot] = byDevice;
        iova[slot] = atIova;
        write[slot] = isWrite;
        handler[slot] = whenDone;
        kind[slot] = doneKind;
        argument[slot] = doneArgument;
        int entry = iotlb.lookup(domains.get(byDevice).id(), atIova);
        boolean usable = entry != Iotlb.MISS && (!isWrite || (iotlb.writable(entry) && iotlb.dirty(entry)));
        if (usable) {
            hits++;
            if (isWrite) {
                listener.wrote(byDevice, atIova, iotlb.hpa(entry, atIova));
            } else {
                reads++;
            }
            loop.schedule(hitPs, this, HIT, slot);
        } else {
            misses++;
            walkers.acquire(this, WALKER_GRANTED, slot);
        }
    }

    @Override
    public void handle(int stage, long slotNumber) {
        int slot = (int) slotNumber;
        switch (stage) {
            case HIT -> finish(slot);
            case WALKER_GRANTED ->
                loop.schedule(domains.get(device[slot]).nested() ? nestedWalkPs : walkPs, this, WALKED, slot);
            case WALKED -> walked(slot, false);
            case DIRTY_SET -> walked(slot, true);
            default -> throw new IllegalStateException("unknown stage " + stage);
        }
    }

    private void walked(int slot, boolean setDirty) {
        TranslationDomain domain = domains.get(device[slot]);
        Outcome outcome = domain.walk(
                iova[slot],
                write[slot],
                setDirty,
                pasids.hardwareEntry(device[slot]).tracksDirty());
        if (outcome == Outcome.NEEDS_DIRTY) {
            loop.schedule(dirtySetPs, this, DIRTY_SET, slot);
            return;
        }
        walkers.release();
        if (outcome == Outcome.FAULT) {
            faults++;
        } else {
            iotlb.fill(domain.id(), iova[slot], domain.hpa(), domain.size(), domain.dirty(), domain.writable());
            if (write[slot]) {
                listener.wrote(device[slot], iova[slot], domain.hpa());
            } else {
                reads++;
            }
        }
        finish(slot);
    }

    private void finish(int slot) {
        EventHandler whenDone = handler[slot];
        handler[slot] = null;
        freeSlots[free++] = slot;
        whenDone.handle(kind[slot], argument[slot]);
    }

    private int takeSlot() {
        if (free > 0) {
            return freeSlots[--free];
        }
        if (slots == device.length) {
            int larger = slots * 2;
            device = Arrays.copyOf(device, larger);
            iova = Arrays.copyOf(iova, larger);
            write = Arrays.copyOf(write, larger);
            handler = Arrays.copyOf(handler, larger);
            kind = Arrays.copyOf(kind, larger);
            argument = Arrays.copyOf(argument, larger);
            freeSlots = Arrays.copyOf(freeSlots, larger);
        }
        return slots++;
    }
}
