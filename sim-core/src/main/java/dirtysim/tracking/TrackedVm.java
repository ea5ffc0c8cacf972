package dirtysim.tracking;

import dirtysim.engine.Bandwidth;
import dirtysim.engine.EventLoop;
import dirtysim.engine.QueueOrder;
import dirtysim.engine.RandomStreams;
import dirtysim.engine.Server;
import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.iommu.DmaListener;
import dirtysim.iommu.Iommu;
import dirtysim.iommu.TranslationDomain;
import dirtysim.measure.Cost;
import dirtysim.measure.CostLedger;
import dirtysim.measure.HostOperation;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.LeafPolicy;
import dirtysim.memory.MemorySlot;
import dirtysim.memory.MemorySlots;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * One VM as the host holds it: memory slots, tables, the record of IOVA to HVA, the locks, and the sums of host CPU time.
 *
 * <p>The VMM's big lock is held for a vIOMMU exit and for a whole sync; the driver's domain lock for map, unmap and the
 * parts of a query that touch the tables. Both are servers: whoever waits, waits in simulated time, and {@code lock-order} says
 * who comes next. Memory has a {@linkplain Bandwidth bandwidth} that scans, copies, walks, DMA and the migration share.
 */
public final class TrackedVm implements TrackingHost {
    private static final Cost[] COSTS = Cost.values();

    private final CostModel costs;
    private final Capabilities capabilities;
    private final MemorySlots slots;
    private final Platform platform;
    private final Iommu iommu;
    private final Bandwidth memory;
    /** The second stage that all devices share under nesting, GPA to HPA; null under shadow. */
    private final PageTable guestMemory;

    private final TrackingSwitch tracking;
    private final CostLedger ledger = new CostLedger();
    private final Server vmmLock;
    private final Server domainLock;
    /** IOVA to HVA of each device, in the shape of a page table; the driver's list of mappings. */
    private final List<PageTable> hvas = new ArrayList<>();

    private final HostLeaves leaves;

    private final GuestTables guestTables;
    /** Charged since the last {@link #spend}, by cost. */
    private final long[] chargedPs = new long[COSTS.length];

    private boolean charged;
    private MappingListener mappings = MappingListener.NOBODY;
    /** Where the emulated write under way goes. */
    private long emulatedHpa;

    private long largeDirty;

    /**
     * One on hardware that can do everything, mapped by leaves of 4 KiB.
     *
     * @param loop the event loop
     * @param costs every parameter
     * @param slots the VM's memory
     * @param platform how mappings reach the hardware
     * @param devices number of devices passed through
     * @param listener hears of each DMA write that lands
     */
    public TrackedVm(
            EventLoop loop, CostModel costs, MemorySlots slots, Platform platform, int devices, DmaListener listener) {
        this(loop, costs, Capabilities.defaults(), LeafPolicy.SMALL, slots, platform, devices, listener);
    }

    /**
     * One of a run with seed 0.
     *
     * @param loop the event loop
     * @param costs every parameter
     * @param capabilities what the hardware can do
     * @param policy which leaves the second level has
     * @param slots the VM's memory
     * @param platform how mappings reach the hardware
     * @param devices number of devices passed through
     * @param listener hears of each DMA write that lands
     */
    public TrackedVm(
            EventLoop loop,
            CostModel costs,
            Capabilities capabilities,
            LeafPolicy policy,
            MemorySlots slots,
            Platform platform,
            int devices,
            DmaListener listener) {
        this(loop, costs, capabilities, policy, slots, platform, devices, listener, new RandomStreams(0));
    }

    /**
     * @param loop the event loop
     * @param costs every parameter
     * @param capabilities what the hardware can do
     * @param policy which leaves the second level has
     * @param slots the VM's memory
     * @param platform how mappings reach the hardware
     * @param devices number of devices passed through
     * @param listener hears of each DMA write that lands
     * @param randoms the run's random numbers, for an IOTLB and locks that leave it to chance whom they give up or serve
     */
    public TrackedVm(
            EventLoop loop,
            CostModel costs,
            Capabilities capabilities,
            LeafPolicy policy,
            MemorySlots slots,
            Platform platform,
            int devices,
            DmaListener listener,
            RandomStreams randoms) {
        this.costs = costs;
        this.capabilities = capabilities;
        this.slots = slots;
        leaves = new HostLeaves(policy);
        this.platform = platform;
        memory = new Bandwidth(costs.shared().memoryGbytePerSecond());
        iommu = new Iommu(
                loop,
                costs,
                capabilities,
                platform == Platform.EMULATED ? rememberingTarget(listener) : listener,
                memory,
                randoms);
        QueueOrder order = QueueOrder.values()[(int) costs.shared().lockOrder()];
        vmmLock = new Server(loop, "VMM lock", 1, order, randoms.stream("VMM lock"));
        domainLock = new Server(loop, "domain lock", 1, order, randoms.stream("domain lock"));
        guestTables = new GuestTables(iommu, costs, slots);
        guestMemory = platform == Platform.SHADOW ? null : guestMemory();
        tracking = new TrackingSwitch(iommu, capabilities);
        for (int device = 0; device < devices; device++) {
            attachDevice();
        }
    }

    private DmaListener rememberingTarget(DmaListener listener) {
        return (device, iova, hpa) -> {
            emulatedHpa = hpa;
            listener.wrote(device, iova, hpa);
        };
    }

    /**
     * Passes one more device through, with a domain of its own; under nesting on the VM's second stage. If dirty tracking is on,
     * it is on for this device from the start.
     *
     * @return the device's index
     */
    public int attachDevice() {
        int device = iommu.devices();
        hvas.add(hostTable());
        TranslationDomain domain = guestMemory == null
                ? new TranslationDomain(device, null, hostTable())
                : new TranslationDomain(device, guestTables.create(), guestMemory);
        iommu.attach(domain, tracking.on());
        return device;
    }

    private PageTable hostTable() {
        return new PageTable(EntryFormat.SECOND_STAGE, (int) costs.secondStageLevels());
    }

    private PageTable guestMemory() {
        PageTable table = hostTable();
        for (MemorySlot slot : slots.slots()) {
            leaves.map(table, slot.gpa(), slot.hpa(), slot.hva(), slot.bytes(), true);
        }
        return table;
    }

    /** How mappings reach the hardware. */
    public Platform platform() {
        return platform;
    }

    /** What the hardware can do. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** The hardware. */
    public Iommu iommu() {
        return iommu;
    }

    /** Whether the hardware keeps D bits. */
    public TrackingSwitch tracking() {
        return tracking;
    }

    /** The VM's memory. */
    public MemorySlots slots() {
        return slots;
    }

    /** Host CPU time by what it was spent on. */
    public CostLedger ledger() {
        return ledger;
    }

    /** Host memory, in which tables, bitmaps and guest RAM lie. */
    public Bandwidth memory() {
        return memory;
    }

    /** The VMM's big lock. */
    public Server vmmLock() {
        return vmmLock;
    }

    /** The IOMMU driver's domain lock. */
    public Server domainLock() {
        return domainLock;
    }

    @Override
    public CostModel costs() {
        return costs;
    }

    @Override
    public int devices() {
        return iommu.devices();
    }

    /**
     * The second-level table that translates a device: its own under {@link Platform#SHADOW} (IOVA to HPA), else the VM's
     * (GPA to HPA).
     */
    public PageTable secondLevel(int device) {
        return iommu.domain(device).secondStage();
    }

    /** Which leaves it has. */
    HostLeaves leaves() {
        return leaves;
    }

    /** Every second-level table once. */
    List<PageTable> secondLevels() {
        if (guestMemory != null) {
            return List.of(guestMemory);
        }
        List<PageTable> tables = new ArrayList<>();
        for (int device = 0; device < devices(); device++) {
            tables.add(secondLevel(device));
        }
        return tables;
    }

    /** What the leaves of each of {@link #secondLevels} are while none is cut; outputs are of no interest. */
    List<PageTable> leafShapes() {
        if (guestMemory == null) {
            return hvas;
        }
        PageTable shape = hostTable();
        for (MemorySlot slot : slots.slots()) {
            leaves.note(shape, slot.gpa(), slot.hva(), slot.hpa(), slot.bytes(), true);
        }
        return List.of(shape);
    }

    /** A scheme found D set in a leaf above 4 KiB. */
    void foundLargeDirty() {
        largeDirty++;
    }

    /** Leaves above 4 KiB that the scheme found dirty so far, at queries and at unmaps: each stands for all of its pages. */
    public long largeDirtyLeaves() {
        return largeDirty;
    }

    @Override
    public GfnBitmap newBitmap() {
        return new GfnBitmap(slots.gfnLimit());
    }

    @Override
    public void translate(int device, long iova, LongConsumer gfn) {
        if (platform == Platform.EMULATED) {
            slots.gfnsOfHpa(emulatedHpa, gfn);
            return;
        }
        charge(Cost.TRANSLATE, CostModel.ps(costs.translatePageNs()));
        long hva = hvas.get(device).translate(iova);
        if (hva >= 0) {
            slots.gfnsOfHva(hva, gfn);
        }
    }

    @Override
    public void charge(Cost on, long ps) {
        chargedPs[on.ordinal()] += ps;
        charged = true;
    }

    /**
     * Enters what was charged since the last call in the ledger.
     *
     * @param during the operation that it was charged by
     * @return the sum
     */
    long spend(HostOperation during) {
        return spend(during, during);
    }

    /**
     * The same for a script's step, part of whose work is none of tracking's.
     *
     * @param during the operation that it was charged by
     * @param untracked the operation that {@link Cost#UNMAP} was charged by: clearing entries, which an unmap does without
     *     tracking too
     * @return the sum
     */
    long spend(HostOperation during, HostOperation untracked) {
        return spend(during, untracked, 1);
    }

    /**
     * The same for work that threads share evenly.
     *
     * @param threads how many, 1 or more
     * @return the time that passes, not the sum over the threads
     */
    long spend(HostOperation during, HostOperation untracked, int threads) {
        if (!charged) {
            return 0;
        }
        long sum = 0;
        for (Cost on : COSTS) {
            long ps = chargedPs[on.ordinal()];
            chargedPs[on.ordinal()] = 0;
            long tookPs = ps / threads;
            ledger.add(on == Cost.UNMAP ? untracked : during, on, tookPs, ps);
            sum += tookPs;
        }
        charged = false;
        return sum;
    }

    /** Forgets what was charged since the last call of {@link #spend}: it was done before simulated time began. */
    void spendNothing() {
        Arrays.fill(chargedPs, 0);
        charged = false;
    }

    /**
     * Enters an invalidation in the ledger.
     *
     * @param during the operation that asked for it
     * @param tookPs from its submission to its completion
     * @param queuedPs of that, the wait for the queue's lock
     */
    void spendOnInvalidation(HostOperation during, long tookPs, long queuedPs) {
        ledger.add(during, Cost.QUEUE_WAIT, queuedPs);
        ledger.add(during, Cost.INVALIDATE, tookPs - queuedPs);
    }

    /** Tells someone of every mapping from now on. */
    public void listen(MappingListener toWhom) {
        mappings = toWhom;
    }

    /**
     * Writes the host's entries for a mapping. Each of its segments is a system call of its own, and has leaves of its own.
     *
     * @return leaves written
     */
    long mapShadow(DmaMapping mapping) {
        PageTable secondLevel = secondLevel(mapping.device());
        PageTable record = hvas.get(mapping.device());
        long iova = mapping.iova();
        long written = 0;
        for (int s = 0; s < mapping.segments(); s++) {
            long hva = slots.hvaOfGpa(mapping.gpa(s));
            long hpa = slots.hpaOfHva(hva);
            long bytes = mapping.segmentPages(s) * PageSize.SIZE_4K.bytes();
            written += leaves.map(secondLevel, iova, hpa, hva, bytes, mapping.writable());
            leaves.note(record, iova, hva, hpa, bytes, mapping.writable());
            iova += bytes;
        }
        mappings.mapped(mapping);
        return written;
    }

    /**
     * Writes the host's entries for all of a memory slot, where the guest sees it: GPA to HPA.
     *
     * @return leaves written
     */
    long mapIdentity(int device, MemorySlot slot) {
        leaves.note(mappingsOf(device), slot.gpa(), slot.hva(), slot.hpa(), slot.bytes(), true);
        return leaves.map(secondLevel(device), slot.gpa(), slot.hpa(), slot.hva(), slot.bytes(), true);
    }

    /** IOVA to HVA of a device: the driver's list of mappings. */
    PageTable mappingsOf(int device) {
        return hvas.get(device);
    }

    /**
     * Strikes a range off the record of mappings, once its entries are cleared.
     *
     * @throws IllegalStateException if one is not
     */
    void forgetShadow(DmaRange range) {
        PageTable record = hvas.get(range.device());
        long end = range.iova() + range.pages() * PageSize.SIZE_4K.bytes();
        for (long iova = range.iova(); iova < end; iova += PageSize.SIZE_4K.bytes()) {
            if (secondLevel(range.device()).find(iova)) {
                throw new IllegalStateException(
                        "the script of an unmap left the entry of IOVA 0x" + Long.toHexString(iova) + " in place");
            }
        }
        for (long iova = range.iova(); iova < end; iova += record.foundSize().bytes()) {
            record.unmap(iova);
        }
        mappings.unmapped(range);
    }

    /** The guest's own tables under nesting. */
    GuestTables guestTables() {
        return guestTables;
    }

    /** Writes the guest's own entries for a mapping. */
    void mapFirstLevel(DmaMapping mapping) {
        guestTables.map(mapping);
        mappings.mapped(mapping);
    }

    /** Clears the guest's own entries of a range. */
    void unmapFirstLevel(DmaRange range) {
        guestTables.unmap(range);
        mappings.unmapped(range);
    }
}
