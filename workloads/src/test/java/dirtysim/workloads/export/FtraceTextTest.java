package dirtysim.workloads.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.workloads.BundledTrace;
import dirtysim.workloads.RecordsAssert;
import dirtysim.workloads.Traces;
import dirtysim.workloads.ftrace.FtraceImporter;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.statistics.TraceStatistics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written as text is imported as the same records, with the same statistics. */
class FtraceTextTest {
    static List<String> names() {
        return Traces.bundled().stream().map(BundledTrace::name).toList();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("names")
    void bundledTraces(String name) throws IOException {
        assertComesBack(name, Traces.open(name, false).records());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomRecordings(long seed) throws IOException {
        assertComesBack("seed " + seed, PlausibleRecording.of(seed));
    }

    private static void assertComesBack(String what, TraceRecords records) throws IOException {
        StringWriter text = new StringWriter();
        FtraceText.write(records, text);
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        TraceRecords again = FtraceImporter.read(new ByteArrayInputStream(bytes), what, true);
        RecordsAssert.assertSameRecords(what, records, again);
        ObjectNode nowhere = JsonNodeFactory.instance.objectNode();
        assertEquals(
                new TraceStatistics(what, records, nowhere).toJson(),
                new TraceStatistics(what, again, nowhere).toJson(),
                what);
    }
}
