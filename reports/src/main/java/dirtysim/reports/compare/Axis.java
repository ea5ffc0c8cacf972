package dirtysim.reports.compare;

import dirtysim.reports.text.Unit;
import dirtysim.scenario.Scenario;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a study of growth varies while all else is equal. Memory is a point of the scenario; the others are parameters of a
 * generated workload, which its trace's name holds as {@code KEY=VALUE}.
 */
public enum Axis {
    /** Guest RAM. */
    MEMORY("guest memory", "memory", Unit.BYTES, ""),
    /** Long-lived mappings of the devices. */
    LIVE("live mappings", "live mappings", Unit.COUNT, "live"),
    /** How often devices write to them. */
    DIRTY("page writes a second by devices", "dirty rate", Unit.COUNT, "dirty");

    private static final String GENERATED = "generated:";

    private final String title;
    private final String shortly;
    private final Unit unit;
    private final String key;

    Axis(String title, String shortly, Unit unit, String key) {
        this.title = title;
        this.shortly = shortly;
        this.unit = unit;
        this.key = key;
    }

    /** Stable name for links and files: {@code memory}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, for an axis. */
    public String title() {
        return title;
    }

    /** The same, for a sentence. */
    public String shortly() {
        return shortly;
    }

    /** Unit of {@link #of}. */
    public Unit unit() {
        return unit;
    }

    /** Where a scenario lies on it; NaN if its trace does not say. */
    public double of(Scenario scenario) {
        if (this == MEMORY) {
            return scenario.ramBytes();
        }
        Matcher found = pattern().matcher(scenario.trace());
        return scenario.trace().startsWith(GENERATED) && found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
    }

    /** The conditions of a scenario without its place on this axis, and without what its seed draws: equal for one line of a chart. */
    Scenario rest(Scenario scenario) {
        Scenario rest = scenario.replicated();
        return this == MEMORY
                ? rest.change().ramBytes(0).build()
                : rest.change().trace(without(scenario.trace())).build();
    }

    /** What is the same along the axis, in words: the trace and the memory. */
    String fixed(Scenario scenario) {
        String trace = this == MEMORY ? scenario.trace() : without(scenario.trace());
        String shortened = trace.startsWith(GENERATED)
                ? trace.substring(GENERATED.length()).replace(",", ", ")
                : trace;
        return this == MEMORY ? shortened : Unit.BYTES.tick(scenario.ramBytes()) + " of memory, " + shortened;
    }

    private String without(String trace) {
        return pattern().matcher(trace).replaceFirst("");
    }

    private Pattern pattern() {
        return Pattern.compile("," + key + "=([0-9]+)(?=,|$)");
    }
}
