package dirtysim.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.MemorySlots;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** An unmap's script in simulated time: what each step does, and what of its time tracking is charged with. */
class UnmapScriptTest {
    private static final long IOVA = 0x7000_0000L;
    private static final EventHandler NOTHING = (kind, argument) -> {};

    private final CostModel costs = CostModel.defaults();
    private final long invalidatePs = CostModel.ps(costs.invalidateNs());
    private final long readPs = CostModel.ps(costs.scanPerPteNs());
    private final long dirtyPs = CostModel.ps(costs.dirtyPteNs());
    private final EventLoop loop = new EventLoop();
    private final TrackedVm vm =
            new TrackedVm(loop, costs, MemorySlots.q35(64L << 20), Platform.SHADOW, 1, (device, iova, hpa) -> {});
    private final List<String> seen = new ArrayList<>();

    private final Script.LeafVisitor look = (device, iova, size, entry) -> {
        List<Long> gfns = new ArrayList<>();
        vm.translate(device, iova, gfns::add);
        seen.add(gfns + (EntryFormat.SECOND_STAGE.dirty(entry) ? " dirty" : " clean"));
    };

    private record Unmapping(BiConsumer<DmaRange, Script> script) implements DirtyTracker {
        @Override
        public String id() {
            return "test";
        }

        @Override
        public String title() {
            return "unmaps as the test says";
        }

        @Override
        public Platform platform() {
            return Platform.SHADOW;
        }

        @Override
        public void attach(TrackingHost host) {}

        @Override
        public void unmapping(DmaRange range, Script steps) {
            script.accept(range, steps);
        }

        @Override
        public void query(Script steps) {}
    }

    /** Maps GFNs 10 and 11, has the device write to the first, and unmaps both. */
    private VirtualIommu unmap(BiConsumer<DmaRange, Script> script) {
        vm.iommu().pasids().setTracksDirty(0);
        VirtualIommu viommu = new VirtualIommu(loop, vm, new Unmapping(script), 1);
        viommu.operand(0).range(0, IOVA, 2, true).segment(10L << 12, 2);
        viommu.map(0, NOTHING, 0);
        loop.run();
        vm.iommu().access(0, IOVA, true, NOTHING, 0, 0);
        loop.run();
        viommu.operand(0).range(0, IOVA, 2, true);
        viommu.unmap(0, false, NOTHING, 0);
        loop.run();
        return viommu;
    }

    @Test
    void withoutTrackingNothingIsAdded() {
        VirtualIommu viommu =
                unmap((range, script) -> script.exchange(range, Script.UNSEEN).invalidate(range));
        assertEquals(0, viommu.flushUnmap().count());
        assertFalse(vm.secondLevel(0).find(IOVA));
        assertEquals(1, vm.iommu().invalidations().submitted());
        assertEquals(costs.unmapPs(2), vm.ledger().totalPs(Cost.UNMAP));
    }

    @Test
    void anExchangeShowsWhatTheEntriesWereWhileTheMappingIsKnown() {
        VirtualIommu viommu =
                unmap((range, script) -> script.exchange(range, look).invalidate(range));
        assertEquals(List.of("[10] dirty", "[11] clean"), seen);
        assertEquals(
                2 * CostModel.ps(costs.translatePageNs()), viommu.flushUnmap().totalPs());
        vm.translate(0, IOVA, gfn -> seen.add("still known"));
        assertEquals(2, seen.size());
    }

    @Test
    void readingFirstIsATimeOfItsOwnAndLeavesDirtyBitsInPlace() {
        VirtualIommu viommu = unmap((range, script) -> script.harvest(range, false, Script.UNSEEN)
                .exchange(range, look)
                .invalidate(range));
        assertEquals(List.of("[10] dirty", "[11] clean"), seen);
        assertEquals(
                2 * readPs + dirtyPs + 2 * CostModel.ps(costs.translatePageNs()),
                viommu.flushUnmap().totalPs());
    }

    @Test
    void aHarvestThatClearsLeavesNothingForTheExchange() {
        unmap((range, script) ->
                script.harvest(range, true, look).exchange(range, look).invalidate(range));
        assertEquals(List.of("[10] dirty", "[10] clean", "[11] clean"), seen);
    }

    /** The race-free unmap costs a second invalidation: the last is the one that every unmap has. */
    @Test
    void protectionAndASecondInvalidationAreAdded() {
        boolean[] writable = {true};
        VirtualIommu viommu = unmap((range, script) -> script.writeProtect(range)
                .invalidate(range)
                .work(() -> {
                    assertTrue(vm.secondLevel(0).find(IOVA));
                    writable[0] =
                            EntryFormat.SECOND_STAGE.writable(vm.secondLevel(0).foundEntry());
                    return false;
                })
                .harvest(range, false, Script.UNSEEN)
                .exchange(range, Script.UNSEEN)
                .invalidate(range));
        assertFalse(writable[0]);
        assertEquals(
                2 * dirtyPs + invalidatePs + 2 * readPs + dirtyPs,
                viommu.flushUnmap().totalPs());
        assertEquals(2, vm.iommu().invalidations().submitted());
    }

    @Test
    void anEntryLeftInPlaceIsAFaultOfTheScheme() {
        IllegalStateException fault =
                assertThrows(IllegalStateException.class, () -> unmap((range, script) -> script.invalidate(range)));
        assertTrue(fault.getMessage().contains("left the entry of IOVA 0x70000000"), fault::getMessage);
    }

    @Test
    void theLockIsHeldAlready() {
        assertThrows(IllegalStateException.class, () -> unmap((range, script) -> script.lockDomain()));
    }

    @Test
    void nothingIsHandedOverAtAnUnmap() {
        assertThrows(IllegalStateException.class, () -> unmap((range, script) -> script.copyOut(vm.newBitmap())));
    }
}
