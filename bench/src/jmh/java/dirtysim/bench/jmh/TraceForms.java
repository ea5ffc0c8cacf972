package dirtysim.bench.jmh;

import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import dirtysim.workloads.dtrace.DtraceWriter;
import dirtysim.workloads.dtrace.Recording;
import dirtysim.workloads.export.FtraceText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One recording in memory, as text of ftrace and in the native format. */
@State(Scope.Thread)
public class TraceForms {
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

    ByteArrayInputStream text() {
        return new ByteArrayInputStream(text);
    }

    ByteArrayInputStream dtrace() {
        return new ByteArrayInputStream(dtrace);
    }
}
