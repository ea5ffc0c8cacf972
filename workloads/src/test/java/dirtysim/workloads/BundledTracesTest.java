package dirtysim.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundledTracesTest {
    private static final long LARGEST_TOTAL_BYTES = 8 << 20;

    static List<String> names() {
        return Traces.bundled().stream().map(BundledTrace::name).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void figuresEqualThoseOfTheIndependentParser(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("expected/" + name + ".json")) {
            assertNotNull(in, "no expected values for " + name);
            ObjectNode actual = Traces.open(name, false).statistics().toJson();
            assertEquals(name, actual.get("name").asText());
            ExpectedStatistics.assertMatches(name, new ObjectMapper().readTree(in), actual);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void provenanceSaysWhoRecordedWhatAndHowItWasConverted(String name) {
        ObjectNode provenance = Traces.open(name, false).provenance();
        for (String key : List.of(
                "source",
                "recorder",
                "guest_kernel",
                "qemu_version",
                "caching_mode",
                "workload",
                "devices",
                "converted")) {
            assertFalse(provenance.path(key).isMissingNode(), name + " lacks " + key + ": " + provenance);
        }
        assertEquals(name + ".trace.gz", provenance.get("source").asText());
    }

    @Test
    void theOrderIsFixedAndTheFilesAreSmall() throws IOException {
        assertEquals(
                List.of(
                        "e1000e-rx-strict",
                        "e1000e-rx-lazy",
                        "e1000e-tx-strict",
                        "nvme-randread4k-strict",
                        "nvme-randread4k-lazy",
                        "nvme-randwrite4k-strict",
                        "vblk-seqread128k-strict",
                        "ahci-seqread128k-strict",
                        "mixed-strict",
                        "mixed-lazy"),
                names());
        long total = 0;
        for (String name : names()) {
            try (InputStream in = Traces.class.getResourceAsStream("traces/" + name + ".dtrace")) {
                total += in.readAllBytes().length;
            }
        }
        assertTrue(total < LARGEST_TOTAL_BYTES, "the bundled traces take " + total + " bytes");
    }
}
