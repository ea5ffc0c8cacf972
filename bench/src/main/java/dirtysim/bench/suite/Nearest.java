package dirtysim.bench.suite;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word that a misspelt one was probably meant to be, by edit distance. */
public final class Nearest {
    private Nearest() {}

    /** The known word nearest to {@code wrong}, if it is near enough to be a slip: a third of its letters at most. */
    public static Optional<String> to(String wrong, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(wrong, word) <= Math.max(1, word.length() / 3))
                .min(Comparator.<String>comparingInt(word -> distance(wrong, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The mend for an unknown word: the nearest one if there is one, and in any case all that are known. */
    public static String mend(String wrong, Collection<String> known) {
        String all = String.join(", ", known);
        return to(wrong, known)
                .map(word -> "did you mean '" + word + "'? Known: " + all)
                .orElse("take one of " + all);
    }

    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
