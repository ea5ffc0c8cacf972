package dirtysim.reports.compare;

import dirtysim.reports.text.Exact;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How costs grow, and where schemes cross.
 *
 * @param sweeps what was varied; empty if nothing was
 * @param crossings where lines cross
 * @param schemes the schemes compared
 */
public record Scaling(List<Sweep> sweeps, List<Crossing> crossings, List<String> schemes) {
    /** Exponents below this are no growth: a doubling adds less than four per cent. */
    private static final double FLAT = 0.05;

    /** Finds the sweeps among the cases. */
    public static Scaling of(Comparison comparison) {
        List<Sweep> sweeps = Sweep.of(comparison);
        return new Scaling(sweeps, Crossing.of(sweeps, comparison.schemes()), comparison.schemes());
    }

    /** Whether nothing was varied. */
    public boolean isEmpty() {
        return sweeps.isEmpty();
    }

    /** How a measure grows along each sweep, one sentence each, schemes that grow alike together. */
    public List<String> growth(Growing measure) {
        List<String> sentences = new ArrayList<>();
        for (Sweep sweep : sweeps) {
            Map<BigDecimal, List<String>> alike = new TreeMap<>();
            for (String scheme : schemes) {
                double exponent = sweep.exponent(measure, scheme);
                if (!Double.isNaN(exponent)) {
                    BigDecimal rounded = Math.abs(exponent) < FLAT
                            ? new BigDecimal("0.00")
                            : new BigDecimal(Exact.decimals(exponent, 2));
                    alike.computeIfAbsent(rounded, key -> new ArrayList<>()).add(scheme);
                }
            }
            if (!alike.isEmpty()) {
                List<String> parts = new ArrayList<>();
                alike.forEach((exponent, names) -> parts.add(growth(exponent, names)));
                sentences.add("With " + sweep.axis().shortly() + " (" + sweep.fixed() + "): " + String.join("; ", parts)
                        + ".");
            }
        }
        return sentences;
    }

    private static String growth(BigDecimal exponent, List<String> schemes) {
        String names = Phrases.list(schemes);
        boolean one = schemes.size() == 1;
        if (exponent.signum() == 0) {
            return names + (one ? " does" : " do") + " not grow";
        }
        String verb = exponent.signum() > 0 ? one ? " grows" : " grow" : one ? " falls" : " fall";
        return names + verb + " with exponent " + exponent.toPlainString();
    }

    /** The crossings of one measure. */
    public List<Crossing> crossings(Growing measure) {
        return crossings.stream().filter(c -> c.measure() == measure).toList();
    }
}
