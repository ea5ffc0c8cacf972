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
    private static final double MEAN_PAGES = 0.05;
    private static final double SHARED = 0.03;
    private static final double MOST_LIVE = 0.25;
    private static final double LIFETIME = 0.40;
    private static final double LIFETIMES_APART = 0.25;
    private static final double DISTANCES_APART = 0.20;
    /** Of figures that are held to a factor rather than a difference. */
    private static final double FACTOR = 4;

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
        table.add(relative("live, most", "mappings", one.maxLive, two.maxLive, MOST_LIVE));
        double[] lifetimes = sorted(one.lifetimeUs);
        double[] otherLifetimes = sorted(two.lifetimeUs);
        for (int percent : new int[] {50, 90}) {
            String name = "lifetime p" + percent;
            table.add(relative(name, "us", at(lifetimes, percent), at(otherLifetimes, percent), LIFETIME));
        }
        table.add(apart("lifetime KS", lifetimes, otherLifetimes, LIFETIMES_APART));
        double[] distances = sorted(one.reuseDistance);
        double[] otherDistances = sorted(two.reuseDistance);
        for (int percent : new int[] {50, 90}) {
            String name = "reuse distance p" + percent;
            table.add(factor(name, "maps", at(distances, percent), at(otherDistances, percent)));
        }
        table.add(apart("reuse distance KS", distances, otherDistances, DISTANCES_APART));
        table.add(new FitFigure(
                "shared pages",
                "share",
                one.sharedShare,
                two.sharedShare,
                Math.abs(one.sharedShare - two.sharedShare),
                SHARED));
        table.add(factor("guest pages", "pages", one.guestPages, two.guestPages));
        return table;
    }

    private static double[] sorted(Observed observed) {
        double[] values = observed.values();
        Arrays.sort(values);
        return values;
    }

    private static FitFigure apart(String name, double[] one, double[] two, double tolerance) {
        double apart = one.length < 2 || two.length < 2
                ? one.length == two.length ? 0 : 1
                : new KolmogorovSmirnovTest().kolmogorovSmirnovStatistic(one, two);
        return new FitFigure(name, "share apart", 0, apart, apart, tolerance);
    }

    private static FitFigure factor(String name, String unit, double recorded, double synthetic) {
        double less = Math.min(recorded, synthetic);
        double factor = recorded == synthetic ? 1 : less > 0 ? Math.max(recorded, synthetic) / less : 1e9;
        return new FitFigure(name, unit, recorded, synthetic, factor, FACTOR);
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
