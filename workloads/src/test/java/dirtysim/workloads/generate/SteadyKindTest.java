package dirtysim.workloads.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.SimTime;
import dirtysim.guest.Direction;
import dirtysim.guest.Workload;
import dirtysim.guest.Workload.Kind;
import dirtysim.memory.MemorySlots;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyKindTest {
    private static Workload of(String parameters) {
        return GeneratedName.parse("generated:steady," + parameters, "test").workload();
    }

    private static long count(Workload workload, Kind kind, int from, int to) {
        long count = 0;
        for (int op = from; op < to; op++) {
            count += workload.kind(op) == kind ? 1 : 0;
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live=5000,pages=1,over=64MiB",
                "live=900,pages=7,over=64MiB",
                "live=900,pages=512,over=16GiB,buffer=3",
                "live=500,pages=512,over=2GiB,buffer=64",
                "live=100,churn=0,devices=3"
            })
    void noPageIsMappedTwiceAndAllLieInRam(String parameters) {
        Workload workload = of(parameters);
        MemorySlots slots = MemorySlots.q35(parameters.contains("16GiB") ? 16L << 30 : 2L << 30);
        Set<Long> gfns = new TreeSet<>();
        Set<Long> iovas = new TreeSet<>();
        for (int op = 0; op < workload.bodyStart(); op++) {
            for (int page = 0; page < workload.pages(op); page++) {
                long gfn = (workload.segmentGpa(workload.segmentStart(op)) >>> 12) + page;
                assertTrue(gfns.add(gfn), "GFN " + gfn + " twice");
                assertTrue(slots.ramPageOfGfn(gfn) >= 0, "GFN " + gfn + " is no RAM");
                assertTrue(
                        iovas.add(((long) workload.device(op) << 50) + (workload.iova(op) >>> 12) + page),
                        "IOVA twice");
            }
        }
        for (int op = workload.bodyStart(); op < workload.seamStart(); op++) {
            for (int page = 0; page < workload.pages(op) && workload.kind(op) == Kind.MAP; page++) {
                long gfn = (workload.segmentGpa(workload.segmentStart(op)) >>> 12) + page;
                assertTrue(!gfns.contains(gfn), "a buffer lies on long-lived GFN " + gfn);
            }
        }
    }

    @Test
    void ratesAreThoseOfTheName() {
        Workload workload = of("live=64,dirty=9000,churn=20000,buffer=2,devices=3");
        assertEquals(64, workload.bodyStart());
        assertEquals(100 * SimTime.PS_PER_MS, workload.bodyPs());
        assertEquals(3000, workload.steadyWritesPerSecond(2));
        assertEquals(3, workload.cpus());
        assertEquals(2000, count(workload, Kind.MAP, workload.bodyStart(), workload.seamStart()));
        int firstMap = workload.bodyStart();
        assertEquals(Direction.FROM_DEVICE, workload.direction(firstMap));
        assertEquals(2, workload.pages(firstMap));
        long unmaps = count(workload, Kind.UNMAP, workload.bodyStart(), workload.size());
        assertEquals(2000, unmaps, "the seam unmaps what is left");
        assertEquals(0, count(workload, Kind.FLUSH, 0, workload.size()));
        assertTrue(workload.notes().isEmpty(), workload.notes().toString());
    }

    @Test
    void aLazyGuestFlushesAsLinuxDidAndReusesNoIovaBefore() {
        Workload often = of("live=1,churn=100000,lazy=yes");
        long unmaps = count(often, Kind.UNMAP, often.bodyStart(), often.seamStart());
        assertEquals(unmaps / 250, count(often, Kind.FLUSH, often.bodyStart(), often.seamStart()));
        Workload seldom = of("live=1,churn=1000,lazy=yes");
        assertEquals(9, count(seldom, Kind.FLUSH, seldom.bodyStart(), seldom.seamStart()), 1);
        Set<Long> unflushed = new TreeSet<>();
        for (int op = often.bodyStart(); op < often.seamStart(); op++) {
            switch (often.kind(op)) {
                case MAP -> assertTrue(!unflushed.contains(often.iova(op)), "reused before its flush");
                case UNMAP -> unflushed.add(often.iova(op));
                case FLUSH -> unflushed.clear();
            }
        }
    }

    @Test
    void theSameNameTheSameOperationsAndAnotherSeedOtherPlaces() {
        Workload first = of("live=100");
        Workload again = of("live=100");
        Workload other = of("live=100,seed=2");
        int moved = 0;
        for (int op = 0; op < first.bodyStart(); op++) {
            assertEquals(first.segmentGpa(op), again.segmentGpa(op));
            moved += first.segmentGpa(op) == other.segmentGpa(op) ? 0 : 1;
        }
        assertTrue(moved > 90, moved + " of 100 lie elsewhere");
    }
}
