package dirtysim.iommu;

import dirtysim.engine.Bandwidth;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.RandomStreams;
import dirtysim.engine.Server;
import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.iommu.TranslationDomain.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * The IOMMU as DMA requests meet it: device-TLBs, IOTLB, a pool of page walkers, the invalidation queue.
 *
 * <p>A request for one page goes through the IOTLB. A hit adds {@code iotlb-hit-ns}. A miss, or a write through an entry
 * cached with D clear, waits for a walker and then for the walk, whose length is the number of entries that it reads, a cache line of memory
 * each. If
 * something has to be set, D first of all, the walker is held for {@code dirty-set-ns} more, and re-reads the entries as the
 * atomic update does. So D is in memory when the translation is done. The data of a write, which is posted, lands
 * {@code posted-write-ns} after that, and only then is the request done.
 *
 * <p>With {@code ats} on, a device asks for translations and keeps them in a device-TLB of its own. A translation that it
 * asks for in order to write sets D; its translated writes then pass the IOMMU by, whatever software has done to D or to the
 * IOTLB since. Of the round trip all is charged before the translation, so that no answer is under way while an invalidation
 * of the device-TLB completes; ATS has devices discard such answers.
 *
 * <p>A request without a translation is a fault: it is counted, writes nothing, and ends.
 */
public final class Iommu implements EventHandler {
    /** The PASID of requests that carry none (Linux {@code IOMMU_NO_PASID}); devices here send no others. */
    public static final int RID_PASID = 0;

    /** What a walk moves for each entry that it reads. */
    private static final long LINE_BYTES = 64;

    private static final int ASKED = 0;
    private static final int READ_DONE = 1;
    private static final int LANDED = 2;
    private static final int WALKER_GRANTED = 3;
    private static final int WALKED = 4;
    private static final int UPDATED = 5;

    private final EventLoop loop;
    private final CostModel costs;
    private final DmaListener listener;
    private final Bandwidth memory;
    private final Iotlb iotlb;
    private final PageWalker walker;
    private final Server walkers;
    private final TranslationCache caches;
    private final InvalidationQueue queue;
    private final long hitPs;
    private final long dirtySetPs;
    private final long postedPs;
    private final boolean ats;
    private final long atsPs;
    private final List<TranslationDomain> domains = new ArrayList<>();
    /** What translates a device whose PASID-table entry says second stage alone. */
    private final List<TranslationDomain> secondStages = new ArrayList<>();

    private final PasidTable pasids = new PasidTable();
    private final List<Iotlb> deviceTlbs = new ArrayList<>();
    private final RequestSlots slots = new RequestSlots();

    private long drainedPs;
    private long deviceTlbHits;
    private long hits;
    private long misses;
    private long faults;
    private long reads;
    private long references;

    /**
     * One that can do everything.
     *
     * @param loop the event loop
     * @param costs sizes and latencies
     * @param listener hears of each write that lands
     */
    public Iommu(EventLoop loop, CostModel costs, DmaListener listener) {
        this(loop, costs, Capabilities.defaults(), listener, Bandwidth.unlimited(), new RandomStreams(0));
    }

    /**
     * @param loop the event loop
     * @param costs sizes and latencies
     * @param capabilities what it can do
     * @param listener hears of each write that lands
     * @param memory what the tables lie in
     * @param randoms the run's random numbers, for an IOTLB that gives up what chance says
     */
    public Iommu(
            EventLoop loop,
            CostModel costs,
            Capabilities capabilities,
            DmaListener listener,
            Bandwidth memory,
            RandomStreams randoms) {
        this.memory = memory;
        this.loop = loop;
        this.costs = costs;
        this.listener = listener;
        Replacement replacement = Replacement.values()[(int) costs.iotlbReplacement()];
        iotlb = new Iotlb(
                (int) costs.iotlbEntries(), (int) costs.iotlbWays(), replacement, randoms.stream("replacement"));
        walker = new PageWalker(costs, listener);
        walkers = new Server(loop, "page walkers", (int) costs.pageWalkers());
        caches = new EveryCache(List.of(iotlb, walker));
        queue = new InvalidationQueue(loop, costs, capabilities, caches, pasids, this::drainedAtPs);
        hitPs = CostModel.ps(costs.iotlbHitNs());
        dirtySetPs = CostModel.ps(costs.dirtySetNs());
        postedPs = CostModel.ps(costs.postedWriteNs());
        ats = costs.ats() != 0;
        atsPs = CostModel.ps(costs.atsRequestNs());
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
        int device = domains.size();
        domains.add(domain);
        secondStages.add(domain.nested() ? new TranslationDomain(domain.id(), null, domain.secondStage()) : domain);
        PasidEntry.Type type = domain.nested() ? PasidEntry.Type.NESTED : PasidEntry.Type.SECOND_STAGE;
        pasids.add(new PasidEntry(type, domain.id(), tracksDirty));
        int entries = (int) costs.deviceTlbEntries();
        Iotlb deviceTlb = new Iotlb(entries, entries);
        deviceTlbs.add(deviceTlb);
        if (ats) {
            queue.attachDeviceTlb(device, deviceTlb);
        }
    }

    /** The PASID-table entries of the devices, and the hardware's cache of them. */
    public PasidTable pasids() {
        return pasids;
    }

    /** Devices attached. */
    public int devices() {
        return domains.size();
    }

    /** What a device was attached to, whatever its PASID-table entry says since. */
    public TranslationDomain domain(int ofDevice) {
        return domains.get(ofDevice);
    }

    /** The invalidation queue. */
    public InvalidationQueue invalidations() {
        return queue;
    }

    /** The caches of the IOMMU itself: IOTLB and paging-structure caches, not the device-TLBs. */
    public TranslationCache caches() {
        return caches;
    }

    /**
     * The device-TLB of a device, empty unless {@code ats} is on. Software invalidates it after the {@link #caches}, as it
     * would be filled from them again otherwise. Its entries are tagged by domain for the model's convenience; a real one
     * knows no domain.
     */
    public TranslationCache deviceTlb(int ofDevice) {
        return deviceTlbs.get(ofDevice);
    }

    /**
     * When all writes that have been translated so far will have landed, or when they had: no invalidation is complete before the
     * writes translated until then are (VT-d's drain of writes).
     */
    public long drainedAtPs() {
        return drainedPs;
    }

    /** Requests that a device translated itself. */
    public long deviceTlbHits() {
        return deviceTlbHits;
    }

    /** Requests served from the IOTLB. */
    public long hits() {
        return hits;
    }

    /** Requests that needed a walk. */
    public long misses() {
        return misses;
    }

    /** Memory references of all walks. */
    public long references() {
        return references;
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
     * @param whenDone called once the request is done: read, landed in memory, or faulted
     */
    public void access(
            int byDevice, long atIova, boolean isWrite, EventHandler whenDone, int doneKind, long doneArgument) {
        int slot = slots.take(byDevice, atIova, isWrite, whenDone, doneKind, doneArgument);
        if (!ats) {
            lookUp(slot);
            return;
        }
        Iotlb deviceTlb = deviceTlbs.get(byDevice);
        int entry = deviceTlb.lookup(domains.get(byDevice).id(), RID_PASID, atIova);
        if (usable(deviceTlb, entry, isWrite)) {
            deviceTlbHits++;
            translated(slot, deviceTlb.hpa(entry, atIova), 0);
        } else {
            loop.schedule(atsPs, this, ASKED, slot);
        }
    }

    @Override
    public void handle(int stage, long slotNumber) {
        int slot = (int) slotNumber;
        switch (stage) {
            case ASKED -> lookUp(slot);
            case READ_DONE -> {
                reads++;
                slots.finish(slot);
            }
            case LANDED -> {
                listener.wrote(slots.device[slot], slots.iova[slot], slots.hpa[slot]);
                slots.finish(slot);
            }
            case WALKER_GRANTED -> {
                TranslationDomain domain = translating(slots.device[slot]);
                // A walk that finds no PASID-table entry has read that and nothing else.
                int read = domain == null ? 1 : walker.references(domain, RID_PASID, slots.iova[slot]);
                slots.firstRead[slot] = walker.firstRead();
                references += read;
                long waitPs = memory.access(loop.nowPs(), read * LINE_BYTES);
                loop.schedule(waitPs + costs.walkPs(read), this, WALKED, slot);
            }
            case WALKED -> walked(slot, false);
            case UPDATED -> walked(slot, true);
            default -> throw new IllegalStateException("unknown stage " + stage);
        }
    }

    private void lookUp(int slot) {
        int device = slots.device[slot];
        long iova = slots.iova[slot];
        int domain = domains.get(device).id();
        int entry = iotlb.lookup(domain, RID_PASID, iova);
        if (!usable(iotlb, entry, slots.write[slot])) {
            misses++;
            walkers.acquire(this, WALKER_GRANTED, slot);
            return;
        }
        hits++;
        if (ats) {
            deviceTlbs.get(device).fill(iotlb, entry, domain, RID_PASID, iova);
        }
        translated(slot, iotlb.hpa(entry, iova), hitPs);
    }

    private void walked(int slot, boolean update) {
        int device = slots.device[slot];
        long iova = slots.iova[slot];
        TranslationDomain domain = translating(device);
        Outcome outcome = domain == null
                ? Outcome.FAULT
                : walker.walk(
                        domain,
                        RID_PASID,
                        device,
                        iova,
                        slots.write[slot],
                        update,
                        keepsDirty(device),
                        slots.firstRead[slot]);
        if (outcome == Outcome.NEEDS_DIRTY) {
            loop.schedule(walker.updates() * dirtySetPs, this, UPDATED, slot);
            return;
        }
        walkers.release();
        if (outcome == Outcome.FAULT) {
            faults++;
            slots.finish(slot);
            return;
        }
        iotlb.fill(domain, RID_PASID, iova);
        if (ats) {
            deviceTlbs.get(device).fill(domain, RID_PASID, iova);
        }
        translated(slot, domain.hpa(), 0);
    }

    /** The request goes on to memory. */
    private void translated(int slot, long hpa, long afterPs) {
        if (slots.write[slot]) {
            slots.hpa[slot] = hpa;
            drainedPs = Math.max(drainedPs, loop.nowPs() + afterPs + postedPs);
            loop.schedule(afterPs + postedPs, this, LANDED, slot);
        } else {
            loop.schedule(afterPs, this, READ_DONE, slot);
        }
    }

    private static boolean usable(Iotlb tlb, int entry, boolean forWrite) {
        return entry != Iotlb.MISS && (!forWrite || tlb.servesWrites(entry));
    }

    /** What a device's requests are translated by, by the PASID-table entry that the hardware acts on; null if they are blocked. */
    private TranslationDomain translating(int ofDevice) {
        return switch (pasids.hardwareEntry(ofDevice).type()) {
            case NESTED -> domains.get(ofDevice);
            case SECOND_STAGE -> secondStages.get(ofDevice);
            case FIRST_STAGE, PASS_THROUGH, NOT_PRESENT -> null;
        };
    }

    /** Whether the hardware keeps A and D of the second stage for a device, by the PASID-table entry that it acts on. */
    private boolean keepsDirty(int ofDevice) {
        return pasids.hardwareEntry(ofDevice).tracksDirty();
    }
}
