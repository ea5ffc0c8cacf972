package dirtysim.bench.jmh;

import dirtysim.workloads.ftrace.FtraceImporter;
import dirtysim.workloads.ftrace.ParsedLines;
import dirtysim.workloads.record.TraceRecords;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** The text of a recording: its lines parsed, and all of it imported, beside a parser of regular expressions. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class FtraceReading {
    /** Lines to numbers. */
    @Benchmark
    public long parse(TraceForms forms) throws IOException {
        return ParsedLines.sum(forms.text());
    }

    /** Lines parsed, maps and unmaps given the devices of their calls, records kept. */
    @Benchmark
    public TraceRecords importer(TraceForms forms) throws IOException {
        return FtraceImporter.read(forms.text(), forms.trace, false);
    }

    /** Lines to numbers, by the JDK's reader and regular expressions. */
    @Benchmark
    public long referenceRegex(TraceForms forms) throws IOException {
        return RegexLines.sum(forms.text());
    }
}
