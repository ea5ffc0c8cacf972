package dirtysim.bench.jmh;

import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import dirtysim.workloads.dtrace.DtraceReader;
import dirtysim.workloads.dtrace.DtraceWriter;
import dirtysim.workloads.dtrace.Recording;
import dirtysim.workloads.export.FtraceText;
import dirtysim.workloads.ftrace.FtraceImporter;
import dirtysim.workloads.record.TraceRecords;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The same recording read from the native format and from the text of ftrace, beside lines read and thrown away. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TraceReading {
    /** A bundled trace. */
    @Param({"e1000e-rx-strict", "ahci-seqread128k-strict"})
    public String trace;

    private byte[] text;
    private byte[] dtrace;

    /** Writes it in both forms. */
    @Setup
    public void write() throws IOException {
        Trace opened = Traces.open(trace, false);
        StringWriter lines = new StringWriter();
        FtraceText.write(opened.records(), lines);
        text = lines.toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DtraceWriter.write(new Recording(opened.records(), opened.provenance()), bytes);
        dtrace = bytes.toByteArray();
    }

    /** From the text of ftrace. */
    @Benchmark
    public TraceRecords ftrace() throws IOException {
        return FtraceImporter.read(new ByteArrayInputStream(text), trace, false);
    }

    /** The lines of the same text, by the JDK's own reader, and nothing made of them. */
    @Benchmark
    public long referenceLines() throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8));
        long characters = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            characters += line.length();
        }
        return characters;
    }

    /** From a {@code .dtrace}. */
    @Benchmark
    public TraceRecords dtrace() throws IOException {
        return DtraceReader.read(new ByteArrayInputStream(dtrace), trace).records();
    }
}
