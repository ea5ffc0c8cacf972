package dirtysim.workloads.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import dirtysim.workloads.record.TraceRecords;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text becomes a {@code .dtrace} and text again, by way of files: the same text, byte by byte. */
class RoundTripTest {
    private interface Form {
        void write(TraceRecords records, Writer out) throws IOException;
    }

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void csv(long seed) throws IOException {
        assertComesBack("seed " + seed, PlausibleRecording.of(seed), ".csv", CsvText::write);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ftrace(long seed) throws IOException {
        assertComesBack("seed " + seed, PlausibleRecording.of(seed), ".trace", FtraceText::write);
    }

    private void assertComesBack(String what, TraceRecords records, String ending, Form form) throws IOException {
        StringWriter text = new StringWriter();
        form.write(records, text);
        Path first = folder.resolve("first" + ending);
        Path packed = folder.resolve("packed.dtrace");
        Path again = folder.resolve("again" + ending);
        Files.writeString(first, text.toString());
        Traces.convert(first.toString(), packed, true);
        Traces.convert(packed.toString(), again, true);
        assertEquals(text.toString(), Files.readString(again), what);
        Trace before = Traces.open(first.toString(), true);
        Path whole = folder.resolve("whole.dtrace");
        Traces.write(before, whole);
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(packed), what + ": held in memory or not");
        Trace after = Traces.open(packed.toString(), true);
        assertEquals(before.records().summary(), after.records().summary(), what);
        assertEquals(
                before.statistics().toJson().path("stats"),
                after.statistics().toJson().path("stats"),
                what);
    }
}
