package dirtysim.host;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The known word that a misspelt one was probably meant to be, by edit distance, or by its beginning. */
public final class Nearest {
    private Nearest() {}

    /** Letters that a word must have to stand for the only one that begins with it. */
    private static final int LEAST_BEGINNING = 3;

    /**
     * The known word nearest to {@code wrong}, if it is near enough to be a slip: a third of its letters at most. Else the only one
     * that begins with it, as {@code nested-dbit} does with {@code nested}.
     */
    public static Optional<String> to(String wrong, Collection<String> known) {
        return slip(wrong, known).or(() -> begun(wrong, known));
    }

    private static Optional<String> begun(String wrong, Collection<String> known) {
        List<String> begun =
                known.stream().filter(word -> word.startsWith(wrong)).toList();
        return begun.size() == 1 && wrong.length() >= LEAST_BEGINNING ? Optional.of(begun.get(0)) : Optional.empty();
    }

    private static Optional<String> slip(String wrong, Collection<String> known) {
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

    /** The mend for a word that is none of a few choices: the nearest one if there is one, and in any case all of them. */
    public static String choice(String wrong, Collection<String> choices) {
        String all = "write one of " + String.join(", ", choices);
        return to(wrong, choices)
                .map(word -> "did you mean '" + word + "'? Or " + all)
                .orElse(all);
    }

    /** Insertions, deletions, substitutions and swaps of neighbours. */
    private static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int same = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + same, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[from.length()][to.length()];
    }
}
