package dirtysim.swarm;

import dirtysim.engine.EventLoop;
import dirtysim.iommu.TranslationDomain;
import dirtysim.memory.PageTable;
import dirtysim.swarm.GuestBuffer.State;
import dirtysim.tracking.DomainTarget;
import dirtysim.tracking.Platform;
import dirtysim.tracking.TrackedVm;
import dirtysim.tracking.VirtualIommu;
import java.util.Optional;

/** What must hold of tables, locks and queues when nothing is under way any more, whatever the scheme. */
final class StructureCheck {
    private StructureCheck() {}

    /** What is wrong, if something is. */
    static Optional<String> of(Universe universe, TrackedVm vm, VirtualIommu viommu, GuestModel guest, EventLoop loop) {
        if (vm.vmmLock().held() + vm.domainLock().held() > 0) {
            return Optional.of("a lock is held for ever");
        }
        if (viommu.underWay() > 0 || loop.pending() > 0) {
            return Optional.of("something is under way still");
        }
        if (!universe.careless() && vm.iommu().faults() > 0) {
            return Optional.of(vm.iommu().faults() + " DMA faults of a careful guest");
        }
        boolean nested = vm.platform() != Platform.SHADOW;
        long[] mapped = new long[universe.devices()];
        long[] unflushed = new long[universe.devices()];
        for (GuestBuffer buffer : guest.placed()) {
            if (buffer.state != State.LIVE) {
                unflushed[buffer.device] += buffer.pages.length;
                continue;
            }
            mapped[buffer.device] += buffer.pages.length;
            for (int n = 0; n < buffer.pages.length; n++) {
                long iova = universe.iova(buffer.slot) + ((long) n << 12);
                long gpa = universe.gfn(buffer.pages[n]) << 12;
                long expected = nested ? gpa : vm.slots().hpaOfHva(vm.slots().hvaOfGpa(gpa));
                long found = table(vm, buffer.device).translate(iova);
                if (found != expected) {
                    return Optional.of("device " + buffer.device + " buffer " + buffer.slot + " page " + n
                            + " is translated to " + found + " instead of " + expected);
                }
            }
        }
        for (int device = 0; device < universe.devices(); device++) {
            if (guest.domain(device) == DomainTarget.PASSTHROUGH && !nested) {
                mapped[device] += vm.slots().ramPages();
            }
            long translated = pages(table(vm, device));
            long most = mapped[device] + (nested ? 0 : unflushed[device]);
            if (translated < mapped[device] || translated > most) {
                return Optional.of("device " + device + " has " + translated + " pages translated for " + mapped[device]
                        + " pages mapped and " + unflushed[device] + " unflushed");
            }
        }
        return Optional.empty();
    }

    private static long pages(PageTable table) {
        long[] pages = new long[1];
        table.scan(0, table.inputLimit(), Long.MAX_VALUE, (input, size, entry) -> pages[0] += size.pages());
        return pages[0];
    }

    /** The table that a guest's map changes. */
    private static PageTable table(TrackedVm vm, int device) {
        TranslationDomain domain = vm.iommu().domain(device);
        return domain.nested() ? domain.firstStage() : domain.secondStage();
    }
}
