package dirtysim.bench.suite;

import dirtysim.guest.ReplaySource;
import dirtysim.workloads.RecordedRuns;
import dirtysim.workloads.Trace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A trace that has been read, and what is replayed of it, with the accesses of its devices as scenarios want them. */
final class Opened {
    /** Recorded accesses, if they stand beside the trace. */
    static final String AUTO = "auto";
    /** Accesses as the model has them. */
    static final String MODELLED = "modelled";

    private final Trace trace;
    private final String origin;
    private final Map<String, ReplaySource> recorded = new TreeMap<>();

    /** @param origin name or path that it was opened by */
    Opened(Trace trace, String origin) {
        this.trace = trace;
        this.origin = origin;
    }

    Trace trace() {
        return trace;
    }

    /** The file of recorded accesses, if that is what is wanted. */
    Optional<Path> accesses(String wanted) {
        return switch (wanted) {
            case AUTO -> RecordedRuns.accessesBeside(origin);
            case MODELLED -> Optional.empty();
            default -> Optional.of(Path.of(wanted));
        };
    }

    /**
     * What is replayed; the same for all scenarios that want the same.
     *
     * @param accesses {@link #AUTO}, {@link #MODELLED}, or a file
     */
    ReplaySource workload(String accesses) {
        Optional<Path> file = accesses(accesses);
        return file.isEmpty()
                ? trace.source()
                : recorded.computeIfAbsent(
                        file.get().toString(),
                        path -> RecordedRuns.of(trace, file.get()).source());
    }
}
