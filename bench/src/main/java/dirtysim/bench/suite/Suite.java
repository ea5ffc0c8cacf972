package dirtysim.bench.suite;

import java.util.List;
import java.util.Optional;

/**
 * What a suite asks for, with {@code all} already spelt out.
 *
 * @param name names the suite in results and names its results directory
 * @param description one sentence for {@code list suites}
 * @param scenarios in the order of the file
 * @param variation what is varied in each of them; empty where nothing is
 */
public record Suite(String name, String description, List<Entry> scenarios, Optional<Variation> variation) {
    /** Defensive copy. */
    public Suite {
        scenarios = List.copyOf(scenarios);
    }

    /** A suite that varies nothing. */
    public Suite(String name, String description, List<Entry> scenarios) {
        this(name, description, scenarios, Optional.empty());
    }

    /**
     * One scenario: every trace under every scheme, with the same settings.
     *
     * @param name unique within the suite
     * @param traces names of bundled traces, or paths
     * @param schemes ids of schemes
     * @param settings everything else
     */
    public record Entry(String name, List<String> traces, List<String> schemes, Settings settings) {
        /** Defensive copies. */
        public Entry {
            traces = List.copyOf(traces);
            schemes = List.copyOf(schemes);
        }
    }

    /** How many runs the suite holds. */
    public int runCount() {
        return scenarios.stream()
                .mapToInt(entry -> entry.traces().size()
                        * entry.schemes().size()
                        * entry.settings().replications()
                        * Plan.points(this, entry, entry.settings()).size())
                .sum();
    }
}
