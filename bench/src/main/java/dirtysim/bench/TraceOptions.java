package dirtysim.bench;

import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The one trace that a command looks at. */
final class TraceOptions {
    @Parameters(paramLabel = "FILE|NAME", description = "A trace file, or a bundled trace ('list traces' names them).")
    private String name;

    @Option(names = "--allow-lost", order = 4, description = "Read the trace although the recording lost events.")
    private boolean allowLost;

    /** As it was given. */
    String name() {
        return name;
    }

    /** Reads it. */
    Trace open() {
        return Traces.open(name, allowLost);
    }
}
