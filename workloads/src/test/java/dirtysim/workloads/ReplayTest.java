package dirtysim.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.guest.Workload;
import dirtysim.host.InputException;
import dirtysim.workloads.record.Marks;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays workloads into a plain table of live mappings. */
class ReplayTest {
    private record Key(int device, long iova) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return device != other.device ? Integer.compare(device, other.device) : Long.compare(iova, other.iova);
        }
    }

    private record Live(String direction, int pages, String segments) {}

    private final TreeMap<Key, Live> live = new TreeMap<>();
    private long livePages;

    static List<String> names() {
        return BundledTracesTest.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void opsGiveTheLiveMappingsOfTheRecordingAndTheSeamReturnsToTheSetup(String name) {
        Trace trace = Traces.open(name, false);
        Workload workload = trace.workload();
        assertEquals(name.endsWith("lazy"), workload.lazy(), name);
        assertEquals(List.of(), workload.notes(), name);
        TraceRecords records = trace.records();
        apply(workload, 0, workload.bodyStart());
        assertEquals(pagesMapped(records, Marks.workloadBegin(records)), livePages, name + ": pages of the setup");
        Map<Key, Live> setup = new TreeMap<>(live);
        apply(workload, workload.bodyStart(), workload.seamStart());
        assertEquals(pagesMapped(records, Marks.workloadEnd(records)), livePages, name + ": pages at the body's end");
        apply(workload, workload.seamStart(), workload.size());
        assertEquals(setup, live, name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void theBodyHoldsEveryMappingCallOfTheWorkload(String name) {
        Trace trace = Traces.open(name, false);
        Workload workload = trace.workload();
        TraceRecords records = trace.records();
        int begin = Marks.workloadBegin(records);
        int end = Marks.workloadEnd(records);
        long calls = 0;
        long pages = 0;
        long flushes = 0;
        int firstOperation = -1;
        int lastOperation = -1;
        for (int record = begin; record < end; record++) {
            if (records.kind(record) == RecordKind.MAP || records.kind(record) == RecordKind.UNMAP) {
                firstOperation = firstOperation < 0 ? record : firstOperation;
                lastOperation = record;
            } else if (records.kind(record) == RecordKind.FLUSH_DOMAIN) {
                lastOperation = record;
            }
            calls += records.kind(record) == RecordKind.CALL ? 1 : 0;
            pages += records.kind(record) == RecordKind.MAP ? records.length(record) >> 12 : 0;
            flushes += records.kind(record) == RecordKind.FLUSH_DOMAIN ? 1 : 0;
        }
        for (int op = workload.bodyStart(); op < workload.seamStart(); op++) {
            switch (workload.kind(op)) {
                case MAP -> {
                    calls--;
                    pages -= workload.pages(op);
                }
                case FLUSH -> {
                    flushes--;
                    assertNotEquals(Workload.ALL_DEVICES, workload.device(op), name + ": domain of op " + op);
                }
                case UNMAP -> {}
            }
            assertTrue(op == 0 || workload.timePs(op) >= workload.timePs(op - 1), name + ": time of op " + op);
        }
        assertEquals(0, calls, name + ": calls");
        assertEquals(0, pages, name + ": pages");
        assertEquals(0, flushes, name + ": flushes");
        long bodyUs = records.timeUs(lastOperation) - records.timeUs(firstOperation);
        assertEquals(bodyUs * 1_000_000, workload.bodyPs(), name + ": from the first operation to the last");
    }

    @Test
    void scatterListsBecomeOneMappingEach() {
        Workload workload = Traces.open("ahci-seqread128k-strict", false).workload();
        int most = 0;
        for (int op = workload.bodyStart(); op < workload.seamStart(); op++) {
            most = Math.max(most, workload.segmentEnd(op) - workload.segmentStart(op));
        }
        assertEquals(32, most);
    }

    @Test
    void passthroughCannotBeReplayedAndTheMessageSaysWhy() {
        Trace trace = SyntheticTraces.open("""
                          ip-164     [001] .....    10.573980: dma_map_page: 0000:00:02.0 dir=FROM_DEVICE dma_addr=20992000 size=4096 phys_addr=20992000 attrs=
                """);
        InputException refusal = assertThrows(InputException.class, trace::workload);
        assertTrue(refusal.getMessage().contains("no iommu:map event"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("passthrough"), refusal.getMessage());
        assertEquals(
                1,
                trace.statistics()
                        .toJson()
                        .at("/stats/dir_dma_calls/FROM_DEVICE")
                        .asInt());
    }

    private static long pagesMapped(TraceRecords records, int to) {
        long pages = 0;
        for (int record = 0; record < to; record++) {
            pages += records.kind(record) == RecordKind.MAP ? records.length(record) >> 12 : 0;
            pages -= records.kind(record) == RecordKind.UNMAP ? records.length(record) >> 12 : 0;
        }
        return pages;
    }

    private void apply(Workload workload, int from, int to) {
        for (int op = from; op < to; op++) {
            Key key = new Key(workload.device(op), workload.iova(op));
            switch (workload.kind(op)) {
                case MAP -> {
                    StringBuilder segments = new StringBuilder();
                    int pages = 0;
                    for (int s = workload.segmentStart(op); s < workload.segmentEnd(op); s++) {
                        segments.append(workload.segmentGpa(s)).append('+').append(workload.segmentPages(s));
                        pages += workload.segmentPages(s);
                    }
                    assertEquals(workload.pages(op), pages, "segments of op " + op);
                    String direction = workload.direction(op).name();
                    assertNull(live.put(key, new Live(direction, pages, segments.toString())), "double map, op " + op);
                    livePages += pages;
                }
                case UNMAP -> {
                    assertEquals(workload.pages(op), live.remove(key).pages(), "op " + op);
                    livePages -= workload.pages(op);
                }
                case FLUSH -> {}
            }
        }
    }
}
