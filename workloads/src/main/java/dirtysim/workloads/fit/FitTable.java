package dirtysim.workloads.fit;

import dirtysim.guest.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * How near a fitted guest comes to its recording. The tolerances, and the reason for each, are in the module's README.
 */
public final class FitTable {
    private static final double RATE = 0.05;
    private static final double LIVE = 0.10;
    private static final double SIZE_MIX = 0.03;
    private static final double MEAN_PAGES = 0.03;
    private static final double SHARED = 0.03;
    private static final double GUEST_PAGES = 0.15;
    private static final double QUANTILE = 0.25;
    private static final double DISTRIBUTION = 0.15;

    private FitTable() {}

    /**
     * Compares the bodies of two workloads.
     *
     * @param recorded what was recorded
     * @param synthetic the fitted guest, unscaled
     */
    public static List<FitFigure> compare(Workload recorded, Workload synthetic) {
        TraceFigures one = new TraceFigures(recorded);
        TraceFigures two = new TraceFigures(synthetic);
        List<FitFigure> table = new ArrayList<>();
        table.add(relative("map rate", "maps/s", one.mapsPerSecond, two.mapsPerSecond, RATE));
        table.add(relative("mapping calls", "calls/s", one.callsPerSecond, two.callsPerSecond, RATE));
        table.add(new FitFigure(
                "size mix", "share apart", 0, one.sizeMixDistance(two), one.sizeMixDistance(two), SIZE_MIX));
        table.add(relative("mean size", "pages", one.meanPages(), two.meanPages(), MEAN_PAGES));
        table.add(relative("live, mean", "mappings", one.meanLive, two.meanLive, LIVE));
        table.add(relative("live, most", "mappings", one.maxLive, two.maxLive, QUANTILE));
        distribution(table, "lifetime", "us", one.lifetimeUs.values(), two.lifetimeUs.values());
        distribution(table, "reuse distance", "maps", one.reuseDistance.values(), two.reuseDistance.values());
        table.add(new FitFigure(
                "shared pages",
                "share",
                one.sharedShare,
                two.sharedShare,
                Math.abs(one.sharedShare - two.sharedShare),
                SHARED));
        table.add(relative("guest pages", "pages", one.guestPages, two.guestPages, GUEST_PAGES));
        return table;
    }

    private static void distribution(List<FitFigure> table, String name, String unit, double[] one, double[] two) {
        Arrays.sort(one);
        Arrays.sort(two);
        for (int percent : new int[] {50, 90}) {
            table.add(relative(name + " p" + percent, unit, at(one, percent), at(two, percent), QUANTILE));
        }
        double apart =
                one.length < 2 || two.length < 2 ? 1 : new KolmogorovSmirnovTest().kolmogorovSmirnovStatistic(one, two);
        table.add(new FitFigure(name + " KS", "share apart", 0, apart, apart, DISTRIBUTION));
    }

    private static double at(double[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[(int) ((long) sorted.length * percent / 100)];
    }

    private static FitFigure relative(String name, String unit, double recorded, double synthetic, double tolerance) {
        double difference =
                recorded == synthetic ? 0 : Math.abs(synthetic - recorded) / Math.max(1e-9, Math.abs(recorded));
        return new FitFigure(name, unit, recorded, synthetic, difference, tolerance);
    }

    /** As lines of text, ended by a line feed. */
    public static String toText(List<FitFigure> table) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%-20s %-12s %12s %12s %11s %10s  %s%n",
                "figure",
                "unit",
                "recorded",
                "synthetic",
                "difference",
                "tolerance",
                "met"));
        for (FitFigure figure : table) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-20s %-12s %12s %12s %11.3f %10.2f  %s%n",
                    figure.name(),
                    figure.unit(),
                    number(figure.recorded()),
                    number(figure.synthetic()),
                    figure.difference(),
                    figure.tolerance(),
                    figure.met() ? "yes" : "no"));
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static String number(double value) {
        return value >= 100 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.3f", value);
    }
}
