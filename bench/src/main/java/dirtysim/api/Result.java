package dirtysim.api;

import dirtysim.host.InputException;
import dirtysim.host.Nearest;
import dirtysim.reports.ResultsCsv;
import dirtysim.scenario.RunRecord;
import java.util.Collections;
import java.util.Map;

/**
 * What came of one run. Its figures have the names, units and digits of {@code results.csv}: {@code downtime_ms}, {@code
 * sent_bytes}, {@code flush_unmap_ns_p99}. Immutable.
 */
public final class Result {
    private final RunRecord record;
    private final Map<String, String> figures;

    Result(RunRecord record) {
        this.record = record;
        figures = Collections.unmodifiableMap(ResultsCsv.figures(record));
    }

    /**
     * Everything that the run measured, in picoseconds and bytes, its scenario and the notes on what had to be changed
     * included.
     */
    public RunRecord record() {
        return record;
    }

    /** Every column of {@code results.csv} and its text there, in their order; empty where a figure does not apply. */
    public Map<String, String> figures() {
        return figures;
    }

    /**
     * A figure as it stands in {@code results.csv}.
     *
     * @param name name of the column
     * @throws InputException if there is no such column
     */
    public String text(String name) {
        String text = figures.get(name);
        if (text == null) {
            throw new InputException("figure", "unknown '" + name + "'", Nearest.mend(name, figures.keySet()));
        }
        return text;
    }

    /**
     * A figure as a number, in the unit that its name ends in; a count or a ratio if it ends in none.
     *
     * @param name name of the column
     * @return NaN where the figure does not apply, as the median of what never happened
     * @throws InputException if there is no such column, or it holds no number
     */
    public double number(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new InputException("figure " + name, "'" + text + "' is no number", "ask for it as text", e);
        }
    }

    /** The run in a line, for whoever tries things out. */
    @Override
    public String toString() {
        return text("trace") + " under " + text("scheme") + ": converged " + text("converged") + ", rounds "
                + text("rounds") + ", total_ms " + text("total_ms") + ", downtime_ms " + text("downtime_ms")
                + ", lost_pages " + text("lost_pages");
    }
}
