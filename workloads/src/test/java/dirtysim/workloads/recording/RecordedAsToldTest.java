package dirtysim.workloads.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.guest.Workload;
import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the commands of the pages would print is imported. The lines are made as the options of the export say that stands on the
 * page, in the shapes of real recordings (samples of the tests, {@code trace-cmd} 3.1, {@code perf} 6.1); an option that nobody has taught
 * this test fails it.
 */
class RecordedAsToldTest {
    private static final Set<String> PERF_FIELDS =
            new TreeSet<>(List.of("comm", "pid", "tid", "cpu", "time", "event", "trace"));

    /** An event: its microseconds and nanoseconds, group, name and details. */
    private record Event(int us, int ns, String group, String name, String details) {}

    @TempDir
    Path folder;

    /** Two buffers mapped and unmapped, as a kernel prints it; 6.18 and later say {@code phys} for {@code page}. */
    private static List<Event> events(String page) {
        String flush = "dmar0 dmar0[0] type iotlb did 4 [0x";
        return List.of(
                event(
                        100,
                        "iommu",
                        "map",
                        "IOMMU: iova=0x00000000ffff1000 - 0x00000000ffff2000 paddr=0x0000000012345000 size=4096"),
                event(
                        101,
                        "dma",
                        "dma_map_" + page,
                        "0000:00:02.0 dir=FROM_DEVICE dma_addr=ffff1040 size=1522 phys_addr=12345040 attrs="),
                event(
                        150,
                        "iommu",
                        "map",
                        "IOMMU: iova=0x00000000ffff2000 - 0x00000000ffff4000 paddr=0x0000000012346000 size=8192"),
                event(
                        151,
                        "dma",
                        "dma_map_" + page,
                        "0000:00:02.0 dir=TO_DEVICE dma_addr=ffff2000 size=8192 phys_addr=12346000 attrs="),
                event(
                        300,
                        "iommu",
                        "unmap",
                        "IOMMU: iova=0x00000000ffff1000 - 0x00000000ffff2000 size=4096 unmapped_size=4096"),
                event(
                        301,
                        "intel_iommu",
                        "cache_tag_flush_range",
                        flush + "ffff1000-0xffff1fff] addr 0xffff1000 pages 0x1 mask 0x0"),
                event(
                        302,
                        "dma",
                        "dma_unmap_" + page,
                        "0000:00:02.0 dir=FROM_DEVICE dma_addr=ffff1040 size=1522 attrs="),
                event(
                        400,
                        "iommu",
                        "unmap",
                        "IOMMU: iova=0x00000000ffff2000 - 0x00000000ffff4000 size=8192 unmapped_size=8192"),
                event(
                        401,
                        "intel_iommu",
                        "cache_tag_flush_range",
                        flush + "ffff2000-0xffff3fff] addr 0xffff2000 pages 0x2 mask 0x1"),
                event(
                        402,
                        "dma",
                        "dma_unmap_" + page,
                        "0000:00:02.0 dir=TO_DEVICE dma_addr=ffff2000 size=8192 attrs="));
    }

    private static Event event(int us, String group, String name, String details) {
        return new Event(us, us % 7 + 100, group, name, details);
    }

    /** The command of a page that writes the export, its continuation lines joined. */
    private static List<String> export(Recorder recorder, String program) {
        String page = recorder.commands().replace("\\\n", " ");
        Matcher command =
                Pattern.compile("(?m)^ +(" + program + " .*my-test.*)$").matcher(page);
        assertTrue(command.find(), page);
        String before = command.group(1).split("\\|")[0].split("2>")[0].strip();
        return List.of(before.split(" +"));
    }

    private static String text(Recorder recorder, List<Event> events) {
        return switch (recorder) {
            case FTRACE -> ftrace(events);
            case TRACE_CMD -> traceCmd(events);
            case PERF -> perf(events);
        };
    }

    private static String ftrace(List<Event> events) {
        List<String> command = export(Recorder.FTRACE, "gzip");
        assertEquals(List.of("gzip", "-c", "trace", ">", "/root/my-test.trace.gz"), command);
        StringBuilder text =
                new StringBuilder("# tracer: nop\n#\n# entries-in-buffer/entries-written: 10/10   #P:2\n#\n");
        for (Event event : events) {
            text.append(String.format(
                    Locale.ROOT,
                    "%16s-%-7d [%03d] d.s1. %5d.%06d: %s: %s%n",
                    "kworker/u8:1",
                    31,
                    1,
                    11,
                    event.us(),
                    event.name(),
                    event.details()));
        }
        return text.toString();
    }

    private static String traceCmd(List<Event> events) {
        List<String> command = export(Recorder.TRACE_CMD, "trace-cmd report");
        assertEquals(List.of("trace-cmd", "report", "-t", "-i", "trace.dat"), command);
        StringBuilder text = new StringBuilder("cpus=2\n");
        for (Event event : events) {
            text.append(String.format(
                    Locale.ROOT,
                    "%16s-%-5d [%03d] %5d.%06d%03d: %-21s %s%n",
                    "kworker/u8:1",
                    31,
                    1,
                    11,
                    event.us(),
                    event.ns(),
                    event.name() + ":",
                    event.details()));
        }
        return text.toString();
    }

    private static String perf(List<Event> events) {
        List<String> command = export(Recorder.PERF, "perf script");
        assertEquals(
                List.of("perf", "script", "--ns", "--show-lost-events", "-F"),
                command.subList(0, 5),
                "options of perf");
        assertEquals(PERF_FIELDS, new TreeSet<>(List.of(command.get(5).split(","))));
        assertEquals(List.of("-i", "perf.data"), command.subList(6, 8));
        StringBuilder text = new StringBuilder();
        for (Event event : events) {
            text.append(String.format(
                    Locale.ROOT,
                    "%16s %5d/%-5d [%03d] %5d.%06d%03d: %30s: %s%n",
                    "kworker/u8:1-ev",
                    31,
                    31,
                    1,
                    11,
                    event.us(),
                    event.ns(),
                    event.group() + ":" + event.name(),
                    event.details()));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"FTRACE,page", "FTRACE,phys", "TRACE_CMD,page", "TRACE_CMD,phys", "PERF,page", "PERF,phys"})
    void whatIsPrintedIsImported(Recorder recorder, String page) throws IOException {
        Path file = folder.resolve("my-test.gz");
        String text = text(recorder, events(page)).replace(System.lineSeparator(), "\n");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Trace trace = Traces.open(file.toString(), false);
        assertEquals(List.of("0000:00:02.0"), trace.records().summary().devices());
        assertEquals(2, trace.records().summary().events("dma_map_" + page));
        assertEquals(10, trace.records().summary().totalEvents());
        // A text of perf without a loss is the same with the option as without.
        String unsure = "perf script says nothing of lost events unless it is run with --show-lost-events";
        assertEquals(recorder == Recorder.PERF ? List.of(unsure) : List.of(), trace.notes());
        Workload workload = trace.workload();
        assertEquals(
                "MAP FROM_DEVICE ffff1000+1 0, MAP TO_DEVICE ffff2000+2 50, UNMAP FROM_DEVICE ffff1000+1 200,"
                        + " UNMAP TO_DEVICE ffff2000+2 300",
                operations(workload));
        assertEquals(false, workload.lazy());
    }

    private static String operations(Workload workload) {
        StringBuilder all = new StringBuilder();
        for (int op = 0; op < workload.size(); op++) {
            all.append(op == 0 ? "" : ", ")
                    .append(workload.kind(op))
                    .append(' ')
                    .append(workload.direction(op))
                    .append(' ')
                    .append(Long.toHexString(workload.iova(op)))
                    .append('+')
                    .append(workload.pages(op))
                    .append(' ')
                    .append(workload.timePs(op) / 1_000_000);
        }
        return all.toString();
    }
}
