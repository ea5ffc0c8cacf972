package dirtysim.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.guest.Direction;
import dirtysim.host.InputException;
import dirtysim.workloads.record.TraceRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each recorder's lines, from real recordings and their quirks one by one. */
class DialectsTest {
    private static final String TC_MAP =
            "             fio-183   [000]     9.862733: map:                  IOMMU: iova=0x1000 - 0x2000 paddr=0x5000 size=4096\n";
    private static final String TC_CALL =
            "             fio-183   [000]     9.862735: dma_map_page:         0000:00:02.0 dir=FROM_DEVICE dma_addr=1000 size=4096 phys_addr=5000 attrs=\n";
    private static final String PERF_MAP =
            "             fio   194 [001]    12.075507:                      iommu:map: IOMMU: iova=0x1000 - 0x2000 paddr=0x5000 size=4096\n";
    private static final String PERF_CALL =
            "             fio   194 [001]    12.075508:               dma:dma_map_page: 0000:00:02.0 dir=FROM_DEVICE dma_addr=1000 size=4096 phys_addr=5000 attrs=\n";

    @ParameterizedTest
    @ValueSource(
            strings = {"trace-cmd", "trace-cmd-t", "trace-cmd-R", "trace-cmd33", "perf", "perf-ns", "perf-F", "perf612"
            })
    void aRealRunIsTheSameFromEachRecorder(String variant) throws IOException {
        boolean marks = variant.startsWith("trace-cmd");
        TraceRecords expected = Samples.read(Samples.text("ftrace"), false).records();
        TraceRecords actual = Samples.read(Samples.text(variant), false).records();
        Map<String, Integer> operations = Operations.of(expected, marks);
        assertTrue(operations.size() > 100);
        assertEquals(operations, Operations.of(actual, marks));
        assertEquals(expected.summary().events("dma_map_sg"), actual.summary().events("dma_map_sg"));
    }

    /** Linux 6.18 renamed two events and left their formats: {@code include/trace/events/dma.h}. */
    @ParameterizedTest
    @ValueSource(strings = {"ftrace", "trace-cmd", "trace-cmd-R", "perf", "perf-F"})
    void theNamesOfNewerKernels(String variant) throws IOException {
        String text = new String(Samples.text(variant), StandardCharsets.ISO_8859_1);
        String newer = text.replace("dma_map_page", "dma_map_phys").replace("dma_unmap_page", "dma_unmap_phys");
        TraceRecords expected = read(text).records();
        TraceRecords actual = read(newer).records();
        Map<String, Integer> operations = new TreeMap<>();
        Operations.of(expected, false).forEach((what, count) -> operations.put(what.replace("_PAGE", "_PHYS"), count));
        assertEquals(operations, Operations.of(actual, false));
        assertEquals(expected.summary().events("dma_map_page"), actual.summary().events("dma_map_phys"));
        assertEquals(expected.summary().devices(), actual.summary().devices());
    }

    /** Two lines each, separated by a semicolon: a map and its call of device d, on CPU 1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            iob:              fio-186   [001]     8.335985: map:                IOMMU: iova=0x1000 - 0x2000 paddr=0x5000 size=4096;iob:              fio-186   [001]     8.335986: dma_map_page:         d dir=TO_DEVICE dma_addr=1000 size=1 phys_addr=5000 attrs=
            kworker/-31      1.....     9.291901: map:                  IOMMU: iova=0x1000 - 0x2000 paddr=0x5000 size=4096;kworker/-31      1d.h1.     9.291902: dma_map_page: d dir=TO_DEVICE dma_addr=1000 size=1 phys_addr=5000 attrs=
               io j-7: [001]-196   [001]    11.041462: map: IOMMU: iova=0x1000 - 0x2000 paddr=0x5000 size=4096;   io j-7: [001]-196   [001]    11.041462: dma_map_page: d dir=TO_DEVICE dma_addr=1000 size=1 phys_addr=5000 attrs=
                         fio-183   [001] 1795359295.499906515: map:                  IOMMU: iova=0x1000 - 0x2000 paddr=0x5000 size=4096;             fio-183   [001] 1795359295.499906516: dma_map_page:  d dir=TO_DEVICE dma_addr=1000 size=1 phys_addr=5000 attrs=
                          ip-180   [001]    10.671044: map:                   iova=0x0000000000001000 paddr=0x0000000000005000 size=4096;              ip-180   [001]    10.671050: dma_map_page:          device=d phys_addr=5040 dma_addr=1040 size=1522 dir=1 attrs=0x0
             io j-7: [001]   194/196   [001]    11.016517:   iommu:map: IOMMU: iova=0x1000 - 0x2000 paddr=0x5000 size=4096;   io j-7: [001]   194/196   [001]    11.016518:    dma:dma_map_page: d dir=TO_DEVICE dma_addr=1000 size=1 phys_addr=5000 attrs=
            :-1    -1 [001]    11.016517:          1   iommu:map: IOMMU: iova=0x1000 - 0x2000 paddr=0x5000 size=4096;:-1    -1 [001]    11.016518:    dma:dma_map_page:k: d dir=TO_DEVICE dma_addr=1000 size=1 phys_addr=5000 attrs=
            """)
    void shapesOfLines(String lines) throws IOException {
        TraceRecords records = read(lines.replace(';', '\n')).records();
        assertEquals(2, records.size());
        assertEquals(0x1000, records.address(0));
        assertEquals(0x5000, records.physical(0));
        assertEquals(4096, records.length(0));
        assertEquals(0, records.call(0));
        assertEquals(List.of("d"), records.summary().devices());
        assertEquals(Direction.TO_DEVICE, records.direction(0));
        assertEquals(1, records.cpu(0));
    }

    @Test
    void marksOfTraceCmd() throws IOException {
        String at = "        wlall.sh-171   [000]     9.690127: print:                ";
        TraceRecords records = read("cpus=2\n" + at + "tracing_mark_write: T_A x\n" + at
                        + "ip=tracing_mark_write buf=T_B\n" + at + "0xffffffff811f1f05: T_C\n" + at
                        + "some_driver: T_D\n"
                        + TC_MAP)
                .records();
        assertEquals(
                List.of("T_A x", "T_B", "T_C"), List.of(records.markText(0), records.markText(1), records.markText(2)));
        assertEquals(4, records.size());
        assertEquals(3, records.summary().events("tracing_mark_write"));
        assertEquals(1, records.summary().events("some_driver"));
    }

    @Test
    void stacksMessagesAndEmptyLinesAreNoEvents() throws IOException {
        String traceCmd =
                "libtraceevent: No such file or directory\n  [dma:dma_map_sg] bad op token {\ncpus=2\nCPU 1 is empty\n"
                        + TC_MAP + "             fio-183   [000]     9.862734: kernel_stack:         <stack trace >\n"
                        + "=> trace_event_raw_event_map (ffffffff8193643e)\n" + TC_CALL;
        assertEquals(3, read(traceCmd).records().summary().totalEvents());
        String perf = "# ========\n# cmdline : /bin/perf record\n# ========\n#\n" + PERF_MAP
                + "\tffffffff81932c5c [unknown] ([kernel.kallsyms])\n\n" + PERF_CALL
                + "             fio   194 [001]    12.075507: PERF_RECORD_COMM: fio:194/194\n"
                + "             fio   194 [001]    12.075508:     sched:map: IOMMU: not ours\n"
                + "             fio   194 [001]    12.075509:     block:block_rq_issue: 259,0 R 4096 () 0 + 8 [fio]\n";
        TraceRecords records = read(perf).records();
        assertEquals(2, records.size());
        assertEquals(
                Map.of("map", 1L, "dma_map_page", 1L, "sched:map", 1L, "block:block_rq_issue", 1L),
                records.summary().events());
    }

    @Test
    void losses() {
        assertLost("the recorder lost 8632 events;", "cpus=2\n" + TC_MAP + "CPU:0 [8632 EVENTS DROPPED]\n" + TC_CALL);
        assertLost("lost 8632 events", "cpus=2\n" + TC_MAP + "iob: CPU:0 [8632 EVENTS DROPPED]\n" + TC_CALL);
        assertLost("1 of the gaps have no number", "cpus=2\n" + TC_MAP + "CPU:1 [EVENTS DROPPED]\n" + TC_CALL);
        String lost = "              ip   179 [001]     9.044726: PERF_RECORD_LOST lost 460\n";
        assertLost("lost 920 events in 2 gaps", PERF_MAP + lost + PERF_CALL + lost);
        assertLost("lost 127 events", PERF_MAP + PERF_CALL + "Processed 26227 events and lost 127 chunks!\n");
    }

    @Test
    void perfsRepeatsAreDroppedWhereTheyCanBeTold() throws IOException {
        String nanos = PERF_CALL.replace("12.075508:", "12.075508123:");
        Samples.Read dropped = read(PERF_MAP.replace("12.075507:", "12.075507001:") + nanos + nanos);
        assertEquals(2, dropped.records().size());
        assertEquals(2, dropped.records().summary().events("dma_map_page"));
        assertTrue(
                dropped.notes().toString().contains("wrote 1 records twice"),
                dropped.notes().toString());
        Samples.Read kept = read(PERF_MAP + PERF_MAP + PERF_CALL + PERF_CALL);
        assertEquals(3, kept.records().size());
        assertTrue(kept.notes().toString().contains("--ns"), kept.notes().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            phys_addrs=ARRAY[00, 50, 00, 00, 00, 00, 00] dma_addrs=ARRAY[00, 10, 00, 00, 00, 00, 00, 00] lengths=ARRAY[00, 10, 00, 00] dir=2 | no numbers of 8
            phys_addrs=ARRAY[0, 50] dma_addrs=ARRAY[00, 10, 00, 00, 00, 00, 00, 00] lengths=ARRAY[00, 10, 00, 00] dir=2 | two digits
            dir=2 phys_addrs=ARRAY[] dma_addrs=ARRAY[00, 10, 00, 00, 00, 00, 00, 00] lengths=ARRAY[00, 10, 00 | is cut
            phys_addrs=ARRAY[] dma_addrs=ARRAY[00, 10, 00, 00, 00, 00, 00, 00] lengths=ARRAY[00, 10, 00, 00] dir=7 | DMA direction
            """)
    void brokenRawFields(String fields, String what) {
        String line = "fio-1 [000] 1.000000: dma_map_sg: [FAILED TO PARSE] device=d " + fields + "\n";
        InputException refusal = assertThrows(InputException.class, () -> read(TC_MAP + line));
        assertTrue(refusal.getMessage().contains(what), refusal.getMessage());
        assertTrue(refusal.getMessage().startsWith("sample, line 2"), refusal.getMessage());
    }

    @Test
    void aMapThatContradictsItselfIsRefused() {
        InputException refusal =
                assertThrows(InputException.class, () -> read(TC_MAP.replace("size=4096", "size=8192")));
        assertTrue(refusal.getMessage().contains("does not have the 8192 bytes"), refusal.getMessage());
        refusal = assertThrows(
                InputException.class, () -> read(TC_MAP.replace("paddr=0x5000", "paddr=0xf000000000005000")));
        assertTrue(refusal.getMessage().contains("57 bits"), refusal.getMessage());
    }

    @Test
    void csvInAnyOrderOfColumns() throws IOException {
        TraceRecords records = read("# made by hand\nop,device,time_us,cpu,bytes,iova,gpa,direction,extra\n"
                        + "map, nic ,10.5,1,8192,0x1000,0x5000,from_device,\n"
                        + "map,nvme,11,0,4096,0x9000,0x7000,coherent,\n"
                        + "flush,nic,12,0,,,,,\n"
                        + "unmap,nic,13,0,8192,0x1000,,from_device,\n"
                        + "flush,nvme,14,0,4096,0x9000,,,\n")
                .records();
        assertEquals(List.of("nic", "nvme"), records.summary().devices());
        assertEquals(2, records.summary().events("map"));
        assertEquals(0, records.device(0));
        assertEquals(Direction.FROM_DEVICE, records.direction(0));
        assertEquals(10, records.timeUs(0));
        assertEquals(Direction.COHERENT, records.direction(2));
        assertEquals("MAP CALL MAP CALL FLUSH_DOMAIN UNMAP FLUSH_RANGE", RecordsAssert.kinds(records));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            map,1,1000,0x5000,4096 | iova is '1000', no hexadecimal
            map,x,0x1000,0x5000,4096 | no number of microseconds
            map,1,0x1000,0x5000,0 | bytes is 0
            map,1,0x1000,0x5000 | there are 4 fields, and 5 columns
            peek,1,0x1000,0x5000,1 | op is 'peek'
            """)
    void brokenRows(String row, String what) {
        InputException refusal = assertThrows(
                InputException.class, () -> read("op,time_us,iova,gpa,bytes\nmap,1,0x1000,0x5000,4096\n" + row + "\n"));
        assertTrue(refusal.getMessage().contains(what), refusal.getMessage());
        assertTrue(refusal.getMessage().startsWith("sample, line 3"), refusal.getMessage());
    }

    @Test
    void qemusLog() throws IOException {
        Samples.Read imported = read("qemu-system-x86_64: warning: something\n"
                + "7@1608130130.000001:vtd_replay_ce_valid caching: replay valid context device 00:02.00 domain 0x4 hi 0x1 lo 0x2\n"
                + "7@1608130130.000002:vtd_page_walk_one domain 0x4 iova 0x1000 -> gpa 0x5000 mask 0xfff perm 3\n"
                + "7@1608130130.000003:vtd_page_walk_one domain 0x4 iova 0x1000 -> gpa 0x5000 mask 0xfff perm 3\n"
                + "8@1608130130.000004:vtd_page_walk_one domain 0x4 iova 0x200000 -> gpa 0x600000 mask 0x1fffff perm 1\n"
                + "7@1608130130.000005:vtd_page_walk_one domain 0x4 iova 0x1000 -> gpa 0x0 mask 0xfff perm 0\n"
                + "7@1608130130.000006:vtd_inv_desc_iotlb_pages iotlb invalidate domain 0x4 addr 0x1000 mask 0x1\n"
                + "7@1608130130.000007:vtd_as_unmap_whole Device 00:02.0 start 0x0 size 0x8000000000\n"
                + "7@1608130130.000008:vtd_inv_desc_iotlb_domain iotlb invalidate whole domain 0x4\n");
        TraceRecords records = imported.records();
        assertEquals("MAP CALL MAP CALL UNMAP FLUSH_RANGE UNMAP FLUSH_DOMAIN", RecordsAssert.kinds(records));
        assertEquals(List.of("00:02.0"), records.summary().devices());
        assertEquals(Direction.UNKNOWN, records.direction(0));
        assertEquals(Direction.TO_DEVICE, records.direction(2));
        assertEquals(2 << 20, records.length(6));
        assertEquals(8192, records.length(5));
        assertEquals(1, records.cpu(2));
        assertEquals(2, records.summary().events("map"));
        InputException refusal = assertThrows(
                InputException.class,
                () -> read("vtd_page_walk_one domain 0x4 iova 0x1000 -> gpa 0x5000 mask 0xfff perm 3\n"));
        assertTrue(refusal.getMessage().contains("-msg timestamp=on"), refusal.getMessage());
    }

    private static void assertLost(String what, String text) {
        InputException refusal = assertThrows(InputException.class, () -> read(text));
        assertTrue(refusal.getMessage().contains(what), refusal.getMessage());
    }

    private static Samples.Read read(String text) throws IOException {
        return Samples.read(text.getBytes(StandardCharsets.UTF_8), false);
    }
}
