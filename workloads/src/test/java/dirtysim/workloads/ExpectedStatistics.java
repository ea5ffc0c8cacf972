package dirtysim.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Compares figures with those that an independent parser computed from the same recording. */
final class ExpectedStatistics {
    /** The figures that the traces' README defines: to be matched exactly, lossy recordings included. */
    static final List<String> EXACT = List.of(
            "events",
            "total_events",
            "devices",
            "dir_dma_calls",
            "max_live_mappings",
            "max_live_pages",
            "live_at_end",
            "map_size_bytes",
            "page_maps",
            "iova_pages_distinct",
            "iova_page_reuse",
            "iova_reuse_same_pa",
            "iova_reuse_diff_pa",
            "pa_alias_map_events",
            "unattributed_maps",
            "unattributed_unmaps",
            "unmap_size_bytes");

    private static final double ROUNDING = 1e-3;

    private ExpectedStatistics() {}

    static void assertMatches(String name, JsonNode expected, ObjectNode actual) {
        assertEquals(
                expected.get("lost_events").asLong(), actual.get("lost_events").asLong(), name + ": lost_events");
        JsonNode expectedStats = expected.get("stats");
        JsonNode stats = actual.get("stats");
        for (String key : EXACT) {
            assertTrue(stats.has(key), name + ": " + key + " is missing");
            assertSame(name + ": " + key, expectedStats.get(key), stats.get(key), 0);
        }
        if (expected.get("lost_events").asLong() == 0) {
            for (Map.Entry<String, JsonNode> figure : stats.properties()) {
                assertSame(
                        name + ": " + figure.getKey(),
                        expectedStats.path(figure.getKey()),
                        figure.getValue(),
                        ROUNDING);
            }
        }
    }

    private static void assertSame(String what, JsonNode expected, JsonNode actual, double tolerance) {
        if (expected.isNumber()) {
            assertTrue(actual.isNumber(), what + " is " + actual);
            double allowed = tolerance * Math.max(1, Math.abs(expected.asDouble()));
            assertEquals(expected.asDouble(), actual.asDouble(), allowed, what);
        } else if (expected.isObject()) {
            assertEquals(expected.size(), actual.size(), what + " has the keys " + actual);
            expected.properties()
                    .forEach(
                            e -> assertSame(what + '.' + e.getKey(), e.getValue(), actual.path(e.getKey()), tolerance));
        } else if (expected.isArray()) {
            assertEquals(expected.size(), actual.size(), what);
            for (int i = 0; i < expected.size(); i++) {
                assertSame(what + '[' + i + ']', expected.get(i), actual.path(i), tolerance);
            }
        } else {
            assertEquals(expected, actual, what);
        }
    }
}
