package dirtysim.reports;

import dirtysim.reports.CsvTable.Column;
import dirtysim.reports.frontier.Frontier;
import dirtysim.reports.text.Exact;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * {@code frontier.csv}: a row a search. {@code value} is the edge and one end of the bracket, {@code bracket_low} and {@code
 * bracket_high}; at the other end the scenario does not converge. A field is empty where there is no such thing.
 */
public final class FrontierCsv {
    private static final double PAGE_MB = 4096 / 1e6;

    static final List<Column<Frontier>> COLUMNS = List.of(
            new Column<>("scenario", f -> f.conditions().name()),
            new Column<>("trace", f -> f.conditions().trace()),
            new Column<>("scheme", f -> f.conditions().scheme()),
            new Column<>("axis", f -> f.limit().id()),
            new Column<>("unit", f -> f.limit().unitName()),
            new Column<>("value", f -> number(f.value())),
            new Column<>("bracket_low", f -> bracket(f, Math.min(f.value(), f.fails()))),
            new Column<>("bracket_high", f -> bracket(f, Math.max(f.value(), f.fails()))),
            new Column<>("status", f -> f.status().id()),
            new Column<>("monotone", f -> Boolean.toString(f.monotone())),
            new Column<>("converges_again_at", f -> number(f.again())),
            new Column<>("own_value", f -> number(f.limit().of(f.conditions()))),
            new Column<>("range_low", f -> number(Math.min(f.easiest(), f.hardest()))),
            new Column<>("range_high", f -> number(Math.max(f.easiest(), f.hardest()))),
            new Column<>("resolution", f -> Exact.decimals(f.resolution(), 6)),
            new Column<>("curve", f -> Boolean.toString(f.curve())),
            new Column<>("runs", f -> Integer.toString(f.runs())),
            new Column<>("replications", f -> Integer.toString(f.replications())),
            new Column<>("runs_that_lost", f -> Integer.toString(f.losing())),
            new Column<>("lost_pages", f -> f.at() == null ? "" : Long.toString(f.at().lostPages())),
            new Column<>("total_ms", f -> at(f, at -> at.totalPs() / 1e9, 3)),
            new Column<>("downtime_ms", f -> at(f, at -> at.downtimePs() / 1e9, 3)),
            new Column<>("dma_pages_per_s", f -> at(f, Frontier.At::dmaPagesPerSecond, 3)),
            new Column<>("dma_mbyte_per_s", f -> at(f, at -> at.dmaPagesPerSecond() * PAGE_MB, 3)),
            new Column<>("ram_bytes", f -> Long.toString(f.conditions().ramBytes())),
            new Column<>("link_bytes_per_s", f -> Long.toString(f.conditions().linkBytesPerSecond())),
            new Column<>("downtime_limit_ms", f -> number(f.conditions().downtimeLimitMs())),
            new Column<>("time_scale", f -> number(f.conditions().timeScale())));

    private FrontierCsv() {}

    /** The whole file, header included, as text with LF line ends. */
    public static String render(List<Frontier> frontiers) {
        return CsvTable.render(COLUMNS, frontiers);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Exact.plain(value);
    }

    private static String bracket(Frontier frontier, double end) {
        return frontier.status() == Frontier.Status.FOUND ? number(end) : "";
    }

    private static String at(Frontier frontier, ToDoubleFunction<Frontier.At> figure, int decimals) {
        return frontier.at() == null ? "" : Exact.decimals(figure.applyAsDouble(frontier.at()), decimals);
    }
}
