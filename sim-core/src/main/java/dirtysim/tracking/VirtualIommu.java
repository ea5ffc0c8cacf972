package dirtysim.tracking;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.host.CostModel;
import dirtysim.host.HandOver;
import dirtysim.iommu.InvalidationRequest;
import dirtysim.iommu.Iommu;
import dirtysim.measure.Cost;
import dirtysim.measure.HostOperation;
import dirtysim.measure.LatencyRecorder;
import dirtysim.memory.MemorySlot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The vIOMMU that the guest's drivers talk to. It decides what traps, and carries a trapped operation through VM exit, VMM
 * lock, system call, domain lock, tables, tracker and invalidation while the guest's CPU waits.
 *
 * <table>
 * <caption>What traps</caption>
 * <tr><th>operation</th><th>nested, emulated</th><th>shadow (caching mode)</th></tr>
 * <tr><td>map</td><td>no</td><td>yes: one exit a dma_map call, one system call a segment, pages pinned</td></tr>
 * <tr><td>unmap, strict</td><td>the invalidation</td><td>yes: the scheme's script, which clears and invalidates</td></tr>
 * <tr><td>unmap, lazy</td><td>no</td><td>no, but a real guest is never lazy here</td></tr>
 * <tr><td>flush, lazy</td><td>the invalidation</td><td>yes: what was unmapped since is unmapped now</td></tr>
 * <tr><td>switch of domain</td><td>yes: the PASID-table entry</td><td>yes: all that is mapped is unmapped</td></tr>
 * </table>
 *
 * <p>An unmap under shadow is the tracker's {@linkplain DirtyTracker#unmapping script}, and holds both locks until that has
 * been carried out. A flush unmaps range by range, as QEMU does: each has a script and an invalidation of its own. Then the
 * domain is invalidated, which is what the guest asked for.
 *
 * <p>A switch of domain under shadow unmaps all that the host has mapped for the device, each range with a script and an
 * invalidation of its own while its mapping is still known, so that D bits are translated by what they were set through (QEMU
 * {@code hw/i386/intel_iommu.c} since January 2026; before, it was one unmap of the whole address space, which lost them). Under
 * nesting no D bit is touched: the PASID-table entry is rewritten, and PASID cache, IOTLB and device-TLB are invalidated, in
 * this order (Linux {@code drivers/iommu/intel/pasid.c}).
 */
public final class VirtualIommu implements EventHandler {
    private static final int EXITED = 0;
    private static final int VMM_LOCKED = 1;
    private static final int CALLED = 2;
    private static final int DOMAIN_LOCKED = 3;
    private static final int TORN_DOWN = 4;
    private static final int MAPPED = 5;
    private static final int INVALIDATED = 6;
    private static final int SWITCHED = 7;

    private enum Kind {
        MAP(HostOperation.MAP, "map"),
        UNMAP(HostOperation.UNMAP, "unmap"),
        FLUSH(HostOperation.UNMAP, "flush"),
        SWITCH(HostOperation.OTHER, "switch of domain");

        final HostOperation operation;
        final String word;

        Kind(HostOperation operation, String word) {
            this.operation = operation;
            this.word = word;
        }
    }

    /** The trapped operation of one guest CPU; a CPU has one at a time. */
    private static final class Trap {
        final DmaMapping mapping = new DmaMapping();
        final int track;
        Kind kind;
        DomainTarget target;
        EventHandler handler;
        int handlerKind;
        long waitingSincePs;
        long exitedPs;
        /** What tracking added to its unmaps. */
        long addedPs;

        Trap(int track) {
            this.track = track;
        }

        /** What the ledger has its time under. */
        HostOperation operation() {
            return kind.operation;
        }
    }

    private final EventLoop loop;
    private final TrackedVm vm;
    private final DirtyTracker tracker;
    private final LatencyRecorder flushUnmap = new LatencyRecorder();
    private final LatencyRecorder mapTrap = new LatencyRecorder();
    private final LatencyRecorder unmapTrap = new LatencyRecorder();
    private final ScriptRunner unmapping;
    private final List<Trap> traps = new ArrayList<>();
    private final UnseenUnmaps unseen = new UnseenUnmaps();

    /** What the trap that holds the domain lock has yet to unmap. */
    private final Deque<DmaMapping> toUnmap = new ArrayDeque<>();

    private final DomainSwitch domains;
    private final boolean guestOwnsTables;
    private final GuestPart guestPart;
    private final long exitPs;
    private final long ioctlPs;
    private final int flushTrack;
    private int underWay;

    /**
     * @param loop the event loop
     * @param vm the VM
     * @param tracker hears of maps and unmaps under shadow
     * @param cpus number of guest CPUs
     */
    public VirtualIommu(EventLoop loop, TrackedVm vm, DirtyTracker tracker, int cpus) {
        this.loop = loop;
        this.vm = vm;
        this.tracker = tracker;
        unmapping = new ScriptRunner(loop, vm, true, HandOver.COPY);
        domains = new DomainSwitch(vm);
        for (int cpu = 0; cpu < cpus; cpu++) {
            traps.add(new Trap(loop.timeline().track("guest CPU " + cpu + ": traps")));
        }
        flushTrack = loop.timeline().track("flush at unmap");
        guestOwnsTables = vm.platform() != Platform.SHADOW;
        guestPart = guestOwnsTables ? tracker.guestPart() : null;
        if (guestPart != null) {
            vm.guestTables().tellTables(guestPart);
        }
        exitPs = vm.costs().vmmExitPs();
        ioctlPs =
                vm.platform() == Platform.EMULATED ? 0 : CostModel.ps(vm.costs().ioctlNs());
    }

    /**
     * What tracking added to each unmap: the time that its script took, without what unmapping the range costs the host anyway
     * and without the last invalidation; 0 for a script that exchanges without a look and invalidates. A further
     * invalidation counts, with its wait in the queue. An unmap that tracking adds nothing to is not recorded.
     */
    public LatencyRecorder flushUnmap() {
        return flushUnmap;
    }

    /** Each map that trapped, from its exit to its return, without what tracking added to unmaps that it made necessary. */
    public LatencyRecorder mapTrap() {
        return mapTrap;
    }

    /** Each unmap or flush that trapped, from its exit to its return, without what tracking added. */
    public LatencyRecorder unmapTrap() {
        return unmapTrap;
    }

    /** Trapped operations that have not returned to the guest yet. */
    public int underWay() {
        return underWay;
    }

    /** The operand of the next operation of a CPU; fill it in before the call. */
    public DmaMapping operand(int cpu) {
        return traps.get(cpu).mapping;
    }

    /** Maps the operand at no cost: what was mapped before simulated time began. */
    public void mapAtOnce(int cpu) {
        DmaMapping mapping = operand(cpu);
        if (guestOwnsTables) {
            mapFirstLevel(mapping);
        } else {
            vm.mapShadow(mapping);
            tracker.mapped(mapping);
            vm.spendNothing();
        }
    }

    /**
     * Maps the operand; the handler is called, with the CPU as argument, when the guest goes on.
     *
     * @throws IllegalStateException if the device is not translated by the guest's mappings
     */
    public void map(int cpu, EventHandler handler, int kind) {
        if (domains.target(operand(cpu).device()) != DomainTarget.TRANSLATED) {
            throw new IllegalStateException(
                    "a map for device " + operand(cpu).device() + ", which the guest's mappings do not translate");
        }
        if (guestOwnsTables) {
            mapFirstLevel(operand(cpu));
            afterRecords(operand(cpu), cpu, handler, kind);
        } else {
            trap(cpu, Kind.MAP, handler, kind, 0);
        }
    }

    /**
     * Unmaps the operand.
     *
     * @param lazy whether the guest leaves the invalidation to a later {@link #flush}
     */
    public void unmap(int cpu, boolean lazy, EventHandler handler, int kind) {
        DmaMapping mapping = operand(cpu);
        if (guestOwnsTables) {
            if (guestPart != null) {
                vm.guestTables().tell(guestPart, mapping, false);
            }
            vm.unmapFirstLevel(mapping);
        }
        if (!lazy) {
            trap(cpu, Kind.UNMAP, handler, kind, recordsPs(mapping));
            return;
        }
        if (!guestOwnsTables) {
            unseen.add(mapping);
        }
        afterRecords(mapping, cpu, handler, kind);
    }

    /** Flushes the domain of the operand's device. */
    public void flush(int cpu, EventHandler handler, int kind) {
        trap(cpu, Kind.FLUSH, handler, kind, 0);
    }

    /**
     * Has a device translated by something else, as a guest does that writes its context or PASID-table entry anew. Devices begin
     * translated. When the guest goes on, its mappings for the device are gone; what it maps when the device is translated
     * again is mapped anew. It has no map, unmap or flush for the device under way meanwhile.
     *
     * @throws IllegalStateException if the VMM emulates the device, which no hardware translates, or the guest has a part in
     *     the scheme: what a device that is passed through writes, that part does not hear of
     */
    public void switchDomain(int cpu, int device, DomainTarget target, EventHandler handler, int kind) {
        if (vm.platform() == Platform.EMULATED || guestPart != null) {
            throw new IllegalStateException("under " + tracker.id() + " devices are not moved to another domain");
        }
        operand(cpu).range(device, 0, 0, false);
        traps.get(cpu).target = target;
        trap(cpu, Kind.SWITCH, handler, kind, 0);
    }

    private void mapFirstLevel(DmaMapping mapping) {
        vm.mapFirstLevel(mapping);
        if (guestPart != null) {
            vm.guestTables().tell(guestPart, mapping, true);
        }
    }

    private long recordsPs(DmaRange range) {
        return guestPart == null ? 0 : guestPart.recordPs() * range.pages();
    }

    /** Lets the guest go on once its part of the scheme has recorded a range; at once if there is none. */
    private void afterRecords(DmaRange range, int cpu, EventHandler handler, int kind) {
        long ps = recordsPs(range);
        if (ps == 0) {
            handler.handle(kind, cpu);
        } else {
            loop.schedule(ps, handler, kind, cpu);
        }
    }

    /** @param guestPs what the guest's CPU does before it exits */
    private void trap(int cpu, Kind what, EventHandler handler, int kind, long guestPs) {
        Trap trap = traps.get(cpu);
        trap.kind = what;
        trap.handler = handler;
        trap.handlerKind = kind;
        trap.exitedPs = loop.nowPs() + guestPs;
        trap.addedPs = 0;
        underWay++;
        vm.ledger().add(trap.operation(), Cost.EXIT, exitPs);
        loop.schedule(guestPs + exitPs, this, EXITED, cpu);
    }

    @Override
    public void handle(int stage, long cpu) {
        Trap trap = traps.get((int) cpu);
        switch (stage) {
            case EXITED -> {
                trap.waitingSincePs = loop.nowPs();
                vm.vmmLock().acquire(this, VMM_LOCKED, cpu);
            }
            case VMM_LOCKED -> {
                waited(trap);
                loop.schedule(systemCallPs(trap), this, CALLED, cpu);
            }
            case CALLED -> {
                if (guestOwnsTables && trap.kind != Kind.SWITCH) {
                    submitInvalidation(trap, cpu);
                } else {
                    trap.waitingSincePs = loop.nowPs();
                    vm.domainLock().acquire(this, DOMAIN_LOCKED, cpu);
                }
            }
            case DOMAIN_LOCKED -> {
                waited(trap);
                if (vm.platform() == Platform.NESTED) {
                    rewriteEntry(trap, cpu);
                } else {
                    collectUnmaps(trap);
                    unmapNext(trap, cpu);
                }
            }
            case TORN_DOWN -> {
                tornDown(trap);
                unmapNext(trap, cpu);
            }
            case MAPPED -> {
                vm.domainLock().release();
                finish(trap, cpu);
            }
            case INVALIDATED -> {
                long tookPs = loop.nowPs() - trap.waitingSincePs;
                vm.spendOnInvalidation(
                        trap.operation(), tookPs, vm.iommu().invalidations().lastQueuedPs());
                if (!guestOwnsTables || trap.kind == Kind.SWITCH) {
                    vm.domainLock().release();
                }
                if (vm.platform() == Platform.NESTED && trap.kind == Kind.SWITCH) {
                    vm.guestTables().clear(trap.mapping.device());
                }
                finish(trap, cpu);
            }
            case SWITCHED -> submitInvalidation(trap, cpu);
            default -> throw new IllegalStateException("unknown stage " + stage);
        }
    }

    private void waited(Trap trap) {
        vm.ledger().add(trap.operation(), Cost.LOCK_WAIT, loop.nowPs() - trap.waitingSincePs);
    }

    private long systemCallPs(Trap trap) {
        boolean mapsShadow = trap.kind == Kind.MAP;
        long calls = ioctlPs * (mapsShadow ? trap.mapping.segments() : 1);
        vm.ledger().add(trap.operation(), Cost.IOCTL, calls);
        long pin = mapsShadow ? CostModel.ps(vm.costs().pinPageNs() * trap.mapping.pages()) : 0;
        vm.ledger().add(trap.operation(), Cost.PIN, pin);
        return calls + pin;
    }

    /**
     * Which mappings of the host go. A map over a range whose unmap the host was never told of takes the old mapping with it,
     * as QEMU turns a changed mapping into an unmap and a map; a DMA in between faults. Only a lazy guest kept lazy under
     * shadow, whose recording lost a flush, does this.
     */
    private void collectUnmaps(Trap trap) {
        DmaMapping operand = trap.mapping;
        switch (trap.kind) {
            case MAP -> unseen.takeOverlapping(operand, toUnmap);
            case UNMAP -> toUnmap.add(operand);
            case FLUSH -> unseen.takeAll(operand.device(), toUnmap);
            case SWITCH -> {
                unseen.forget(operand.device());
                domains.cachedMappings(operand.device(), toUnmap);
            }
        }
    }

    private void unmapNext(Trap trap, long cpu) {
        DmaMapping mapping = toUnmap.peek();
        if (mapping != null) {
            tracker.unmapping(mapping, unmapping.blank());
            unmapping.run(HostOperation.FLUSH, trap.operation(), null, this, TORN_DOWN, cpu);
        } else if (trap.kind == Kind.MAP) {
            long leaves = vm.mapShadow(trap.mapping);
            vm.charge(Cost.MAP, vm.costs().mapPs(leaves));
            tracker.mapped(trap.mapping);
            loop.schedule(vm.spend(trap.operation()), this, MAPPED, cpu);
        } else if (trap.kind == Kind.FLUSH) {
            submitInvalidation(trap, cpu);
        } else if (trap.kind == Kind.SWITCH) {
            switchShadow(trap);
            loop.schedule(vm.spend(trap.operation()), this, SWITCHED, cpu);
        } else {
            vm.domainLock().release();
            finish(trap, cpu);
        }
    }

    /** With nothing mapped any more. */
    private void switchShadow(Trap trap) {
        int device = trap.mapping.device();
        domains.note(device, trap.target);
        if (trap.target != DomainTarget.PASSTHROUGH) {
            return;
        }
        for (MemorySlot slot : vm.slots().slots()) {
            int pages = Math.toIntExact(slot.bytes() >>> 12);
            long leaves = vm.mapIdentity(device, slot);
            vm.charge(Cost.IOCTL, ioctlPs);
            vm.charge(Cost.PIN, CostModel.ps(vm.costs().pinPageNs() * pages));
            vm.charge(Cost.MAP, vm.costs().mapPs(leaves));
            tracker.mapped(trap.mapping.range(device, slot.gpa(), pages, true));
        }
    }

    private void rewriteEntry(Trap trap, long cpu) {
        int device = trap.mapping.device();
        domains.note(device, trap.target);
        if (domains.rewriteEntry(device, trap.target)) {
            submitInvalidation(trap, cpu);
        } else {
            vm.domainLock().release();
            finish(trap, cpu);
        }
    }

    private void tornDown(Trap trap) {
        vm.forgetShadow(toUnmap.remove());
        long addedPs = unmapping.elapsedPs() - unmapping.unmapPs() - unmapping.lastInvalidationPs();
        trap.addedPs += addedPs;
        if (loop.watched()) {
            loop.timeline().span(flushTrack, "unmap", loop.nowPs() - unmapping.elapsedPs(), loop.nowPs());
        }
        if (addedPs > 0) {
            flushUnmap.record(addedPs);
        }
    }

    /** The invalidation that the guest has asked for. */
    private void submitInvalidation(Trap trap, long cpu) {
        trap.waitingSincePs = loop.nowPs();
        DmaMapping mapping = trap.mapping;
        int device = mapping.device();
        int domain = vm.iommu().domain(device).id();
        InvalidationRequest request = vm.iommu().invalidations().request();
        if (trap.kind == Kind.SWITCH) {
            if (vm.platform() == Platform.NESTED) {
                request.pasidCache(domain);
            }
            request.domain(domain);
            request.deviceTlb(device);
        } else if (trap.kind == Kind.UNMAP) {
            // Only a nested guest's: what a shadowed one unmaps, the scheme's script invalidates. Tables keep their
            // nodes.
            long bytes = (long) mapping.pages() << 12;
            request.pasidPages(domain, Iommu.RID_PASID, mapping.iova(), bytes, true);
            request.deviceTlbPages(device, domain, mapping.iova(), bytes);
        } else {
            if (guestOwnsTables) {
                request.pasid(domain, Iommu.RID_PASID);
            } else {
                request.domain(domain);
            }
            request.deviceTlb(device);
        }
        request.submit(this, INVALIDATED, cpu);
    }

    private void finish(Trap trap, long cpu) {
        vm.vmmLock().release();
        underWay--;
        if (loop.watched()) {
            loop.timeline().span(trap.track, trap.kind.word, trap.exitedPs, loop.nowPs());
        }
        long tookPs = loop.nowPs() - trap.exitedPs - trap.addedPs;
        if (trap.operation() == HostOperation.MAP) {
            mapTrap.record(tookPs);
        } else if (trap.operation() == HostOperation.UNMAP) {
            unmapTrap.record(tookPs);
        }
        trap.handler.handle(trap.handlerKind, cpu);
    }
}
