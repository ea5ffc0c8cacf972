package dirtysim.bench.sweep;

import dirtysim.host.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a sweep that is done on a machine of its own: every {@code count}th run, so that long and short ones are spread.
 *
 * @param number which part, from 1
 * @param count how many parts there are
 */
public record Shard(int number, int count) {
    /** More parts than any cluster has nodes. */
    public static final int MOST = 100_000;

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    /**
     * Reads {@code 3/8}.
     *
     * @param where what to blame in an error
     * @throws InputException if it is no such text, or there is no such part
     */
    public static Shard parse(String text, String where) {
        Matcher form = FORM.matcher(text);
        int number = form.matches() ? Integer.parseInt(form.group(1)) : 0;
        int count = form.matches() ? Integer.parseInt(form.group(2)) : 0;
        if (number < 1 || number > count || count > MOST) {
            throw new InputException(
                    where, "'" + text + "' is no part of a sweep", "give I/N with I from 1 to N, such as 1/8 to 8/8");
        }
        return new Shard(number, count);
    }

    /** The part's share of all runs, in their order. */
    public <T> List<T> of(List<T> all) {
        List<T> mine = new ArrayList<>();
        for (int n = number - 1; n < all.size(); n += count) {
            mine.add(all.get(n));
        }
        return mine;
    }

    /** As it is written: {@code 3/8}. */
    @Override
    public String toString() {
        return number + "/" + count;
    }
}
