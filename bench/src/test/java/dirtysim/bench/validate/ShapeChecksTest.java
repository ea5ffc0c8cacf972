package dirtysim.bench.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dirtysim.reports.Check;
import dirtysim.validation.LazyShapes;
import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The shapes of recorded lazy guests hold in the recording, which an independent parser has read, and in replay. */
class ShapeChecksTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String META = ".meta.json";

    /** Entries of a CPU's flush queue in Linux, and CPUs of the recorded guests. */
    private static final int FLUSH_QUEUE = 256;

    private static final int CPUS = 2;

    @Test
    void bundledLazyGuestsKeepTheirShapesInReplay() {
        List<Check> checks = ShapeChecks.run();
        assertEquals(
                List.of("e1000e-rx-lazy", "nvme-randread4k-lazy", "mixed-lazy"),
                checks.stream().map(Check::target).distinct().toList());
        checks.forEach(check -> assertTrue(check.met(), check.toString()));
    }

    @Test
    void mostReceiveMapsOfANicAreAliased() {
        List<Check> checks = ShapeChecks.run(Traces.open("e1000e-rx-lazy", false));
        Check aliased = checks.get(checks.size() - 1);
        assertEquals("replay_aliased_maps", aliased.quantity());
        assertTrue(aliased.simulated() > 84 && aliased.simulated() < 87, aliased.toString());
        Check perFlush = checks.get(0);
        assertEquals("replay_unmaps_per_flush/p50", perFlush.quantity());
        assertEquals(FLUSH_QUEUE, perFlush.simulated(), 8, "at a high rate a full ring flushes");
    }

    @TestFactory
    Stream<DynamicTest> everyRecordedLazyGuest() throws IOException {
        Path folder = Path.of(System.getProperty("dirtysim.shared", "missing"), "traces");
        assumeTrue(Files.isDirectory(folder), "no recorded traces beside the checkout");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-lazy" + META)).sorted().toList().stream()
                    .map(meta -> DynamicTest.dynamicTest(meta.getFileName().toString(), () -> check(meta)));
        }
    }

    private static void check(Path meta) throws IOException {
        JsonNode expected = JSON.readTree(meta.toFile()).get("stats");
        String file = meta.toString().replace(META, ".trace.gz");
        Trace trace = Traces.open(file, false);
        LazyShapes recorded = ShapeChecks.recorded(trace.records());
        assertEquals(expected.at("/unmap_to_iotlb_flush_us/n").asLong(), recorded.flushedUnmaps());
        assertEquals(0, recorded.reusedBeforeFlush());
        assertEquals(expected.get("lazy_reuse_before_flush").asLong(), recorded.reusedBeforeFlush());
        assertEquals(expected.get("lazy_pa_page_remapped_before_flush").asLong(), recorded.remappedWhileStale());
        assertEquals(expected.get("pa_alias_map_events").asLong(), recorded.aliasedMaps());
        assertEquals(expected.at("/lazy_unmaps_per_flush/max").asLong(), recorded.unmapsPerFlush(100));
        assertEquals(expected.at("/unmap_to_iotlb_flush_us/p50").asDouble(), recorded.delay(50), 5);

        for (Check check : ShapeChecks.run(trace)) {
            assertTrue(check.met(), check.toString());
            switch (check.quantity()) {
                case "replay_flush_delay/p50" ->
                    assertTrue(check.simulated() > 3_900 && check.simulated() < 13_000, check.toString());
                case "replay_flush_delay/p99" -> assertTrue(check.simulated() < 55_000, check.toString());
                case "replay_unmaps_per_flush/p100" ->
                    assertTrue(check.simulated() <= CPUS * FLUSH_QUEUE, check.toString());
                default -> {}
            }
        }
    }
}
