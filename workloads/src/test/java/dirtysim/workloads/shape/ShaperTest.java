package dirtysim.workloads.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStreams;
import dirtysim.host.InputException;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.replay.WorkloadConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ShaperTest {
    private static final long MIB = 1L << 20;
    private static final long RANDOM_RAM = 8 * MIB;
    private static final int CASES = 40;

    @Test
    void countsMultiplyExactlyAndNothingIsMappedTwice() {
        for (long seed = 0; seed < CASES; seed++) {
            String what = "seed " + seed;
            NamedRecording from = RandomRecording.of(seed, false);
            TraceRecords one = shape(from, Shape.UNCHANGED).records();
            new Replayed(one).check(what, RANDOM_RAM);
            int devices = 1 + (int) (seed % 5);
            int loops = 1 + (int) (seed / 5 % 4);
            Shape shape = Shape.UNCHANGED.withDevices(devices).withLoops(loops);
            if (seed % 2 == 1) {
                shape = shape.withRandomPhases(seed);
            }
            NamedRecording shaped = shape(from, shape);
            TraceRecords many = shaped.records();
            Replayed replayed = new Replayed(many).check(what, RANDOM_RAM * devices);
            for (RecordKind kind : List.of(
                    RecordKind.MAP,
                    RecordKind.UNMAP,
                    RecordKind.CALL,
                    RecordKind.FLUSH_RANGE,
                    RecordKind.FLUSH_DOMAIN)) {
                assertEquals(
                        Replayed.inBody(one, kind) * devices * loops, Replayed.inBody(many, kind), what + " " + kind);
            }
            Map<Long, Long> sizes = new TreeMap<>();
            Replayed.sizes(one).forEach((size, count) -> sizes.put(size, count * devices * loops));
            assertEquals(sizes, Replayed.sizes(many), what);
            assertEquals(Replayed.lengthUs(one) * loops, Replayed.lengthUs(many), what);
            assertEquals(
                    one.summary().devices().size() * devices,
                    many.summary().devices().size(),
                    what);
            assertEquals(new Replayed(one).check(what, RANDOM_RAM).gfns.size() * devices, replayed.gfns.size(), what);
            assertEquals(many.summary().events("map"), kinds(many, RecordKind.MAP), what);
        }
    }

    @Test
    void lossyRecordingsAreMendedAndEndAsTheyBegin() {
        for (long seed = 0; seed < CASES; seed++) {
            NamedRecording from = RandomRecording.of(seed, true);
            NamedRecording shaped = shape(from, Shape.UNCHANGED.withDevices(3).withLoops(2));
            new Replayed(shaped.records()).check("seed " + seed, 3 * RANDOM_RAM);
            assertTrue(shaped.provenance().get("shaped").size() >= 3, "seed " + seed);
        }
    }

    @Test
    void timeScalesAndRatesAreMet() {
        for (long seed = 0; seed < CASES; seed++) {
            NamedRecording from = RandomRecording.of(seed, false);
            TraceRecords one = shape(from, Shape.UNCHANGED).records();
            double factor = 0.5 + seed % 7;
            TraceRecords scaled =
                    shape(from, Shape.UNCHANGED.withTimeScale(factor)).records();
            assertEquals(Replayed.lengthUs(one) / factor, Replayed.lengthUs(scaled), 0.51, "seed " + seed);
            assertEquals(Replayed.kinds(one), Replayed.kinds(scaled), "seed " + seed);

            double wanted = 1e6 * (1 + seed);
            double recorded = DataRate.of(one);
            if (recorded > 0) {
                TraceRecords rated = shape(from, Shape.UNCHANGED.withDevices(4).withRate(wanted))
                        .records();
                double lengthUs = Replayed.lengthUs(one) * recorded * 4 / wanted;
                assertEquals(lengthUs, Replayed.lengthUs(rated), 0.51, "seed " + seed);
            }
        }
    }

    @Test
    void mergedRecordingsRunSideBySide() {
        for (long seed = 0; seed < CASES; seed++) {
            NamedRecording first = RandomRecording.of(seed, false);
            NamedRecording other = ofMode(first, seed);
            String what = "seed " + seed;
            TraceRecords merged =
                    Shaper.shape(List.of(first, other), Shape.UNCHANGED).records();
            new Replayed(merged).check(what, 2 * RANDOM_RAM);
            long oneUs = Replayed.lengthUs(shape(first, Shape.UNCHANGED).records());
            long otherUs = Replayed.lengthUs(shape(other, Shape.UNCHANGED).records());
            assertEquals(Math.max(oneUs, otherUs), Replayed.lengthUs(merged), what);
            assertEquals(
                    first.records().summary().devices().size()
                            + other.records().summary().devices().size(),
                    List.copyOf(new TreeSet<>(merged.summary().devices())).size(),
                    what);
            assertTrue(
                    Replayed.inBody(merged, RecordKind.MAP)
                            >= Replayed.inBody(shape(first, Shape.UNCHANGED).records(), RecordKind.MAP),
                    what);
        }
    }

    private static NamedRecording ofMode(NamedRecording like, long seed) {
        for (long other = 1000 + seed * 100; ; other++) {
            NamedRecording candidate = RandomRecording.of(other, false);
            if (WorkloadConverter.lazy(candidate.records()) == WorkloadConverter.lazy(like.records())) {
                return candidate;
            }
        }
    }

    @Test
    void pagesSpreadOverMoreRamKeepTheirOrderAndTheirNeighbours() {
        NamedRecording from = RandomRecording.of(7, false);
        Replayed before = new Replayed(shape(from, Shape.UNCHANGED).records()).check("before", RANDOM_RAM);
        Replayed after =
                new Replayed(shape(from, Shape.UNCHANGED.withRamBytes(1L << 40)).records()).check("after", 1L << 40);
        assertEquals(before.gfns.size(), after.gfns.size());
        assertTrue(after.gfns.last() > 1L << 27, "the highest page is " + after.gfns.last());
        Long[] old = before.gfns.toArray(Long[]::new);
        Long[] now = after.gfns.toArray(Long[]::new);
        for (int i = 0; i < old.length; i++) {
            assertEquals(old[i] % 512, now[i] % 512, "page " + i);
        }
        Replayed shared = new Replayed(
                        shape(from, Shape.UNCHANGED.withDevices(8).withMemory(Shape.Memory.SHARED))
                                .records())
                .check("shared", RANDOM_RAM);
        assertEquals(before.gfns, shared.gfns);
    }

    @Test
    void seedsAndPhasesMakeADifferenceAndTheSameShapeMakesNone() {
        NamedRecording from = RandomRecording.of(3, false);
        Shape even = Shape.UNCHANGED.withDevices(4);
        assertEquals(
                Replayed.kinds(shape(from, even).records()),
                Replayed.kinds(shape(from, even).records()));
        assertNotEquals(
                Replayed.kinds(shape(from, even.withRandomPhases(1)).records()),
                Replayed.kinds(shape(from, even.withRandomPhases(2)).records()));
    }

    @Test
    void refusesWhatCannotBeDone() {
        NamedRecording from = RandomRecording.of(3, false);
        assertRefused(from, Shape.UNCHANGED.withTimeScale(1e9), "less than a microsecond");
        assertRefused(from, Shape.UNCHANGED.withDevices(64).withRamBytes(2 * MIB), "chunks of 2 MiB");
        assertRefused(from, Shape.UNCHANGED.withDevices(40_000), "at most 32767");
        assertRefused(from, Shape.UNCHANGED.withLoops(1 << 20).withDevices(100), "records");
        assertThrows(IllegalArgumentException.class, () -> Shape.UNCHANGED.withDevices(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> Shape.UNCHANGED.withTimeScale(2).withRate(5));
    }

    @Test
    void cyclesCutAnywhereEndAsTheyBegin() {
        for (long seed = 0; seed < CASES; seed++) {
            NamedRecording from = RandomRecording.of(seed, seed % 2 == 0);
            Cycle cycle = CycleReader.read(from, new ArrayList<>());
            long length = 1 + new RandomStreams(seed).stream("length").nextLong(5 * cycle.lengthUs());
            Cycle cut = cycle.filling(length);
            assertEquals(cut.setup(), cut.mappedBefore(cut.ops().size()), "seed " + seed);
            assertEquals(cycle.setup(), cut.setup(), "seed " + seed);
        }
    }

    private static void assertRefused(NamedRecording from, Shape shape, String part) {
        InputException refusal = assertThrows(InputException.class, () -> shape(from, shape));
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }

    private static NamedRecording shape(NamedRecording from, Shape shape) {
        return Shaper.shape(List.of(from), shape);
    }

    private static long kinds(TraceRecords records, RecordKind kind) {
        return Replayed.kinds(records).stream().filter(k -> k == kind).count();
    }
}
