package dirtysim.scenario;

/** How the time of replay before a migration was chosen. */
public enum WarmUpRule {
    /** It was given. */
    FIXED("fixed"),
    /** MSER-5 found it on a pilot without migration: K. P. White, "An effective truncation heuristic", Simulation 69(6), 1997. */
    AUTO("auto");

    private final String id;

    WarmUpRule(String id) {
        this.id = id;
    }

    /** Stable id, as written in results. */
    public String id() {
        return id;
    }
}
