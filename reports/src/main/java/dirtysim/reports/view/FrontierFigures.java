package dirtysim.reports.view;

import dirtysim.reports.chart.FrontierPanel;
import dirtysim.reports.chart.LinesPanel;
import dirtysim.reports.chart.Palette;
import dirtysim.reports.chart.Scale;
import dirtysim.reports.frontier.Frontier;
import dirtysim.reports.frontier.FrontierWords;
import dirtysim.reports.frontier.Limit;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The charts of a page of frontiers: one a limit, a panel a trace; and the smallest link by downtime limits. */
final class FrontierFigures {
    private static final double ROOM = 1.5;

    private final List<Frontier> frontiers;
    private final Palette palette;

    FrontierFigures(List<Frontier> frontiers) {
        this.frontiers = frontiers;
        this.palette = new Palette(
                frontiers.stream().map(f -> f.conditions().scheme()).distinct().toList());
    }

    List<Figure> all() {
        List<Figure> figures = new ArrayList<>();
        for (Limit limit : Limit.values()) {
            List<Frontier> its = frontiers.stream()
                    .filter(f -> !f.curve() && f.limit() == limit)
                    .toList();
            if (!its.isEmpty()) {
                figures.add(figure(limit, its));
            }
        }
        List<Frontier> curve = frontiers.stream().filter(Frontier::curve).toList();
        if (!curve.isEmpty()) {
            figures.add(curve(curve));
        }
        return figures;
    }

    private Figure figure(Limit limit, List<Frontier> its) {
        double own = limit.shown(limit.of(its.get(0).conditions()));
        double[] marks = its.stream()
                .flatMapToDouble(f -> DoubleStream.of(f.value(), f.again()))
                .filter(value -> !Double.isNaN(value))
                .map(limit::shown)
                .toArray();
        double least = Math.min(own, DoubleStream.of(marks).min().orElse(own)) / ROOM;
        double most = Math.max(own, DoubleStream.of(marks).max().orElse(own)) * ROOM;
        double easiest = limit.shown(its.get(0).easiest());
        FrontierPanel.Frame frame = new FrontierPanel.Frame(least, most, easiest, own);
        List<Figure.Panel> panels = new ArrayList<>();
        byTrace(its)
                .forEach((trace, rows) -> panels.add(new Figure.Panel(
                        trace,
                        FrontierPanel.draw(
                                limit.id() + "-" + panels.size(),
                                limit.title() + " on " + trace,
                                rows.stream().map(f -> row(limit, f)).toList(),
                                frame,
                                limit.unit(),
                                palette))));
        return new Figure(
                limit.id(),
                limit.title(),
                reading(limit),
                "Log scale, cut to where something is to be seen; the search went from "
                        + limit.show(its.get(0).easiest()) + " to "
                        + limit.show(its.get(0).hardest()) + ".",
                FrontierPanel.keys(),
                true,
                panels,
                table(limit, its));
    }

    private static String reading(Limit limit) {
        String what = switch (limit) {
            case LINK -> "The smallest bandwidth of the link at which the migration still converges.";
            case DOWNTIME_LIMIT ->
                "The smallest downtime limit at which the migration still converges. The limit bounds only what"
                        + " is left to send: the downtime itself, in the table, is longer by the final sync and"
                        + " the switchover.";
            case DMA_RATE ->
                "How many times faster than recorded the devices may work, maps and unmaps included, until the"
                        + " migration converges no more; the guest's CPUs write as before. A guest that its"
                        + " vIOMMU slows down does not reach the rate that it is asked for: the table has what"
                        + " its devices wrote.";
        };
        return what
                + " The band covers the values at which it converges: the longer the better. An arrow in place of the"
                + " scheme's marker says that it converges as far as was tried, a cross that it converges there again,"
                + " beyond a value at which it does not. ✕ before a name: pages were lost in some run.";
    }

    private static FrontierPanel.Row row(Limit limit, Frontier f) {
        return new FrontierPanel.Row(
                f.conditions().scheme(),
                f.losing() > 0,
                limit.shown(f.value()),
                f.status() == Frontier.Status.FOUND,
                limit.shown(f.again()),
                f.answer());
    }

    private static Map<String, List<Frontier>> byTrace(List<Frontier> its) {
        Map<String, List<Frontier>> traces = new LinkedHashMap<>();
        its.forEach(f -> traces.computeIfAbsent(f.conditions().trace(), key -> new ArrayList<>())
                .add(f));
        return traces;
    }

    private static Table table(Limit limit, List<Frontier> its) {
        List<Table.Row> rows = its.stream()
                .map(f -> new Table.Row(
                        f.conditions().trace(),
                        f.conditions().scheme(),
                        List.of(
                                f.conditions().trace(),
                                f.conditions().scheme(),
                                f.answer() + (f.losing() > 0 ? " ✕" : ""),
                                f.status() == Frontier.Status.FOUND ? limit.show(f.fails()) : "–",
                                f.monotone() ? "–" : limit.show(f.again()),
                                f.at() == null ? "–" : Unit.TIME.show(f.at().totalPs()),
                                f.at() == null ? "–" : Unit.TIME.show(f.at().downtimePs()),
                                f.at() == null ? "–" : Unit.grouped(f.at().lostPages()),
                                Integer.toString(f.losing()),
                                Integer.toString(f.runs()),
                                f.at() == null ? "–" : FrontierWords.load(f))))
                .toList();
        return new Table(
                limit.title() + " by trace and scheme",
                List.of(
                        "Trace",
                        "Scheme",
                        limit.title(),
                        "Fails at",
                        "Converges again at",
                        "Total there",
                        "Downtime there",
                        "Lost there",
                        "Runs that lost",
                        "Runs",
                        "Devices write there"),
                2,
                false,
                rows);
    }

    private Figure curve(List<Frontier> its) {
        List<Double> limits = its.stream()
                .map(f -> f.conditions().downtimeLimitMs())
                .distinct()
                .sorted()
                .toList();
        Scale scale = new Scale(
                Unit.RATE,
                its.stream().mapToDouble(f -> f.limit().shown(f.value())).toArray());
        List<Figure.Panel> panels = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        byTrace(its).forEach((trace, all) -> {
            Map<String, List<Frontier>> schemes = new LinkedHashMap<>();
            all.forEach(f -> schemes.computeIfAbsent(f.conditions().scheme(), key -> new ArrayList<>())
                    .add(f));
            List<LinesPanel.Line> lines = new ArrayList<>();
            schemes.forEach((scheme, points) -> {
                lines.add(line(scheme, points, limits));
                rows.add(new Table.Row(
                        trace,
                        scheme,
                        Stream.concat(Stream.of(trace, scheme), limits.stream().map(limit -> answer(points, limit)))
                                .toList()));
            });
            LinesPanel.Bottom bottom = new LinesPanel.Bottom(
                    "downtime limit",
                    Unit.TIME,
                    limits.stream().mapToDouble(Limit.DOWNTIME_LIMIT::shown).toArray());
            panels.add(new Figure.Panel(
                    trace,
                    LinesPanel.draw(
                            "curve-" + panels.size(),
                            "Smallest link by downtime limit on " + trace,
                            lines,
                            bottom,
                            scale,
                            Unit.RATE,
                            palette)));
        });
        List<String> head = new ArrayList<>(List.of("Trace", "Scheme"));
        limits.forEach(limit -> head.add("at " + Exact.plain(limit) + " ms"));
        return new Figure(
                "curve",
                "Smallest link by downtime limit",
                "Above and to the right of its line a scheme converges, below and to the left it does not. Lines are named"
                        + " at their right ends; ✕ lost pages in some run. Where lines lie on each other, the later ones"
                        + " are drawn narrower and dashed on top. A line that is not there converges nowhere in the"
                        + " range; one that runs along the least value converges as far as was tried.",
                scale.axis() + " The other axis is logarithmic and marked at the limits that were tried.",
                List.of(),
                true,
                panels,
                new Table("Smallest link by downtime limit", head, 2, false, rows));
    }

    private static LinesPanel.Line line(String scheme, List<Frontier> points, List<Double> limits) {
        return new LinesPanel.Line(
                scheme,
                points.stream().anyMatch(f -> f.losing() > 0),
                limits.stream()
                        .mapToDouble(limit -> points.stream()
                                .filter(f -> f.conditions().downtimeLimitMs() == limit)
                                .mapToDouble(f -> f.limit().shown(f.value()))
                                .findFirst()
                                .orElse(Double.NaN))
                        .toArray());
    }

    private static String answer(List<Frontier> points, double limit) {
        return points.stream()
                .filter(f -> f.conditions().downtimeLimitMs() == limit)
                .map(f -> f.answer() + (f.monotone() ? "" : " (not one edge)"))
                .findFirst()
                .orElse("–");
    }
}
