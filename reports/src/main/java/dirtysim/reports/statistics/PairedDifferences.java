package dirtysim.reports.statistics;

import dirtysim.reports.statistics.PairedDifference.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Every pair of the schemes that one question is asked of: one measure, under one set of conditions. Schemes that ran under the
 * same seeds met the same random numbers, so they are compared by their difference in each seed, not by their intervals.
 *
 * <p>The intervals hold together with 95 % confidence: each of m pairs has one at 1 - 0.05 / m (Bonferroni; A. M. Law,
 * "Simulation Modeling and Analysis", on comparing alternatives by paired t). A difference is called one only when its interval
 * leaves out zero, and when it is more than a share of the lower of the two means up to which schemes are level.
 */
public final class PairedDifferences {
    private final List<PairedDifference> pairs;

    private PairedDifferences(List<PairedDifference> pairs) {
        this.pairs = pairs;
    }

    /**
     * Compares schemes.
     *
     * @param values of each scheme, in order, the figure by seed; a scheme to which the measure does not apply, NaN in any
     *     seed, is left out, and so is a pair with fewer than two seeds in common
     * @param level share of the lower mean up to which two means are level
     */
    public static PairedDifferences of(Map<String, ? extends Map<Long, Double>> values, double level) {
        List<String> schemes = values.entrySet().stream()
                .filter(entry -> entry.getValue().values().stream().noneMatch(value -> value.isNaN()))
                .map(Map.Entry::getKey)
                .toList();
        List<String[]> compared = new ArrayList<>();
        for (int i = 0; i < schemes.size(); i++) {
            for (int j = i + 1; j < schemes.size(); j++) {
                if (common(values.get(schemes.get(i)), values.get(schemes.get(j))).length > 1) {
                    compared.add(new String[] {schemes.get(i), schemes.get(j)});
                }
            }
        }
        double confidence = 1 - (1 - Estimate.CONFIDENCE) / Math.max(1, compared.size());
        return new PairedDifferences(compared.stream()
                .map(pair -> pair(pair[0], pair[1], values.get(pair[0]), values.get(pair[1]), confidence, level))
                .toList());
    }

    /** The pairs that could be compared, in the order of their schemes. */
    public List<PairedDifference> pairs() {
        return pairs;
    }

    /**
     * Whether one scheme's figure is shown to be lower than the other's.
     *
     * @return nothing if the two could not be compared
     */
    public Optional<Boolean> lower(String scheme, String than) {
        return pairs.stream()
                .filter(pair -> pair.a().equals(scheme) && pair.b().equals(than)
                        || pair.a().equals(than) && pair.b().equals(scheme))
                .findFirst()
                .map(pair -> pair.verdict() == (pair.a().equals(scheme) ? Verdict.A_LOWER : Verdict.B_LOWER));
    }

    private static PairedDifference pair(
            String a, String b, Map<Long, Double> ofA, Map<Long, Double> ofB, double confidence, double level) {
        long[] seeds = common(ofA, ofB);
        double[] differences = Arrays.stream(seeds)
                .mapToDouble(seed -> ofA.get(seed) - ofB.get(seed))
                .toArray();
        Estimate estimate = Estimate.of(differences, confidence);
        boolean shown = (estimate.low() > 0 || estimate.high() < 0)
                && Math.abs(estimate.mean()) > level * Math.min(mean(ofA, seeds), mean(ofB, seeds));
        Verdict verdict = !shown ? Verdict.NO_DIFFERENCE : estimate.mean() < 0 ? Verdict.A_LOWER : Verdict.B_LOWER;
        return new PairedDifference(a, b, estimate, confidence, verdict);
    }

    private static double mean(Map<Long, Double> values, long[] seeds) {
        return Arrays.stream(seeds).mapToDouble(values::get).average().orElseThrow();
    }

    private static long[] common(Map<Long, Double> a, Map<Long, Double> b) {
        TreeSet<Long> seeds = new TreeSet<>(a.keySet());
        seeds.retainAll(b.keySet());
        return seeds.stream().mapToLong(Long::longValue).toArray();
    }
}
