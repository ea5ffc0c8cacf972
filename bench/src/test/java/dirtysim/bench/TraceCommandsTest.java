package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.workloads.recording.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trace info --html}, {@code trace record-help}, {@code trace shape} and {@code --rate}. */
class TraceCommandsTest {
    private static final String TRACE = "nvme-randwrite4k-strict";

    @TempDir
    Path folder;

    @Test
    void infoWritesOnePageOfHtml() throws IOException {
        Path page = folder.resolve("page.html");
        String text = CommandLineRun.of("trace", "info", TRACE, "--html", page, "--rate", "40Gbit/s")
                .succeeded()
                .out();
        assertTrue(text.contains("for 40 Gbit/s      --time-scale "), text);
        assertFalse(text.contains("for 10 Gbit/s"), text);
        assertTrue(text.endsWith("\npage: " + page + "\n"), text);
        String html = Files.readString(page);
        assertEquals(5, html.split("<figure ", -1).length - 1);
        assertTrue(html.contains("written, by the model"), "pages by window");
        assertTrue(html.length() < 150_000, html.length() + " characters");
        // The bundled name has no file, and so nobody's accesses beside it.
        assertFalse(html.contains("written, as recorded"));
        assertTrue(CommandLineRun.of("trace", "info", TRACE, "--json", "--html", page)
                .complaint()
                .startsWith("--json: "));
        assertTrue(CommandLineRun.of(
                        "trace", "info", TRACE, "--html", folder.resolve("no").resolve("x.html"))
                .complaint()
                .contains("x.html"));
    }

    @Test
    void aRecordingOfNoLengthHasNoRate() throws IOException {
        Path trace = Files.writeString(
                folder.resolve("one.csv"), "time_us,op,iova,gpa,bytes\n10,map,0xfffff000,0x4d84000,4096\n");
        String text = CommandLineRun.of("trace", "info", trace).succeeded().out();
        assertTrue(text.contains("1 maps and 0 unmaps on 1"), text);
        assertTrue(text.contains("as recorded        0 kbit/s mapped for devices"), text);
    }

    @Test
    void accessesBesideATraceAreDrawn() throws IOException {
        Path trace = folder.resolve("run.trace");
        StringBuilder lines = new StringBuilder();
        StringBuilder accesses = new StringBuilder("guest_us,flush_rank,did,bdf,iova,gpa,op,iotlb\n");
        for (int i = 0; i < 40; i++) {
            String at = "  a-1  [000] .....  1.0" + (10 + i) + "000: ";
            String range = "iova=0x0000000000001000 - 0x0000000000002000";
            lines.append(at).append("map: IOMMU: ").append(range).append(" paddr=0x0000000000002000 size=4096\n");
            lines.append(at.replace("000: ", "500: "))
                    .append("unmap: IOMMU: ")
                    .append(range)
                    .append(" size=4096 unmapped_size=4096\n");
            accesses.append(1_000_100 + 1000 * (10 + i)).append(",0,4,0000:00:02.0,1000,2000,W,miss\n");
        }
        Files.writeString(trace, lines);
        Files.writeString(folder.resolve("run.devaccess.csv"), accesses);
        Path page = folder.resolve("page.html");
        CommandLineRun.of("trace", "info", trace, "--html", page).succeeded();
        assertTrue(Files.readString(page).contains("written, as recorded"));
    }

    @Test
    void recordHelpPrintsAllRecordersOrOne() {
        String all = CommandLineRun.of("trace", "record-help").succeeded().out();
        for (Recorder recorder : Recorder.values()) {
            String one = CommandLineRun.of("trace", "record-help", recorder.id())
                    .succeeded()
                    .out();
            assertTrue(all.contains(recorder.commands()) && one.contains(recorder.commands()), recorder.id());
            assertEquals(Recorder.page(List.of(recorder)), one);
        }
        assertEquals(
                "trace record-help: no recorder is called 'lttng'; take one of ftrace, trace-cmd, perf",
                CommandLineRun.of("trace", "record-help", "lttng").complaint());
    }

    @Test
    void whatWasShapedIsSimulatedAndSaysWhatWasDone() throws IOException {
        Path shaped = folder.resolve("four.dtrace");
        String said = CommandLineRun.of(
                        "trace", "shape", TRACE, shaped, "--devices", 4, "--rate", "10Gbit/s", "--ram", "8GiB")
                .succeeded()
                .out();
        assertTrue(said.contains("4 devices"), said);
        assertTrue(said.contains("10.000 Gbit/s mapped for devices"), said);
        String info = CommandLineRun.of("trace", "info", shaped).succeeded().out();
        assertTrue(info.contains("note: shaped: each device stands 4 times"), info);
        assertTrue(info.contains("at least 8 GiB"), info);
        Path out = folder.resolve("out");
        CommandLineRun.of(
                        "simulate",
                        "--trace",
                        shaped,
                        "--scheme",
                        "nested-dbit",
                        "--ram",
                        "8GiB",
                        "--link",
                        "1Tbit/s",
                        "--out",
                        out)
                .succeeded();
        assertTrue(Files.readString(out.resolve("results.csv")).contains("four,"));
        Path merged = folder.resolve("merged.dtrace");
        said = CommandLineRun.of(
                        "trace", "shape", TRACE, merged, "--merge", "e1000e-tx-strict", "ahci-seqread128k-strict")
                .succeeded()
                .out();
        assertTrue(said.contains("merged with e1000e-tx-strict, ahci-seqread128k-strict"), said);
        assertTrue(said.contains("3 devices"), said);
    }

    @Test
    void badShapesAreOneLine() throws IOException {
        Path out = folder.resolve("out.dtrace");
        refused("--devices: it is out of its range", TRACE, out, "--devices", 0);
        refused("--loops: it is out of its range", TRACE, out, "--loops", 0);
        refused("--ram: it is out of its range", TRACE, out, "--ram", "3MiB");
        refused("--rate: --time-scale is given too", TRACE, out, "--rate", "1Gbit/s", "--time-scale", 2);
        refused("--phase: it is 'odd'", TRACE, out, "--phase", "odd");
        refused("chunks of 2 MiB", TRACE, out, "--devices", 64, "--ram", "64MiB");
        refused("flushes lazily", TRACE, out, "--merge", "nvme-randread4k-lazy");
        refused("it is generated", "generated:steady", out);
        assertFalse(Files.exists(out));
        Files.writeString(out, "mine");
        refused("the file exists", TRACE, out);
        assertEquals("mine", Files.readString(out));
    }

    private static void refused(String part, Object... words) {
        Object[] all = new Object[words.length + 2];
        all[0] = "trace";
        all[1] = "shape";
        System.arraycopy(words, 0, all, 2, words.length);
        String complaint = CommandLineRun.of(all).complaint();
        assertTrue(complaint.contains(part), complaint);
    }

    @Test
    void aRateIsATimeScale() throws IOException {
        Path byRate = folder.resolve("rate");
        Path byScale = folder.resolve("scale");
        simulate(byRate, "--rate", "2Gbit/s");
        List<String> lines = Files.readAllLines(byRate.resolve("results.csv"));
        int column = List.of(lines.get(0).split(",")).indexOf("time_scale");
        String scale = lines.get(1).split(",")[column];
        assertTrue(Double.parseDouble(scale) > 1, scale);
        simulate(byScale, "--time-scale", scale);
        assertEquals(Files.readString(byRate.resolve("results.csv")), Files.readString(byScale.resolve("results.csv")));
        assertTrue(Files.readString(byRate.resolve("report.html")).contains("× the recorded"));
        assertEquals(
                "--rate: --time-scale is given too; leave out one: the one follows from the other",
                CommandLineRun.of(
                                "simulate",
                                "--trace",
                                TRACE,
                                "--scheme",
                                "dtt",
                                "--rate",
                                "2Gbit/s",
                                "--time-scale",
                                "1")
                        .complaint());
    }

    private static void simulate(Path out, String... how) {
        CommandLineRun.of(
                        "simulate",
                        "--trace",
                        TRACE,
                        "--scheme",
                        "nested-dbit",
                        how[0],
                        how[1],
                        "--link",
                        "1Tbit/s",
                        "--warm-up",
                        "1ms",
                        "--out",
                        out)
                .succeeded();
    }
}
