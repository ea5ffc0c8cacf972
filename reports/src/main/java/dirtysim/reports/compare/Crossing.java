package dirtysim.reports.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the lines of two schemes cross. It lies between two points of the sweep at each of which one of them is cheaper by
 * more than {@value #TIE_PERCENT} per cent; on the straight lines between those, both axes logarithmic.
 *
 * @param sweep what was varied
 * @param measure what is compared
 * @param below the scheme that is cheaper below
 * @param above the scheme that is cheaper above
 * @param x the place
 * @param value what both cost there
 */
public record Crossing(Sweep sweep, Growing measure, String below, String above, double x, double value) {
    private static final int TIE_PERCENT = 5;
    private static final double TIE = StrictMath.log(1 + TIE_PERCENT / 100.0);

    /** All crossings of all sweeps, in the order of sweeps, measures and schemes. */
    public static List<Crossing> of(List<Sweep> sweeps, List<String> schemes) {
        List<Crossing> crossings = new ArrayList<>();
        for (Sweep sweep : sweeps) {
            for (Growing measure : Growing.values()) {
                for (int a = 0; a < schemes.size(); a++) {
                    for (int b = a + 1; b < schemes.size(); b++) {
                        find(sweep, measure, schemes.get(a), schemes.get(b), crossings);
                    }
                }
            }
        }
        return List.copyOf(crossings);
    }

    private static void find(Sweep sweep, Growing measure, String a, String b, List<Crossing> found) {
        double[] ofA = sweep.values(measure, a);
        double[] ofB = sweep.values(measure, b);
        int last = -1;
        double lastGap = 0;
        for (int i = 0; i < ofA.length; i++) {
            double gap = ofA[i] > 0 && ofB[i] > 0 ? StrictMath.log(ofA[i] / ofB[i]) : 0;
            if (Math.abs(gap) <= TIE) {
                continue;
            }
            if (lastGap * gap < 0) {
                double share = lastGap / (lastGap - gap);
                double x = between(
                        sweep.points().get(last).x(), sweep.points().get(i).x(), share);
                String below = lastGap < 0 ? a : b;
                found.add(
                        new Crossing(sweep, measure, below, lastGap < 0 ? b : a, x, between(ofA[last], ofA[i], share)));
            }
            last = i;
            lastGap = gap;
        }
    }

    private static double between(double from, double to, double share) {
        return from * StrictMath.exp(share * StrictMath.log(to / from));
    }
}
