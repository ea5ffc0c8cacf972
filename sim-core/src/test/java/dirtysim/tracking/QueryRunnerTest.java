package dirtysim.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlots;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryRunnerTest {
    private static final long RAM = 64L << 20;
    private static final int DEVICES = 2;

    private final CostModel costs = CostModel.defaults();
    /** A descriptor for each domain, one wait for both. */
    private final long invalidatePs =
            DEVICES * (costs.invalidatePs() - costs.invalidateWaitPs()) + costs.invalidateWaitPs();

    private final EventLoop loop = new EventLoop();
    private final TrackedVm vm =
            new TrackedVm(loop, costs, MemorySlots.q35(RAM), Platform.SHADOW, DEVICES, (device, iova, hpa) -> {});
    private final QueryRunner runner = new QueryRunner(loop, vm);
    private final GfnBitmap result = vm.newBitmap();
    private final List<String> log = new ArrayList<>();
    private final EventHandler done = (kind, argument) -> note("done " + kind);

    private void note(String what) {
        log.add(loop.nowPs() + " " + what);
    }

    /** Of the first query. */
    private long copyPs() {
        return costs.coldCopyPs(result.bytes());
    }

    @Test
    void stepsHappenInOrderAndTakeTheirTime() {
        GfnBitmap bitmap = vm.newBitmap();
        runner.query(
                script -> script.work(() -> {
                            note("first");
                            vm.charge(Cost.SCAN, 500);
                            bitmap.set(3);
                            return false;
                        })
                        .invalidateDomains()
                        .work(() -> {
                            note("second");
                            return false;
                        })
                        .copyOut(bitmap),
                result,
                done,
                9);
        assertEquals(List.of("0 first"), log, "a step is not done before the one before it");
        loop.run();
        long flushed = 500 + invalidatePs;
        assertEquals(List.of("0 first", flushed + " second", flushed + copyPs() + " done 9"), log);
        assertEquals(flushed, runner.lastFlushPs());
        assertEquals(copyPs(), runner.lastCopyPs());
        assertEquals(1, runner.flush().count());
        assertEquals(1, runner.copy().count());
        assertEquals(flushed, runner.flush().totalPs());
        assertEquals(RAM / 4096 / 8, runner.copyBytes());
        assertEquals(DEVICES, vm.iommu().invalidations().submitted());
        assertEquals(1, vm.iommu().invalidations().waits());
        assertEquals(500, vm.ledger().totalPs(Cost.SCAN));
        assertEquals(invalidatePs, vm.ledger().totalPs(Cost.INVALIDATE));
        assertEquals(copyPs(), vm.ledger().totalPs(Cost.COPY));
        assertTrue(result.get(3));
        assertEquals(1, result.count());
    }

    @Test
    void whatAChunkChargesPassesBeforeTheNext() {
        int[] left = {3};
        runner.query(
                script -> script.work(() -> {
                    note("chunk");
                    vm.charge(Cost.SCAN, 100 * left[0]);
                    vm.charge(Cost.MARK, 1);
                    return --left[0] > 0;
                }),
                result,
                done,
                0);
        loop.run();
        assertEquals(List.of("0 chunk", "301 chunk", "502 chunk", "603 done 0"), log);
        assertEquals(603, runner.lastFlushPs());
        assertEquals(0, runner.lastCopyPs());
    }

    @Test
    void aLockIsWaitedForAndGivenBack() {
        vm.domainLock()
                .acquire(
                        (kind, argument) ->
                                loop.schedule(1000, (k, a) -> vm.domainLock().release(), 0, 0),
                        0,
                        0);
        runner.query(
                script -> script.lockDomain()
                        .work(() -> {
                            note("held");
                            vm.charge(Cost.SCAN, 50);
                            vm.domainLock().acquire((kind, argument) -> note("other"), 0, 0);
                            return false;
                        })
                        .unlockDomain()
                        .work(() -> {
                            note("after");
                            vm.charge(Cost.SCAN, 7);
                            return false;
                        }),
                result,
                done,
                0);
        loop.run();
        assertEquals(List.of("1000 held", "1050 after", "1050 other", "1057 done 0"), log);
        assertEquals(1000, vm.ledger().totalPs(Cost.LOCK_WAIT));
        assertEquals(1, vm.domainLock().held(), "by the other");
    }

    @Test
    void theLockIsFreeAfterEveryQuery() {
        for (int n = 0; n < 3; n++) {
            runner.query(
                    script -> script.lockDomain()
                            .work(() -> false)
                            .invalidateDomains()
                            .unlockDomain(),
                    result,
                    done,
                    n);
            loop.run();
            assertEquals(0, vm.domainLock().held());
        }
        assertEquals(3, log.size());
        assertEquals(3, runner.flush().count());
    }

    /** A bit set while the bitmap is on its way belongs to the next query. */
    @Test
    void bitsAreTakenWhenTheCopyBegins() {
        GfnBitmap bitmap = vm.newBitmap();
        bitmap.set(1);
        loop.schedule(copyPs() / 2, (kind, argument) -> bitmap.set(2), 0, 0);
        runner.query(script -> script.copyOut(bitmap), result, done, 0);
        assertTrue(result.get(1));
        loop.run();
        assertFalse(result.get(2));
        assertEquals(1, result.count());
        assertTrue(bitmap.get(2));
        assertEquals(1, bitmap.count());
        runner.query(script -> script.copyOut(bitmap), result, done, 0);
        loop.run();
        assertTrue(result.get(2));
        assertEquals(0, bitmap.count());
        assertEquals(2 * result.bytes(), runner.copyBytes());
    }

    @Test
    void preparationIsNotMeasuredAsAQuery() {
        runner.prepare(
                script -> script.work(() -> {
                    vm.charge(Cost.SCAN, 500);
                    return false;
                }),
                done,
                4);
        loop.run();
        assertEquals(List.of("500 done 4"), log);
        assertEquals(0, runner.flush().count());
        assertEquals(0, runner.lastFlushPs());
    }

    @Test
    void anEmptyScriptIsDoneAtOnce() {
        runner.query(script -> {}, result, done, 1);
        assertEquals(List.of("0 done 1"), log);
        assertEquals(1, runner.flush().count());
        assertEquals(0, runner.lastFlushPs());
    }

    @Test
    void oneQueryAtATime() {
        runner.query(Script::invalidateDomains, result, done, 0);
        assertThrows(IllegalStateException.class, () -> runner.query(script -> {}, result, done, 0));
        loop.run();
        runner.query(script -> {}, result, done, 2);
        assertEquals(List.of(invalidatePs + " done 0", invalidatePs + " done 2"), log);
    }
}
