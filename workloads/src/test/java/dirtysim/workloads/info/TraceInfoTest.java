package dirtysim.workloads.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dirtysim.workloads.BundledTrace;
import dirtysim.workloads.SyntheticTraces;
import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import dirtysim.workloads.shape.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page is sealed by a file; {@code -Ddirtysim.golden.rewrite=true} rewrites it and fails. */
class TraceInfoTest {
    private static final Path GOLDEN =
            Path.of("src", "test", "resources", "dirtysim", "workloads", "info", "mixed-lazy.txt");
    private static final List<Double> RATES = List.of(1.25e9, 12.5e9);

    static List<String> names() {
        return Traces.bundled().stream().map(BundledTrace::name).toList();
    }

    @Test
    void thePageIsAsSealedUnderAnyLocale() throws IOException {
        Trace trace = Traces.open("mixed-lazy", false);
        Locale before = Locale.getDefault();
        try {
            for (String language : List.of("en", "de", "tr", "ar-EG-u-nu-arab")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                String text = TraceInfo.of(trace, RATES).text();
                if (Boolean.getBoolean("dirtysim.golden.rewrite")) {
                    Files.writeString(GOLDEN, text);
                    fail("rewrote " + GOLDEN + ": look at the difference and commit it");
                }
                assertEquals(Files.readString(GOLDEN), text, language);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyBundledTraceHasAPage(String name) {
        String text = TraceInfo.of(Traces.open(name, false), RATES).text();
        for (String part :
                List.of("Recording\n", "Replay\n", "Devices\n", "Lifetimes", "--time-scale ", "IOTLB flushes")) {
            assertTrue(text.contains(part), name + " lacks " + part);
        }
        assertTrue(text.lines().allMatch(line -> line.length() <= 120), text);
        assertTrue(text.contains(name.endsWith("lazy") ? "lazy flushes" : "strict flushes"), text);
    }

    /** The time scale that the page names is the one that brings the recording to that rate. */
    @Test
    void theTimeScaleGivesTheRate() {
        Trace trace = Traces.open("nvme-randread4k-strict", false);
        String text = TraceInfo.of(trace, RATES).text();
        String line = text.lines()
                .filter(each -> each.contains("for 100 Gbit/s"))
                .findFirst()
                .orElseThrow();
        double scale = Double.parseDouble(line.substring(line.indexOf("--time-scale ") + 13));
        Trace faster = Traces.shape(List.of(trace), Shape.UNCHANGED.withTimeScale(scale));
        assertEquals(12.5e9, faster.bytesPerSecond(), 12.5e9 * 0.006);
    }

    @Test
    void whatCannotBeReplayedIsSaidAndWhatIsMissingIsLeftOut() {
        String text = TraceInfo.of(
                        SyntheticTraces.open("  a-1  [000] .....  1.000001: dma_map_page: 0000:00:02.0 dir=FROM_DEVICE"
                                + " dma_addr=1000 size=4096 phys_addr=1000 attrs=\n"),
                        RATES)
                .text();
        assertTrue(text.contains("what               nothing: "), text);
        assertTrue(text.contains("there is no iommu:map event"), text);
        assertFalse(text.contains("Live mappings"), text);
        assertFalse(text.contains("NaN"), text);
    }

    @Test
    void kernelsWithoutDmaEventsAreSaidToHaveNone() {
        String text = TraceInfo.of(
                        SyntheticTraces.open("  a-1  [000] .....  1.000001: map: IOMMU: iova=0x0000000000001000 -"
                                + " 0x0000000000002000 paddr=0x0000000000002000 size=4096\n"
                                + "  a-1  [000] .....  1.000501: unmap: IOMMU: iova=0x0000000000001000 -"
                                + " 0x0000000000002000 size=4096 unmapped_size=4096\n"),
                        RATES)
                .text();
        assertTrue(text.contains("note: no dma:* events"), text);
        assertTrue(text.contains("all of it, for it has no marks"), text);
        assertTrue(text.contains("500 us"), text);
    }

    @Test
    void plotsAgreeWithTheFigures() {
        for (String name : names()) {
            Trace trace = Traces.open(name, false);
            TracePlots plots = TracePlots.of(trace, Optional.empty());
            var stats = trace.statistics().toJson().get("stats");
            assertEquals(
                    stats.get("max_live_mappings").asLong(),
                    LongStream.of(plots.live().mappings()).max().orElse(0),
                    name);
            assertEquals(
                    stats.get("max_live_pages").asLong(),
                    LongStream.of(plots.live().pages()).max().orElse(0),
                    name);
            assertTrue(plots.live().mappings().length <= 300, name);
            assertEquals(
                    stats.get("events").get("map").asLong(),
                    plots.sizes().values().stream().mapToLong(Long::longValue).sum(),
                    name);
            assertEquals(3, plots.windows().size(), name);
            plots.windows().forEach(windows -> {
                for (int i = 0; i < windows.mapped().length; i++) {
                    assertTrue(windows.modelled()[i] <= windows.mapped()[i], name + ", window " + i);
                }
            });
        }
    }
}
