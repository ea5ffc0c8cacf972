package dirtysim.workloads;

import dirtysim.workloads.dtrace.DtraceReader;
import dirtysim.workloads.dtrace.Recording;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The traces among the program's resources, and their index: a line each, of a name, a tab and a description. */
final class BundledTraces {
    private static final String INDEX = "index.tsv";
    private static final List<BundledTrace> ALL = readIndex();

    private BundledTraces() {}

    static List<BundledTrace> list() {
        return ALL;
    }

    static boolean has(String name) {
        return ALL.stream().anyMatch(trace -> trace.name().equals(name));
    }

    static Recording read(String name) {
        String file = name + ".dtrace";
        try (InputStream in = new BufferedInputStream(resource(file))) {
            return DtraceReader.read(in, "bundled " + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<BundledTrace> readIndex() {
        try (InputStream in = resource(INDEX)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", 2))
                    .map(parts -> new BundledTrace(parts[0], parts[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String file) {
        InputStream in = BundledTraces.class.getResourceAsStream("traces/" + file);
        if (in == null) {
            throw new IllegalStateException("the program lacks its resource traces/" + file);
        }
        return in;
    }
}
