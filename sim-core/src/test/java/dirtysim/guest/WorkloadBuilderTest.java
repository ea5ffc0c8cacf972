package dirtysim.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.guest.Workload.Kind;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the builder makes of a recording, rule by rule; {@link WorkloadBuilderOracleTest} mixes them. */
class WorkloadBuilderTest {
    private static final long IOVA = 0xffff_0000L;

    private final WorkloadBuilder strict = new WorkloadBuilder("strict", false);

    private static long[] gpas(long... gpas) {
        return gpas;
    }

    private static int[] pages(int... pages) {
        return pages;
    }

    static TreeSet<Integer> predecessors(Workload workload, int op) {
        TreeSet<Integer> found = new TreeSet<>();
        for (int p = workload.predecessorStart(op); p < workload.predecessorEnd(op); p++) {
            found.add(workload.predecessor(p));
        }
        assertEquals(found.size(), workload.predecessorEnd(op) - workload.predecessorStart(op), "each once");
        return found;
    }

    @Test
    void setupBodyAndSeamFollowEachOther() {
        int device = strict.device("nic");
        strict.map(5, 3, device, Direction.COHERENT, IOVA, gpas(0x1000), pages(1));
        strict.map(6, 3, device, Direction.TO_DEVICE, IOVA + 0x4000, gpas(0x2000), pages(1));
        strict.unmap(7, 3, device, IOVA + 0x4000, 1);
        strict.beginBody(100);
        strict.map(110, 1, device, Direction.FROM_DEVICE, IOVA + 0x8000, gpas(0x3000, 0x9000), pages(2, 1));
        strict.unmap(120, 2, device, IOVA, 1);
        Workload workload = strict.build(150);

        assertEquals(1, workload.bodyStart());
        assertEquals(3, workload.seamStart());
        assertEquals(5, workload.size());
        assertEquals(50, workload.bodyPs());
        assertEquals(3, workload.cpus(), "CPUs of the body alone");
        assertEquals(List.of("nic"), workload.devices());
        assertEquals(List.of(), workload.notes());
        assertEquals(
                List.of(10L, 20L, 50L, 50L),
                List.of(1, 2, 3, 4).stream().map(workload::timePs).toList());
        assertEquals(
                List.of(Kind.MAP, Kind.MAP, Kind.UNMAP, Kind.UNMAP, Kind.MAP),
                List.of(0, 1, 2, 3, 4).stream().map(workload::kind).toList());
        assertEquals(IOVA + 0x8000, workload.iova(3), "the seam unmaps what the body left");
        assertEquals(3, workload.pages(3));
        assertEquals(Direction.FROM_DEVICE, workload.direction(3));
        assertEquals(IOVA, workload.iova(4), "and maps again what it took away");
        assertEquals(0x1000, workload.segmentGpa(workload.segmentStart(4)));
        assertEquals(Direction.COHERENT, workload.direction(2), "an unmap knows the direction of its map");
    }

    @Test
    void segmentsStayAsTheyWere() {
        int device = strict.device("nic");
        long[] gpas = {0x7000, 0x1000, 0x7000};
        int[] pages = {2, 1, 5};
        strict.beginBody(0).map(0, 0, device, Direction.FROM_DEVICE, IOVA, gpas, pages);
        gpas[0] = 0;
        pages[0] = 0;
        Workload workload = strict.build(0);
        assertEquals(8, workload.pages(0));
        assertEquals(3, workload.segmentEnd(0) - workload.segmentStart(0));
        assertEquals(0x7000, workload.segmentGpa(0));
        assertEquals(0x1000, workload.segmentGpa(1));
        assertEquals(0x7000, workload.segmentGpa(2));
        assertEquals(2, workload.segmentPages(0));
        assertEquals(5, workload.segmentPages(2));
        assertEquals(workload.segmentStart(1), workload.segmentEnd(1), "an unmap has none");
    }

    @Test
    void aDoubleMapUnmapsWhatIsThereAndIsNoted() {
        int device = strict.device("nic");
        strict.beginBody(0);
        strict.map(1, 0, device, Direction.TO_DEVICE, IOVA, gpas(0x1000), pages(4));
        strict.map(2, 1, device, Direction.FROM_DEVICE, IOVA + 0x3000, gpas(0x9000), pages(2));
        Workload workload = strict.build(3);
        assertEquals(Kind.UNMAP, workload.kind(1));
        assertEquals(IOVA, workload.iova(1));
        assertEquals(4, workload.pages(1));
        assertEquals(1, workload.cpu(1));
        assertEquals(new TreeSet<>(List.of(0)), predecessors(workload, 1));
        assertEquals(Kind.MAP, workload.kind(2));
        assertEquals(new TreeSet<>(List.of(1)), predecessors(workload, 2));
        assertEquals(List.of("1 maps over a live mapping: that one was unmapped first"), workload.notes());
    }

    @Test
    void strayUnmapsAreLeftOutAndNoted() {
        int device = strict.device("nic");
        int other = strict.device("disk");
        strict.beginBody(0);
        strict.map(1, 0, device, Direction.TO_DEVICE, IOVA, gpas(0x1000), pages(4));
        strict.map(1, 0, device, Direction.TO_DEVICE, IOVA + 0x4000, gpas(0x1000), pages(4));
        strict.unmap(2, 0, device, IOVA, 2);
        strict.unmap(2, 0, other, IOVA, 4);
        strict.unmap(2, 0, device, IOVA + 0x9000, 1);
        assertEquals(2, strict.size, "nothing was unmapped");
        strict.unmap(3, 0, device, IOVA, 6);
        Workload workload = strict.build(4);
        assertEquals(3, workload.seamStart(), "the first mapping, of which all was covered, is unmapped");
        assertEquals(List.of("4 unmaps of nothing, or of a part of a mapping, were left out"), workload.notes());
    }

    @Test
    void anUnmapOfSeveralMappingsBecomesOneEach() {
        int device = strict.device("nic");
        strict.beginBody(0);
        strict.map(1, 0, device, Direction.TO_DEVICE, IOVA, gpas(0x1000), pages(1));
        strict.map(1, 1, device, Direction.FROM_DEVICE, IOVA + 0x1000, gpas(0x1000), pages(2));
        strict.unmap(2, 2, device, IOVA, 3);
        Workload workload = strict.build(3);
        assertEquals(4, workload.seamStart());
        assertEquals(4, workload.size());
        assertEquals(new TreeSet<>(List.of(0)), predecessors(workload, 2));
        assertEquals(new TreeSet<>(List.of(1)), predecessors(workload, 3));
        assertEquals(List.of(), workload.notes());
    }

    @Test
    void aLazyMapWaitsForUnmapAndFlushAndTheFlushForTheUnmaps() {
        WorkloadBuilder lazy = new WorkloadBuilder("lazy", true);
        int device = lazy.device("nic");
        int other = lazy.device("disk");
        lazy.beginBody(0);
        lazy.map(1, 0, device, Direction.TO_DEVICE, IOVA, gpas(0x1000), pages(1));
        lazy.map(1, 0, other, Direction.TO_DEVICE, IOVA, gpas(0x1000), pages(1));
        lazy.unmap(2, 1, device, IOVA, 1);
        lazy.unmap(3, 2, other, IOVA, 1);
        lazy.flush(4, 3, device);
        lazy.flush(5, 3, Workload.ALL_DEVICES);
        lazy.map(6, 0, device, Direction.TO_DEVICE, IOVA, gpas(0x5000), pages(1));
        lazy.map(6, 0, other, Direction.TO_DEVICE, IOVA, gpas(0x5000), pages(1));
        Workload workload = lazy.build(7);
        assertEquals(new TreeSet<>(List.of(2)), predecessors(workload, 4), "its own device's");
        assertEquals(new TreeSet<>(List.of(3)), predecessors(workload, 5), "those not flushed yet");
        assertEquals(new TreeSet<>(List.of(2, 4)), predecessors(workload, 6));
        assertEquals(new TreeSet<>(List.of(3, 5)), predecessors(workload, 7));
        assertEquals(Workload.ALL_DEVICES, workload.device(5));
        assertTrue(workload.lazy());
    }

    @Test
    void timeNeverGoesBack() {
        int device = strict.device("nic");
        strict.beginBody(100);
        strict.map(130, 0, device, Direction.TO_DEVICE, IOVA, gpas(0x1000), pages(1));
        strict.unmap(120, 1, device, IOVA, 1);
        strict.map(90, 1, device, Direction.TO_DEVICE, IOVA, gpas(0x1000), pages(1));
        Workload workload = strict.build(110);
        assertEquals(30, workload.timePs(1));
        assertEquals(30, workload.timePs(2));
        assertEquals(30, workload.bodyPs(), "not before its last operation");
    }

    @Test
    void devicesAreKnownByName() {
        assertEquals(0, strict.device("a"));
        assertEquals(1, strict.device("b"));
        assertEquals(0, strict.device("a"));
        strict.beginBody(0);
        int late = strict.device("c");
        strict.map(1, 0, late, Direction.TO_DEVICE, IOVA, gpas(0x1000), pages(1));
        Workload workload = strict.note("as said").build(2);
        assertEquals(List.of("a", "b", "c"), workload.devices());
        assertEquals(Kind.UNMAP, workload.kind(1), "a device first seen in the body has an empty setup");
        assertEquals(List.of("as said"), workload.notes());
    }

    @Test
    void misuseIsRefused() {
        assertThrows(IllegalStateException.class, () -> strict.build(0));
        strict.beginBody(0);
        assertThrows(IllegalStateException.class, () -> strict.beginBody(0));
    }
}
