package dirtysim.reports.view;

import dirtysim.reports.Check;
import dirtysim.reports.chart.ScatterPanel;
import dirtysim.reports.chart.ScatterPanel.Point;
import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where many targets have a quantity in common, such as a folder of recorded runs, a chart of simulated against measured with a
 * dot for each. Only times and sizes have one; a count of a few is told better by the tables.
 */
public final class ScatterFigures {
    private static final int LEAST_TARGETS = 10;
    private static final double PS_PER_MS = 1e9;

    private ScatterFigures() {}

    /**
     * The charts of a page; none if its targets have too little in common.
     *
     * @param checks all of the page
     */
    public static List<Figure> of(List<Check> checks) {
        Map<String, List<Point>> quantities = new LinkedHashMap<>();
        Map<String, Unit> units = new LinkedHashMap<>();
        for (Check check : checks) {
            boolean time = check.unit().equals("ms");
            if ((time || check.unit().equals("bytes")) && check.expected() > 0 && check.simulated() > 0) {
                double factor = time ? PS_PER_MS : 1;
                units.put(check.quantity(), time ? Unit.TIME : Unit.BYTES);
                quantities
                        .computeIfAbsent(check.quantity(), key -> new ArrayList<>())
                        .add(new Point(
                                check.target(), check.expected() * factor, check.simulated() * factor, check.met()));
            }
        }
        quantities.values().removeIf(points -> points.size() < LEAST_TARGETS);
        if (quantities.isEmpty()) {
            return List.of();
        }
        List<Figure.Panel> panels = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        quantities.forEach((quantity, points) -> {
            Unit unit = units.get(quantity);
            long missed = points.stream().filter(point -> !point.met()).count();
            String name = quantity + (missed == 0 ? "" : ": ✕ " + missed + " of " + points.size() + " missed");
            panels.add(new Figure.Panel(
                    name, null, ScatterPanel.draw("scatter-" + panels.size(), quantity, points, unit)));
            points.forEach(point -> rows.add(new Table.Row(
                    null,
                    null,
                    List.of(
                            quantity,
                            point.name(),
                            unit.show(point.measured()),
                            (point.met() ? "" : "✕ ") + unit.show(point.simulated())))));
        });
        Table table = new Table(
                "Simulated against measured", List.of("quantity", "target", "measured", "simulated"), 2, false, rows);
        return List.of(new Figure(
                "scatter",
                "Simulated against measured",
                "A dot is a target: to the right what was measured, upwards what was simulated. On the line the two are"
                        + " the same; a cross is outside its tolerance.",
                "Both axes: the same log scale.",
                ScatterPanel.keys(),
                false,
                panels,
                table));
    }
}
