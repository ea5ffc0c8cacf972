package dirtysim.reports.gate;

import java.util.List;

/** A file of a results directory that the gate looks at. */
public enum GateFile {
    /** A row a run. */
    RESULTS("results.csv", List.of("suite", "scenario", "scheme", "trace", "seed")),
    /** A row a migration round. */
    ROUNDS("rounds.csv", List.of("scenario", "scheme", "trace", "seed", "round")),
    /** A row a parameter or capability of a scenario. */
    PARAMETERS("parameters.csv", List.of("scenario", "parameter"));

    private final String fileName;
    private final List<String> keys;

    GateFile(String fileName, List<String> keys) {
        this.fileName = fileName;
        this.keys = keys;
    }

    /** Its name in a results directory. */
    public String fileName() {
        return fileName;
    }

    /** The columns that tell its rows apart. */
    public List<String> keys() {
        return keys;
    }
}
