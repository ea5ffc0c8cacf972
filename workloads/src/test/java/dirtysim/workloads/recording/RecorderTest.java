package dirtysim.workloads.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final Path TRACES = Path.of("..", "..", "shared", "traces");
    private static final Pattern FILE = Pattern.compile("events/(\\w+)(?:/(\\w+))?/enable");
    private static final Pattern NAME = Pattern.compile("\\b(iommu|dma|intel_iommu):(\\w+|\\*)");
    private static final Pattern GROUP = Pattern.compile("-e (\\w+)(?= |$)");

    /** Events and groups that a page enables. */
    private static TreeSet<String> enabled(String text) {
        TreeSet<String> named = new TreeSet<>();
        for (Pattern pattern : List.of(FILE, NAME, GROUP)) {
            for (Matcher match = pattern.matcher(text); match.find(); ) {
                String event = match.groupCount() > 1 ? match.group(2) : null;
                named.add(match.group(1) + (event == null || event.equals("*") ? "" : ":" + event));
            }
        }
        return named;
    }

    @Test
    void allRecordersEnableTheSameEventsAndTheListHasThem() {
        TreeSet<String> wanted = new TreeSet<>(List.of(
                "dma",
                "intel_iommu:cache_tag_flush_all",
                "intel_iommu:cache_tag_flush_range",
                "iommu:map",
                "iommu:unmap"));
        for (Recorder recorder : Recorder.values()) {
            String text = recorder.commands()
                    .replaceAll("grep (-\\w )*-e \\S+( -e \\S+)*", "")
                    .replaceAll("grep -i -e overrun -e dropped", "");
            assertEquals(wanted, enabled(text), recorder.id());
        }
        for (String event : wanted) {
            assertTrue(
                    Recorder.events().stream().anyMatch(known -> known.equals(event) || known.startsWith(event + ":")),
                    event);
        }
    }

    @Test
    void theKernelHasEveryEvent() throws IOException {
        Path formats = TRACES.resolve("EVENT_FORMATS.txt");
        Assumptions.assumeTrue(Files.isRegularFile(formats));
        String text = Files.readString(formats);
        for (String event : Recorder.events()) {
            assertTrue(text.contains("/events/" + event.replace(':', '/') + "/format\n"), event);
        }
    }

    /** The options of the exports are ones that recordings were exported with, so importers can be tried on those. */
    @Test
    void theOptionsAreThoseOfRealRecordings() throws IOException {
        Path folder = TRACES.resolve("recorders");
        Assumptions.assumeTrue(Files.isDirectory(folder));
        TreeSet<String> known = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path meta :
                    files.filter(file -> file.toString().endsWith(".meta.json")).toList()) {
                JsonNode said = new ObjectMapper().readTree(meta.toFile());
                known.addAll(List.of(said.path("record_command").asText().split(" ")));
                said.path("files")
                        .forEach(file -> known.addAll(
                                List.of(file.path("command").asText().split(" "))));
            }
        }
        for (String option : List.of(
                "-C",
                "mono",
                "-b",
                "-a",
                "-k",
                "-m",
                "32M",
                "-t",
                "--ns",
                "--show-lost-events",
                "-F",
                "comm,pid,tid,cpu,time,event,trace")) {
            assertTrue(known.contains(option), option + " is in no recorder's command line: " + known);
            String pages = Recorder.TRACE_CMD.commands() + Recorder.PERF.commands();
            assertTrue(pages.contains(" " + option + " "), option);
        }
    }

    @Test
    void theReadmesShowTheSameCommandsForFtrace() throws IOException {
        String record = block(Recorder.FTRACE.commands(), "mount -t tracefs", "echo 0 > tracing_on\n\n");
        for (Path readme : List.of(Path.of("README.md"), Path.of("..", "README.md"))) {
            String shown = Files.readString(readme).replaceAll("(?m)^    ", "");
            assertTrue(shown.contains(record), readme + " lacks:\n" + record);
        }
        assertFalse(Recorder.page(List.of(Recorder.PERF)).contains("trace_clock"));
        assertTrue(Recorder.page(List.of(Recorder.values())).lines().allMatch(line -> line.length() <= 130));
    }

    private static String block(String text, String from, String to) {
        String part = text.substring(text.indexOf(from), text.indexOf(to) + to.length() - 2);
        return part.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
    }
}
