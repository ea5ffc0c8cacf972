package dirtysim.bench.jmh;

import dirtysim.workloads.dtrace.DtraceReader;
import dirtysim.workloads.ftrace.FtraceImporter;
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

/** The same recording read from the native format, beside the import of its text. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class TraceReading {
    /** From a {@code .dtrace}. */
    @Benchmark
    public TraceRecords dtrace(TraceForms forms) throws IOException {
        return DtraceReader.read(forms.dtrace(), forms.trace).records();
    }

    /** From the text of ftrace. */
    @Benchmark
    public TraceRecords referenceFtrace(TraceForms forms) throws IOException {
        return FtraceImporter.read(forms.text(), forms.trace, false);
    }
}
