package dirtysim.bench.jmh;

import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import dirtysim.workloads.dtrace.DtraceWriter;
import dirtysim.workloads.dtrace.Recording;
import dirtysim.workloads.export.FtraceText;
import dirtysim.workloads.ftrace.FtraceImporter;
import dirtysim.workloads.record.TraceRecords;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One recording in memory, as text of ftrace and in the native format. An exported text has a task for each call, of which
 * there are none in a real one; so one is made of those of each CPU.
 */
@State(Scope.Thread)
public class TraceForms {
    /** A bundled trace. */
    @Param({"e1000e-rx-strict", "ahci-seqread128k-strict"})
    public String trace;

    private static final Pattern TASK = Pattern.compile("(?m)^.{16}-\\d+ +\\[00(\\d)\\]");

    private byte[] text;
    private byte[] dtrace;

    /** Writes it in both forms. */
    @Setup
    public void write() throws IOException {
        Trace opened = Traces.open(trace, false);
        StringWriter lines = new StringWriter();
        FtraceText.write(opened.records(), lines);
        text = TASK.matcher(lines.toString()).replaceAll("          iperf3-17$1    [00$1]").getBytes(StandardCharsets.UTF_8);
        TraceRecords again = FtraceImporter.read(text(), trace, false);
        if (!again.summary().equals(opened.records().summary())
                || again.size() != opened.records().size()) {
            throw new IllegalStateException("the text is not that of the recording");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DtraceWriter.write(new Recording(opened.records(), opened.provenance()), bytes);
        dtrace = bytes.toByteArray();
    }

    ByteArrayInputStream text() {
        return new ByteArrayInputStream(text);
    }

    ByteArrayInputStream dtrace() {
        return new ByteArrayInputStream(dtrace);
    }
}
