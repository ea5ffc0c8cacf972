package dirtysim.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dirtysim.host.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every recorded trace beside the checkout: its figures are those of the independent parser, before and after conversion. */
class SharedTracesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String META = ".meta.json";

    @TempDir
    Path scratch;

    @TestFactory
    Stream<DynamicTest> figuresEqualThoseOfTheIndependentParser() throws IOException {
        Path folder = Path.of(System.getProperty("dirtysim.shared", "missing"), "traces");
        assumeTrue(Files.isDirectory(folder), "no recorded traces beside the checkout");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(META)).sorted().toList().stream()
                    .map(meta -> DynamicTest.dynamicTest(meta.getFileName().toString(), () -> check(meta)));
        }
    }

    private void check(Path meta) throws IOException {
        String name = meta.getFileName().toString().replace(META, "");
        String file = meta.resolveSibling(name + ".trace.gz").toString();
        JsonNode expected = JSON.readTree(meta.toFile());
        long lost = expected.get("lost_events").asLong();
        if (lost > 0) {
            InputException refusal = assertThrows(InputException.class, () -> Traces.open(file, false));
            assertTrue(refusal.getMessage().contains("lost " + lost + " events"), refusal.getMessage());
        }
        Trace trace = Traces.open(file, lost > 0);
        assertEquals(name, trace.name());
        ExpectedStatistics.assertMatches(name, expected, trace.statistics().toJson());

        Path converted = scratch.resolve(name + ".dtrace");
        Traces.convert(file, converted, lost > 0);
        Trace again = Traces.open(converted.toString(), lost > 0);
        RecordsAssert.assertSameRecords(name, trace.records(), again.records());
        assertEquals(trace.statistics().toJson(), again.statistics().toJson());
        assertEquals(trace.notes(), again.notes());
    }
}
