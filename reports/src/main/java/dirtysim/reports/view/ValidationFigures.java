package dirtysim.reports.view;

import dirtysim.reports.Check;
import dirtysim.reports.chart.CurvePanel;
import dirtysim.reports.chart.CurvePanel.Curve;
import dirtysim.reports.chart.CurvePanel.Point;
import dirtysim.reports.chart.Scale;
import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The charts of a validation. Checks of one target whose quantities differ only in a number at the end, such as {@code
 * unmap_time/16 CPUs}, are points of one curve; three of them or more make a panel. Curves of one target with the same
 * units share a chart.
 */
public final class ValidationFigures {
    private static final Pattern POINT = Pattern.compile("(.+)/(\\d{1,9}) ([^/ ]+)");
    private static final int LEAST_POINTS = 3;
    private static final double PS_PER_NS = 1000;

    /** What the curves of one chart have in common. */
    private record Axes(String unit, String xName) {
        /** Times are written in the unit that suits them, all else as numbers. */
        Unit shown() {
            return unit.equals("ns") ? Unit.TIME : Unit.COUNT;
        }

        double shown(double value) {
            return unit.equals("ns") ? value * PS_PER_NS : value;
        }
    }

    private ValidationFigures() {}

    /**
     * The charts of one target; none if it has no curve.
     *
     * @param id unique in the page
     * @param target the target
     * @param checks all of them
     */
    static List<Figure> of(String id, String target, List<Check> checks) {
        Map<Axes, Map<String, List<Point>>> charts = new LinkedHashMap<>();
        for (Check check : checks) {
            Matcher point = POINT.matcher(check.quantity());
            boolean finite = Double.isFinite(check.expected()) && Double.isFinite(check.simulated());
            if (finite && point.matches() && Long.parseLong(point.group(2)) > 0) {
                Axes axes = new Axes(check.unit(), plural(point.group(3)));
                charts.computeIfAbsent(axes, key -> new LinkedHashMap<>())
                        .computeIfAbsent(point.group(1), key -> new ArrayList<>())
                        .add(new Point(
                                Long.parseLong(point.group(2)),
                                axes.shown(check.expected()),
                                axes.shown(check.simulated()),
                                axes.shown(check.tolerance()),
                                check.met()));
            }
        }
        List<Figure> figures = new ArrayList<>();
        charts.forEach((axes, curves) -> {
            curves.values()
                    .removeIf(points ->
                            points.stream().mapToDouble(Point::x).distinct().count() < LEAST_POINTS);
            curves.values().forEach(points -> points.sort(Comparator.comparingDouble(Point::x)));
            if (!curves.isEmpty()) {
                figures.add(figure(id + "-" + figures.size(), target, axes, curves));
            }
        });
        return figures;
    }

    private static Figure figure(String id, String target, Axes axes, Map<String, List<Point>> curves) {
        double most = curves.values().stream()
                .flatMap(List::stream)
                .flatMapToDouble(point -> DoubleStream.of(point.published() + point.tolerance(), point.simulated()))
                .max()
                .orElse(1);
        // One value, so that the axis is linear however small the least of them is.
        Scale scale = new Scale(axes.shown(), new double[] {most});
        List<Figure.Panel> panels = new ArrayList<>();
        curves.forEach((name, points) -> panels.add(new Figure.Panel(
                named(name, points),
                CurvePanel.draw(
                        id + "-" + panels.size(),
                        target + ", " + name,
                        new Curve(points, axes.xName()),
                        scale,
                        axes.shown()))));
        String unit = axes.unit().equals("ns") ? "" : " in " + axes.unit();
        return new Figure(
                id,
                "Simulated against published" + unit + ", by " + axes.xName(),
                "A circle is what was published, the bar through it the tolerance; the line is what was simulated. Where it"
                        + " leaves the bar its dot is a cross: missed.",
                "Values: linear scale from zero; " + axes.xName() + ": log scale, marked at the points.",
                CurvePanel.keys(),
                false,
                panels,
                table(target, axes, curves));
    }

    private static Table table(String target, Axes axes, Map<String, List<Point>> curves) {
        TreeSet<Double> xs = new TreeSet<>();
        curves.values().forEach(points -> points.forEach(point -> xs.add(point.x())));
        List<String> head = new ArrayList<>(List.of("quantity", ""));
        xs.forEach(x -> head.add(Unit.grouped(Math.round(x))));
        List<Table.Row> rows = new ArrayList<>();
        curves.forEach((name, points) -> Stream.of(false, true).forEach(simulated -> {
            List<String> cells = new ArrayList<>(List.of(name, simulated ? "simulated" : "published"));
            xs.forEach(x -> cells.add(cell(points, x, simulated, axes)));
            rows.add(new Table.Row(name, null, cells));
        }));
        return new Table(target + " by " + axes.xName(), head, 2, false, rows);
    }

    private static String cell(List<Point> points, double x, boolean simulated, Axes axes) {
        return points.stream()
                .filter(point -> point.x() == x)
                .findFirst()
                .map(point -> (simulated && !point.met() ? "✕ " : "")
                        + axes.shown().show(simulated ? point.simulated() : point.published()))
                .orElse("–");
    }

    private static String named(String name, List<Point> points) {
        long missed = points.stream().filter(point -> !point.met()).count();
        return missed == 0 ? name : name + ": ✕ " + missed + " of " + points.size() + " missed";
    }

    /** One CPU and two CPUs lie on one axis. */
    private static String plural(String noun) {
        return noun.equals("CPU") ? "CPUs" : noun;
    }
}
