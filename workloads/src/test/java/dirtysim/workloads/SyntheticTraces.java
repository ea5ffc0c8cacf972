package dirtysim.workloads;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dirtysim.workloads.dtrace.Recording;
import dirtysim.workloads.ftrace.FtraceImporter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Recordings from a few lines of text. */
public final class SyntheticTraces {
    private SyntheticTraces() {}

    /** Opens text as a whole recording. */
    public static Trace open(String text) {
        try {
            var records =
                    FtraceImporter.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "text", false);
            return new Trace("text", new Recording(records, JsonNodeFactory.instance.objectNode()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
