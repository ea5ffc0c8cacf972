package dirtysim.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dirtysim.host.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What trace-cmd and perf printed of recordings beside the checkout: the same operations from each, and all losses seen. */
class SharedRecordersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> EVENTS = List.of(
            "map",
            "unmap",
            "dma_map_page",
            "dma_map_sg",
            "dma_alloc",
            "dma_unmap_page",
            "dma_unmap_sg",
            "dma_free",
            "cache_tag_flush_range",
            "cache_tag_flush_all");
    /** Events of runs that say how many they lost, by file. */
    private static final Map<String, Long> LOST = new TreeMap<>(Map.of(
            "lost-perf-nvme-randread4k-strict.perf-lost.txt.gz", 1446L,
            "lost-tc-nvme-randread4k-strict.trace-cmd.txt.gz", 8632L,
            "lost-tc-nvme-randread4k-strict.trace-cmd33.txt.gz", 8632L));

    private static Path folder() {
        Path folder = Path.of(System.getProperty("dirtysim.shared", "missing"), "traces", "recorders");
        assumeTrue(Files.isDirectory(folder), "no recordings of trace-cmd and perf beside the checkout");
        return folder;
    }

    private static List<Path> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.toString().endsWith(".txt.gz"))
                    .sorted()
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> eventsAreAsMany() throws IOException {
        return files("").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> checkCounts(file)));
    }

    private static void checkCounts(Path file) throws IOException {
        String name = file.getFileName().toString();
        long lost = LOST.getOrDefault(name, 0L);
        if (lost > 0) {
            InputException refusal = assertThrows(InputException.class, () -> Traces.open(file.toString(), false));
            assertTrue(refusal.getMessage().contains("lost " + lost + " events"), refusal.getMessage());
            assertTrue(refusal.getMessage().contains("--allow-lost"), refusal.getMessage());
        }
        Trace trace = Traces.open(file.toString(), lost > 0);
        String run = name.substring(0, name.indexOf('.'));
        String variant = name.substring(run.length() + 1, name.length() - ".txt.gz".length());
        JsonNode counted =
                JSON.readTree(file.resolveSibling(run + ".meta.json").toFile()).at("/counts/" + variant);
        assertFalse(counted.isMissingNode(), variant);
        JsonNode events = trace.statistics().toJson().at("/stats/events");
        for (String event : EVENTS) {
            assertEquals(counted.path(event).asLong(), events.path(event).asLong(), event);
        }
        assertEquals(lost, trace.statistics().toJson().get("lost_events").asLong());
    }

    @TestFactory
    Stream<DynamicTest> allRecordersImportTheSameOperations() throws IOException {
        return Stream.concat(files("all3-").stream(), files("comm-").stream())
                .filter(file -> !file.toString().contains(".ftrace."))
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> checkOperations(file)));
    }

    private static void checkOperations(Path file) {
        String name = file.getFileName().toString();
        Path kernels = file.resolveSibling(name.substring(0, name.indexOf('.')) + ".ftrace.txt.gz");
        Trace expected = Traces.open(kernels.toString(), false);
        Trace actual = Traces.open(file.toString(), false);
        boolean marks = !name.contains(".perf");
        assertEquals(Operations.of(expected.records(), marks), Operations.of(actual.records(), marks));
        assertEquals(
                expected.statistics().toJson().at("/stats/dir_dma_calls"),
                actual.statistics().toJson().at("/stats/dir_dma_calls"));
        assertEquals(
                0, actual.statistics().toJson().at("/stats/unattributed_maps").asInt());
    }

    @Test
    void perfsRepeatsAreCountedAndNamed() {
        Path file = folder().resolve("lost-perf-nvme-randread4k-strict.perf.txt.gz");
        List<String> notes = Traces.open(file.toString(), false).notes();
        assertTrue(notes.stream().anyMatch(note -> note.contains("--show-lost-events")), notes.toString());
        assertTrue(notes.stream().anyMatch(note -> note.contains("twice")), notes.toString());
    }

    @Test
    void binaryRecordingsAreRefusedWithTheCommandThatPrintsThem() {
        Path file = folder().resolve("all3-nvme-randread4k-strict.trace.dat.gz");
        InputException refusal = assertThrows(InputException.class, () -> Traces.open(file.toString(), false));
        assertTrue(refusal.getMessage().contains("trace-cmd report"), refusal.getMessage());
    }
}
