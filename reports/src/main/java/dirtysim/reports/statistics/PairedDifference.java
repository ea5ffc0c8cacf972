package dirtysim.reports.statistics;

/**
 * Two schemes under the same seeds: the mean of a - b, seed by seed.
 *
 * @param a one scheme
 * @param b the other
 * @param estimate of the mean difference, with the interval of {@link PairedDifferences}
 * @param confidence of that interval
 * @param verdict what it allows to be said
 */
public record PairedDifference(String a, String b, Estimate estimate, double confidence, Verdict verdict) {
    /** What an interval allows to be said. */
    public enum Verdict {
        /** The first scheme's figure is lower. */
        A_LOWER("a_lower"),
        /** The second scheme's figure is lower. */
        B_LOWER("b_lower"),
        /** No difference is shown. */
        NO_DIFFERENCE("no_difference");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        /** As written in {@code differences.csv}. */
        public String word() {
            return word;
        }
    }
}
