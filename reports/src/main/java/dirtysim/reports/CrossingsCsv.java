package dirtysim.reports;

import dirtysim.reports.CsvTable.Column;
import dirtysim.reports.compare.Axis;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Crossing;
import dirtysim.reports.compare.Scaling;
import dirtysim.reports.text.Exact;
import dirtysim.scenario.RunRecord;
import java.util.List;

/**
 * {@code crossings.csv}: a row for each place at which the lines of two schemes cross along what a suite varies, the header
 * alone if it varies nothing. Of memory the place is in bytes, else a count; values are in nanoseconds.
 */
public final class CrossingsCsv {
    private static final List<Column<Crossing>> COLUMNS = List.of(
            new Column<>("varied", c -> c.sweep().axis().id()),
            new Column<>(
                    "trace",
                    c -> c.sweep().points().get(0).at().any().scenario().trace()),
            new Column<>("ram_bytes", CrossingsCsv::ram),
            new Column<>("least", c -> Exact.decimals(c.sweep().points().get(0).x(), 0)),
            new Column<>(
                    "greatest",
                    c -> Exact.plain(c.sweep()
                            .points()
                            .get(c.sweep().points().size() - 1)
                            .x())),
            new Column<>("measure", c -> c.measure().id()),
            new Column<>("cheaper_below", Crossing::below),
            new Column<>("cheaper_above", Crossing::above),
            new Column<>("crossing_at", c -> Exact.decimals(c.x(), 0)),
            new Column<>("value_ns", c -> Exact.ns(Math.round(c.value()))));

    private CrossingsCsv() {}

    /** The whole file, header included, as text with LF line ends. */
    public static String render(List<RunRecord> runs) {
        return CsvTable.render(COLUMNS, Scaling.of(Comparison.of(runs)).crossings());
    }

    /** Empty where memory is what was varied. */
    private static String ram(Crossing c) {
        return c.sweep().axis() == Axis.MEMORY
                ? ""
                : Long.toString(c.sweep().points().get(0).at().any().scenario().ramBytes());
    }
}
