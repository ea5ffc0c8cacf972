package dirtysim.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.guest.Direction;
import dirtysim.host.InputException;
import dirtysim.workloads.record.TraceRecords;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings of kernels, options and editors of which no real one is at hand: a real one, changed into their shape. */
class OtherRecordingsTest {
    private static final Pattern EVENT =
            Pattern.compile("(?m)^(.*?)-(\\d+) +\\[(\\d+)\\] (\\S{5}) +(\\d+)\\.(\\d{6}): (.*)$");
    private static final String AT = "             fio-183     [000] .....     9.862733: ";
    private static final String MAP = AT + "map: IOMMU: iova=0x1000 - 0x2000 paddr=0x5000 size=4096\n";

    @TempDir
    Path folder;

    /** {@code include/trace/events/dma.h} of Linux 6.12.0: no direction of allocations, no lengths of scatter lists. */
    @ParameterizedTest
    @ValueSource(strings = {"ftrace", "trace-cmd33", "trace-cmd", "trace-cmd-R", "perf"})
    void theFirstKernelWithDmaEvents(String variant) throws IOException {
        String text = text(variant);
        String older =
                text.replaceAll("(dma_(?:alloc|free): .*?) dir=\\w+", "$1").replaceAll(" nents=\\S+ ents=\\S+", "");
        assertTrue(older.length() < text.length());
        assertSame(text, older);
    }

    @Test
    void aFreeWithoutDirectionEndsItsMapping() throws IOException {
        TraceRecords records =
                read(MAP + AT + "dma_alloc: d dma_addr=1000 size=4096 virt_addr=00f flags=GFP_KERNEL attrs=\n"
                        + AT + "dma_free: d dma_addr=1000 size=4096 virt_addr=00f attrs=\n"
                        + AT + "unmap: IOMMU: iova=0x1000 - 0x2000 size=4096 unmapped_size=4096\n");
        assertEquals("MAP CALL UNMAP", RecordsAssert.kinds(records));
        assertEquals(Direction.COHERENT, records.direction(1));
        assertEquals(0, records.device(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dma_map_page: d dma_addr=1000 size=4096 phys_addr=5000 attrs= | 'dir' is missing
            dma_map_page: ffffffff81932c5c __iommu_map+0x5c d dir=NONE dma_addr=1000 size=4096 phys_addr=5000 attrs= | 'dir' is missing
            map: iova=0x1000 (4096) paddr=0x5000 (20480) size=0x1000 (4096) | options/fields
            dma_map_page: device=d phys_addr=0x5000 (20480) dma_addr=0x1000 (4096) size=0x1000 (4096) dir=0x2 (2) | options/fields
            """)
    void linesThatAreRefused(String details, String what) {
        assertRefused("sample, line 2", what, MAP + AT + details + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<stack trace>\n => trace_event_raw_event_map\n => __iommu_map",
                "<user stack trace>\n =>  <00007f8f2d3c1a2b>\n => /usr/bin/fio[+0x1234] <000055>",
                "map <-nvme_map_data",
                "dma_alloc_pages+0x4/0x80 [nvme] <-nvme_map_data+0x10/0x40",
                "sys_read(fd: 3, buf: 7ffd, count: 1)",
                "sys_read -> 0x1",
                "foo+0x12/0x30: printed"
            })
    void whatFtracePrintsBesidesEvents(String other) throws IOException {
        String text = text("ftrace");
        long events = read(text).summary().totalEvents();
        String more = EVENT.matcher(text)
                .replaceAll(line -> line.group().replace("$", "\\$") + "\n$1-$2 [$3] $4 $5.$6: " + other);
        assertSame(text, more);
        assertEquals(2 * events, read(more).summary().totalEvents());
    }

    @Test
    void latencyFormat() throws IOException {
        String text = text("ftrace");
        String latency = EVENT.matcher(text)
                .replaceAll(line -> String.format(
                                "%8.8s-%-7s %3d%s %4dus%s: %s",
                                line.group(1).trim(),
                                line.group(2),
                                Integer.parseInt(line.group(3)),
                                line.group(4),
                                Long.parseLong(line.group(5)) * 1_000_000 + Long.parseLong(line.group(6)),
                                line.start() % 2 == 0 ? "+" : " ",
                                line.group(7))
                        .replace("$", "\\$"));
        assertSame(text, latency);
        assertEquals(read(text).timeUs(7), read(latency).timeUs(7));
    }

    @Test
    void clocksThatCountNoSecondsAndAnotherTracer() throws IOException {
        assertRefused("sample, line 1", "trace_clock", MAP.replace("9.862733:", "    9862733:"));
        assertRefused("sample, line 2", "trace_clock", "cpus=2\n" + MAP.replace("9.862733:", "9862733:"));
        assertRefused("sample, line 1", "current_tracer", "# tracer: function_graph\n#\n 0)  /* map: IOMMU: */\n");
    }

    @Test
    void perfsOwnRecordsOfNoTask() throws IOException {
        String perf = text("perf");
        assertRefused("sample", "lost 5 events", perf + "PERF_RECORD_LOST_SAMPLES lost 5\n");
        assertRefused("sample", "lost 5 events", perf + "swapper 0 [-01] 0.000000: PERF_RECORD_LOST_SAMPLES lost 5\n");
        assertSame(perf, perf.replaceFirst("\n", "\nPERF_RECORD_FINISHED_ROUND\n"));
    }

    /** Editors of Windows put the mark first; it must not make the first event another line. */
    @ParameterizedTest
    @ValueSource(strings = {"ftrace", "perf", "trace-cmd"})
    void aByteOrderMark(String variant) throws IOException {
        String text = text(variant);
        Path plain = Files.writeString(folder.resolve("plain.txt"), text);
        Path marked = Files.writeString(folder.resolve("marked.txt"), "\ufeff" + text.replace("\n", "\r\n"));
        TraceRecords expected = Traces.open(plain.toString(), false).records();
        assertEquals(
                Operations.of(expected, true),
                Operations.of(Traces.open(marked.toString(), false).records(), true));
        assertEquals(
                expected.summary().events(),
                Traces.open(marked.toString(), false).records().summary().events());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void utf16(String charset) {
        byte[] text = MAP.trim().getBytes(Charset.forName(charset));
        InputException refusal = assertThrows(InputException.class, () -> Samples.read(text, false));
        assertTrue(refusal.getMessage().contains("UTF-16"), refusal.getMessage());
    }

    /** Nearly a CSV of operations: what is wrong with it must not be said of ftrace's lines. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "time_us;op;iova;gpa;bytes",
                "\"time_us\",\"op\",\"iova\",\"gpa\",\"bytes\"",
                "TIME_US,OP,IOVA,GPA,BYTES",
                "time_ns,op,iova,gpa,bytes"
            })
    void columnsSpelledOtherwise(String header) {
        assertRefused("sample, line 1", "there is no column 'time_us'", header + "\n10,map,0x1000,0x5000,4096\n");
    }

    /** {@code qemu_log} prints a date since QEMU 10.2, and error messages have it too. */
    @Test
    void qemusLogWithDates() throws IOException {
        String at = "2026-01-31T12:34:56";
        TraceRecords records = read(at + ".000009Z qemu-system-x86_64: warning: something\n" + at
                + "Z vtd_page_walk_one domain 0x4 iova 0x1000 -> gpa 0x5000 mask 0xfff perm 3\n" + at
                + ".000002Z vtd_page_walk_one domain 0x4 iova 0x1000 -> gpa 0x0 mask 0xfff perm 0\n");
        assertEquals("MAP CALL UNMAP", RecordsAssert.kinds(records));
        assertEquals(1_769_862_896_000_000L, records.timeUs(0));
        assertEquals(2, records.timeUs(2) - records.timeUs(0));
        assertRefused("sample, line 2", "no date", at + "Z vtd_x y\n2026-02-31T12:34:56Z vtd_x y\n");
        assertRefused("sample, line 2", "MICROSZ", at + "Z vtd_x y\n" + at + ".00001Z vtd_x y\n");
    }

    /** A guest that gave up a whole table: {@code vtd_page_walk_level} tells of its entry, not of those below. */
    @Test
    void oneUnmapOfQemuEndsAllThatItCovers() throws IOException {
        String walk = "7@1.000001:vtd_page_walk_one domain 0x4 iova ";
        TraceRecords records = read(walk + "0x1ff000 -> gpa 0x5000 mask 0xfff perm 3\n" + walk
                + "0x200000 -> gpa 0x6000 mask 0xfff perm 3\n" + walk
                + "0x3ff000 -> gpa 0x7000 mask 0xfff perm 3\n" + walk
                + "0x400000 -> gpa 0x8000 mask 0xfff perm 3\n" + walk
                + "0x200000 -> gpa 0x0 mask 0x1fffff perm 0\n");
        assertEquals("MAP CALL MAP CALL MAP CALL MAP CALL UNMAP UNMAP", RecordsAssert.kinds(records));
        assertEquals(List.of(0x200000L, 0x3ff000L), List.of(records.address(8), records.address(9)));
        assertEquals(4096, records.length(9));
    }

    private static void assertSame(String text, String other) throws IOException {
        TraceRecords expected = read(text);
        TraceRecords actual = read(other);
        assertEquals(Operations.of(expected, true), Operations.of(actual, true));
        assertEquals(expected.summary().devices(), actual.summary().devices());
        assertEquals(expected.summary().events("map"), actual.summary().events("map"));
    }

    private static void assertRefused(String where, String what, String text) {
        InputException refusal = assertThrows(InputException.class, () -> read(text));
        assertTrue(refusal.getMessage().startsWith(where), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(what), refusal.getMessage());
    }

    private static String text(String variant) {
        try {
            return new String(Samples.text(variant), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static TraceRecords read(String text) throws IOException {
        return Samples.read(text.getBytes(StandardCharsets.UTF_8), false).records();
    }
}
