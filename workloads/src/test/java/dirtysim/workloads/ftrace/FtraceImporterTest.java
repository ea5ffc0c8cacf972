package dirtysim.workloads.ftrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.guest.Direction;
import dirtysim.workloads.SyntheticTraces;
import dirtysim.workloads.Trace;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FtraceImporterTest {
    private final StringBuilder text = new StringBuilder();
    private long timeUs = 1_000_000;

    @Test
    void theCommMayHoldAnything() {
        event("a [000] b-1", 7, 1, map(0x1000, 0x5000, 4096));
        event("kworker/u8:0-ev", 7, 1, "dma_map_page: dev dir=TO_DEVICE dma_addr=1000 size=1 phys_addr=5000 attrs=");
        event("<...>", 8, 0, map(0x2000, 0x6000, 4096));
        event("x-1 [001] d..1.", 8, 0, "dma_map_page: dev dir=TO_DEVICE dma_addr=2000 size=1 phys_addr=6000 attrs=");
        event("-", 9, 12, map(0x3000, 0x6000, 4096));
        text.append(
                "t-9 [012] d..1 1.000009: dma_map_page: dev dir=TO_DEVICE dma_addr=3000 size=1 phys_addr=6000 attrs=\r\n");
        text.append("t-10 (     10) [012] d..1. 1.000010: tracing_mark_write: a-1 [000] ..... 1.000000: map: x\n");
        text.append("t-10 (-----) [013] d..1. 1.000010: tracing_mark_write: plain");
        TraceRecords records = records();
        assertEquals(
                List.of(0, 0, 0), calls(records).stream().map(records::device).toList());
        assertEquals(List.of(0, 1, 2), maps(records).stream().map(records::call).toList());
        assertEquals(1, records.cpu(0));
        assertEquals("a-1 [000] ..... 1.000000: map: x", records.markText(6));
        assertEquals(13, records.cpu(7));
        assertEquals("plain", records.markText(7));
    }

    @Test
    void nestedInterruptsAndEqualTimesKeepTheFilesOrder() {
        event("fio", 5, 0, map(0xfffff000L, 0x1000, 4096));
        event("fio", 5, 0, map(0xfffff000L, 0x2000, 4096));
        timeUs -= 2;
        event("fio", 5, 0, call("dma_map_page", "nic", "FROM_DEVICE", 0xfffff040L, 1522));
        event("fio", 5, 0, unmap(0xffffe000L, 4096));
        event("fio", 5, 0, call("dma_unmap_page", "nic", "TO_DEVICE", 0xffffe802L, 90));
        event("fio", 5, 0, call("dma_map_page", "nvme", "TO_DEVICE", 0xfffff000L, 4096));
        TraceRecords records = records();
        assertEquals("MAP MAP CALL UNMAP CALL", kinds(records));
        assertEquals(List.of("nic", "nvme"), records.summary().devices());
        assertEquals(1, records.device(0), "the outer call's map stands first");
        assertEquals(Direction.TO_DEVICE, records.direction(0));
        assertEquals(0, records.device(1));
        assertEquals(Direction.FROM_DEVICE, records.direction(1));
        assertEquals(0, records.device(3));
        assertEquals(1, records.summary().outOfOrder());
    }

    @Test
    void eachIdleCpuIsATaskOfItsOwn() {
        event("<idle>", 0, 0, map(0x1000, 0x1000, 4096));
        event("<idle>", 0, 1, map(0x1000, 0x2000, 4096));
        event("<idle>", 0, 0, call("dma_map_page", "a", "TO_DEVICE", 0x1000, 1));
        event("<idle>", 0, 1, call("dma_map_page", "b", "TO_DEVICE", 0x1000, 1));
        TraceRecords records = records();
        assertEquals(0, records.device(0));
        assertEquals(1, records.device(1));
    }

    @Test
    void aScatterListIsManyMapsAndOneUnmapAfterItsRelease() {
        event("fio", 5, 0, map(0x10000, 0x5000, 8192));
        event("fio", 5, 0, map(0x12000, 0x9000, 4096));
        event("fio", 5, 0, scatter("dma_map_sg", "nvme", "{0x10000}", "{0x3000}", "{0x5000,0x6000,0x9000}"));
        event("fio", 6, 1, map(0x10000, 0x5000, 8192));
        event("fio", 6, 1, scatter("dma_map_sg", "ahci", "{0x10000}", "{0x2000}", "{0x5000,0x6000,0x9000}"));
        event("<idle>", 0, 1, "dma_unmap_sg: ahci dir=FROM_DEVICE phys_addrs={0x5000,0x6000,0x9000} attrs=");
        event("<idle>", 0, 1, unmap(0x10000, 8192));
        event("<idle>", 0, 0, "dma_unmap_sg: nvme dir=FROM_DEVICE phys_addrs={0x5000,0x6000,0x9000} attrs=");
        event("<idle>", 0, 0, unmap(0x10000, 12288));
        TraceRecords records = records();
        assertEquals("MAP MAP CALL MAP CALL UNMAP UNMAP", kinds(records));
        assertEquals(List.of(0, 0, 1), maps(records).stream().map(records::call).toList());
        assertEquals(CallKind.DMA_MAP_SG, records.callKind(2));
        assertEquals(0x3000, records.length(2));
        assertEquals(1, records.device(5));
        assertEquals(0, records.device(6));
        assertEquals(Direction.FROM_DEVICE, records.direction(6));
    }

    @Test
    void aTruncatedListTakesAllMapsOfItsRun() {
        int entries = ScatterLists.PRINTED_ENTRIES + 10;
        event("fio", 5, 0, map(0x5000, 0x5000, 4096));
        for (int i = 0; i < entries; i++) {
            event("fio", 5, 0, map(0x100000 + i * 4096L, i * 8192L, 4096));
        }
        String all = IntStream.range(0, entries).mapToObj(i -> hex(i * 8192L)).collect(Collectors.joining(","));
        String printed = IntStream.range(0, ScatterLists.PRINTED_ENTRIES)
                .mapToObj(i -> hex(i * 8192L))
                .collect(Collectors.joining(","));
        event(
                "fio",
                5,
                0,
                "dma_map_sg: nvme dir=TO_DEVICE nents=128/138 ents=1/1 [TRUNCATED] dma_addrs={0x100000} sizes={0x80000}"
                        + " phys_addrs={" + printed + "} attrs=");
        event("fio", 5, 0, "dma_unmap_sg: nvme dir=TO_DEVICE phys_addrs={" + all + "} attrs=");
        event("fio", 5, 0, unmap(0x100000, entries * 4096L));
        TraceRecords records = records();
        assertEquals(TraceRecords.UNATTRIBUTED, records.call(0));
        assertEquals(
                entries,
                maps(records).stream().filter(map -> records.call(map) == 0).count());
        assertEquals(0, records.namedDevice(records.size() - 1));
    }

    @Test
    void allocationsAreCoherentAndNothingFollowsTheFreeOfNothing() {
        event("ip", 5, 0, map(0xffffc000L, 0x1000, 4096));
        event("ip", 5, 0, map(0xffffd000L, 0x9000, 4096));
        event(
                "ip",
                5,
                0,
                "dma_alloc: nic dir=BIDIRECTIONAL dma_addr=ffffc000 size=6726 virt_addr=0 flags=GFP_KERNEL attrs=");
        event("ip", 5, 0, "dma_free: nic dir=BIDIRECTIONAL dma_addr=0 size=0 virt_addr=0 attrs=");
        event("ip", 5, 0, "dma_free: nic dir=BIDIRECTIONAL dma_addr=ffffc000 size=6726 virt_addr=0 attrs=");
        event("ip", 5, 0, unmap(0xffffc000L, 8192));
        TraceRecords records = records();
        assertEquals("MAP MAP CALL UNMAP", kinds(records));
        for (int record = 0; record < 4; record++) {
            assertEquals(Direction.COHERENT, records.direction(record));
            assertEquals(0, records.device(record));
        }
    }

    @Test
    void whatNothingExplainsIsGivenUpAndBlocksNothing() {
        event("init", 1, 0, map(0, 0, 1 << 24));
        int pairs = Attribution.LOOK_AHEAD;
        for (int i = 0; i < pairs; i++) {
            event("fio", 5, 0, map(0x1000, 0x5000, 4096));
            event("fio", 5, 0, call("dma_map_page", i % 2 == 0 ? "a" : "b", "TO_DEVICE", 0x1000, 1));
        }
        event("init", 1, 0, call("dma_map_page", "late", "TO_DEVICE", 0, 1 << 24));
        Trace trace = SyntheticTraces.open(text.toString());
        TraceRecords records = trace.records();
        assertEquals(2 * pairs + 2, records.size());
        assertEquals(TraceRecords.UNATTRIBUTED, records.device(0));
        assertEquals(
                1, trace.statistics().toJson().at("/stats/unattributed_maps").asInt());
        assertEquals(
                List.of("no dma event explains 1 maps and 0 unmaps"),
                trace.notes().subList(0, 1));
    }

    @Test
    void withoutDmaEventsThereIsOneDeviceOfUnknownDirection() {
        for (int i = 0; i < Attribution.LOOK_AHEAD + 10; i++) {
            event("fio", 5, 0, map(0x1000, 0x5000, 4096));
            event("fio", 5, 0, "unmap: IOMMU: iova=0x1000 size=4096 unmapped_size=4096");
        }
        Trace trace = SyntheticTraces.open(text.toString());
        assertEquals(List.of(FtraceImporter.UNKNOWN_DEVICE), trace.workload().devices());
        assertEquals(Direction.UNKNOWN, trace.workload().direction(0));
        assertEquals(2 * (Attribution.LOOK_AHEAD + 10), trace.workload().size());
        assertTrue(
                trace.notes().get(0).contains("no dma:* events"), trace.notes().toString());
        assertEquals(trace.notes(), trace.workload().notes());
    }

    private TraceRecords records() {
        return SyntheticTraces.open(text.toString()).records();
    }

    private void event(String comm, int pid, int cpu, String event) {
        text.append(String.format(
                Locale.ROOT,
                "%16s-%-7d [%03d] d..1. %5d.%06d: %s%n",
                comm,
                pid,
                cpu,
                timeUs / 1_000_000,
                timeUs % 1_000_000,
                event));
        timeUs++;
    }

    private static String map(long iova, long physical, long size) {
        return String.format(
                Locale.ROOT,
                "map: IOMMU: iova=0x%016x - 0x%016x paddr=0x%016x size=%d",
                iova,
                iova + size,
                physical,
                size);
    }

    private static String unmap(long iova, long size) {
        return String.format(
                Locale.ROOT,
                "unmap: IOMMU: iova=0x%016x - 0x%016x size=%d unmapped_size=%d",
                iova,
                iova + size,
                size,
                size);
    }

    private static String call(String event, String device, String direction, long address, long size) {
        return String.format(
                Locale.ROOT,
                "%s: %s dir=%s dma_addr=%x size=%d phys_addr=0 attrs=",
                event,
                device,
                direction,
                address,
                size);
    }

    private static String scatter(String event, String device, String addresses, String sizes, String physical) {
        return event + ": " + device + " dir=FROM_DEVICE nents=3/3 ents=1/1 dma_addrs=" + addresses + " sizes=" + sizes
                + " phys_addrs=" + physical + " attrs=NO_WARN";
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    private static List<Integer> maps(TraceRecords records) {
        return ofKind(records, RecordKind.MAP);
    }

    private static List<Integer> calls(TraceRecords records) {
        return ofKind(records, RecordKind.CALL);
    }

    private static List<Integer> ofKind(TraceRecords records, RecordKind kind) {
        List<Integer> found = new ArrayList<>();
        for (int record = 0; record < records.size(); record++) {
            if (records.kind(record) == kind) {
                found.add(record);
            }
        }
        return found;
    }

    private static String kinds(TraceRecords records) {
        return IntStream.range(0, records.size())
                .mapToObj(record -> records.kind(record).name())
                .collect(Collectors.joining(" "));
    }
}
