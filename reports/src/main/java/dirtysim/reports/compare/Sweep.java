package dirtysim.reports.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cases that differ in nothing but their place on an axis; of replications the mean.
 *
 * @param axis what differs
 * @param fixed what does not, in words
 * @param points the cases by their place, ascending; three at least
 */
public record Sweep(Axis axis, String fixed, List<Point> points) {
    private static final int FEWEST = 3;

    /**
     * @param x place on the axis
     * @param at the case there
     */
    public record Point(double x, Case at) {}

    /** Defensive copy. */
    public Sweep {
        points = List.copyOf(points);
    }

    /** All sweeps that the cases hold, axis by axis. */
    public static List<Sweep> of(Comparison comparison) {
        List<Sweep> sweeps = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            Map<Object, TreeMap<Double, Case>> lines = new LinkedHashMap<>();
            for (Case c : comparison.cases()) {
                double x = axis.of(c.any().scenario());
                if (x > 0) {
                    lines.computeIfAbsent(axis.rest(c.any().scenario()), rest -> new TreeMap<>())
                            .putIfAbsent(x, c);
                }
            }
            for (TreeMap<Double, Case> line : lines.values()) {
                if (line.size() >= FEWEST) {
                    List<Point> points = new ArrayList<>();
                    line.forEach((x, c) -> points.add(new Point(x, c)));
                    sweeps.add(
                            new Sweep(axis, axis.fixed(points.get(0).at().any().scenario()), points));
                }
            }
        }
        return List.copyOf(sweeps);
    }

    /** A scheme's value at each point, of replications the mean; NaN where it did not run, or the measure does not apply. */
    public double[] values(Growing measure, String scheme) {
        return points.stream()
                .mapToDouble(point -> point.at().all(scheme).stream()
                        .mapToDouble(measure::of)
                        .average()
                        .orElse(Double.NaN))
                .toArray();
    }

    /**
     * Exponent of the power law through a scheme's values, by least squares over their logarithms: 1 is proportional, 0 does
     * not grow. NaN where fewer than two values are above zero.
     */
    public double exponent(Growing measure, String scheme) {
        double[] values = values(measure, scheme);
        double n = 0;
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumXy = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] > 0) {
                double x = StrictMath.log(points.get(i).x());
                double y = StrictMath.log(values[i]);
                n++;
                sumX += x;
                sumY += y;
                sumXx += x * x;
                sumXy += x * y;
            }
        }
        return n < 2 ? Double.NaN : (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
    }
}
