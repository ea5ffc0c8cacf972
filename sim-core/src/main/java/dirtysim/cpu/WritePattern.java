package dirtysim.cpu;

import dirtysim.engine.SimTime;
import dirtysim.host.InputException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What the guest's CPUs write, as a user says it: a shape, and after a plus sign how its rate changes with time.
 *
 * <pre>
 * uniform                     every page of the working set alike
 * sequential                  one sweep after the other
 * hot-cold:10%/90%            a tenth of the pages takes nine tenths of the writes
 * zipf:1.0                    the page of rank k as often as k^-1
 * curve:0.1s=1270,1s=12163    so many different pages in such an interval, at whatever rate that takes
 * …+bursts:2s/3s              two seconds of writes, three without; from the cycle's second 1 on with @1s behind
 * …+series:1s=38000,2.5s=0    38,000 page writes a second up to second 1, none up to 2.5 and after
 * </pre>
 *
 * Time begins with the migration.
 */
public final class WritePattern {
    private static final String FORMS =
            "write uniform, sequential, hot-cold:10%/90%, zipf:1.0 or curve:0.1s=1270,1s=12163,"
                    + " and behind it nothing, +bursts:2s/3s@1s or +series:1s=38000,2s=0";
    private static final double LONGEST_S = 1e6;
    private static final double MOST_PAGES = 1e12;

    private final WriteShape shape;
    private final WritePace pace;

    private WritePattern(WriteShape shape, WritePace pace) {
        this.shape = shape;
        this.pace = pace;
    }

    /**
     * Reads a pattern.
     *
     * @param text as above
     * @param where what to blame in an error
     * @throws InputException if it is none
     */
    public static WritePattern parse(String text, String where) {
        int plus = text.indexOf('+');
        String shape = plus < 0 ? text : text.substring(0, plus);
        try {
            return new WritePattern(shape(shape), plus < 0 ? new WritePace.Steady() : pace(text.substring(plus + 1)));
        } catch (IllegalArgumentException e) {
            String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
            String why =
                    e.getMessage() == null || e instanceof NumberFormatException ? "" : " (" + e.getMessage() + ")";
            throw new InputException(where, "'" + shown + "' is no pattern of CPU writes" + why, FORMS, e);
        }
    }

    /** Which pages. */
    WriteShape shape() {
        return shape;
    }

    /** At what rate. */
    WritePace pace() {
        return pace;
    }

    private static WriteShape shape(String text) {
        String rest = text.substring(text.indexOf(':') + 1);
        if (text.equals("uniform")) {
            return new Uniform();
        }
        if (text.equals("sequential")) {
            return new Sequential();
        }
        if (text.startsWith("hot-cold:")) {
            String[] parts = rest.split("/", -1);
            require(parts.length == 2, "it takes two shares");
            double pages = share(parts[0]);
            require(pages > 0 && pages < 1, "the hot pages are more than 0% and less than 100%");
            return new HotCold(pages, share(parts[1]));
        }
        if (text.startsWith("zipf:")) {
            double exponent = number(rest);
            require(exponent >= 0.01 && exponent <= 4, "the exponent is from 0.01 to 4");
            return new Zipf(exponent);
        }
        require(text.startsWith("curve:"), "its shape is not known");
        List<Double> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        points(rest, times, values);
        for (int n = 0; n < values.size(); n++) {
            require(values.get(n) > 0 && (n == 0 || values.get(n) >= values.get(n - 1)), "a curve does not fall");
        }
        return new MeasuredCurve(times, values);
    }

    private static WritePace pace(String text) {
        String rest = text.substring(text.indexOf(':') + 1);
        if (text.startsWith("bursts:")) {
            int at = rest.indexOf('@');
            String[] parts = (at < 0 ? rest : rest.substring(0, at)).split("/", -1);
            require(parts.length == 2, "it takes two times");
            double on = seconds(parts[0]);
            double off = seconds(parts[1]);
            require(on > 0 && off > 0, "both times are more than 0");
            return new WritePace.Bursts(ps(on), ps(off), at < 0 ? 0 : ps(seconds(rest.substring(at + 1))));
        }
        require(text.startsWith("series:"), "its pace is not known");
        List<Double> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        points(rest, times, values);
        return new WritePace.Series(
                times.stream().mapToLong(WritePattern::ps).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static void points(String text, List<Double> times, List<Double> values) {
        for (String point : text.split(",", -1)) {
            String[] sides = point.split("=", -1);
            require(sides.length == 2, "each point is a time, = and a number");
            double time = seconds(sides[0]);
            double value = number(sides[1]);
            require(time > 0 && (times.isEmpty() || time > times.get(times.size() - 1)), "times ascend from above 0");
            require(value >= 0 && value <= MOST_PAGES, "a number of pages is from 0 to 10^12");
            times.add(time);
            values.add(value);
        }
    }

    private static double share(String text) {
        require(text.endsWith("%"), "a share ends in %");
        double share = number(text.substring(0, text.length() - 1)) / 100;
        require(share >= 0 && share <= 1, "a share is from 0% to 100%");
        return share;
    }

    private static double seconds(String text) {
        boolean milli = text.endsWith("ms");
        require(text.endsWith("s"), "a time ends in s or ms");
        double value = number(text.substring(0, text.length() - (milli ? 2 : 1))) / (milli ? 1000 : 1);
        require(value >= 0 && value <= LONGEST_S, "a time is from 0s to 1000000s");
        return value;
    }

    private static double number(String text) {
        return new BigDecimal(text).doubleValue();
    }

    private static long ps(double seconds) {
        return Math.round(seconds * SimTime.PS_PER_S);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
