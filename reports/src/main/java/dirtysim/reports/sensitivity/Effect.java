package dirtysim.reports.sensitivity;

import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import dirtysim.reports.compare.Measure;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * What one parameter does to one measure of one scheme.
 *
 * @param study where
 * @param scheme id of the scheme
 * @param measure which measure
 * @param parameter what was moved
 * @param low least value of the parameter; of a choice, the one with the smallest result
 * @param high greatest value of the parameter; of a choice, the one with the greatest result
 * @param atBase the measure at the base; NaN where it does not apply
 * @param atLow the measure with this parameter alone at {@code low}; NaN where it does not apply or the run is missing
 * @param atHigh likewise at {@code high}
 * @param chance greatest less least of the measure over the base and its phases: what moves it when no parameter does
 * @param correlation Spearman's rank correlation of parameter and measure over the joint samples; NaN where either is the
 *     same in all of them, or there are fewer than three. With {@code n} samples about {@code 1/(n-1)} of its square is noise
 */
public record Effect(
        Study study,
        String scheme,
        Measure measure,
        Parameter parameter,
        double low,
        double high,
        double atBase,
        double atLow,
        double atHigh,
        double chance,
        double correlation) {
    private static final int FEWEST_SAMPLES = 3;

    /** Greatest less least of the measure at base, low and high: 0 where nothing moves it. */
    public double spread() {
        return spread(DoubleStream.of(atBase, atLow, atHigh));
    }

    /** Whether the parameter moves the measure by more than chance does. */
    public boolean moves() {
        return spread() > chance;
    }

    private static double spread(DoubleStream all) {
        double[] values = all.filter(value -> !Double.isNaN(value)).toArray();
        return values.length == 0
                ? 0
                : Arrays.stream(values).max().getAsDouble()
                        - Arrays.stream(values).min().getAsDouble();
    }

    /** The spread as a share of the base; of a slowdown, of the guest's whole time. NaN where the base is 0 or none. */
    public double swing() {
        double base = Grain.whole(measure, atBase);
        return base > 0 ? spread() / base : Double.NaN;
    }

    /** Every parameter on every measure of every scheme: schemes, measures and parameters in their orders. */
    public static List<Effect> of(Study study) {
        List<Effect> effects = new ArrayList<>();
        study.schemes().forEach((scheme, runs) -> {
            Map<String, double[]> sampled = sampled(study, runs);
            for (Measure measure : Grain.MEASURES) {
                double[] results =
                        runs.joint().values().stream().mapToDouble(measure::of).toArray();
                for (Parameter parameter : study.parameters()) {
                    double correlation = correlation(sampled.get(parameter.key()), results);
                    effects.add(effect(study, scheme, measure, parameter, correlation));
                }
            }
        });
        return effects;
    }

    private static Effect effect(Study study, String scheme, Measure measure, Parameter parameter, double correlation) {
        Study.Runs runs = study.schemes().get(scheme);
        double[] ends = Study.ends(parameter);
        double low = ends[0];
        double high = ends[ends.length - 1];
        if (parameter.choices().length > 0) {
            for (double end : ends) {
                low = value(runs, measure, parameter, end) < value(runs, measure, parameter, low) ? end : low;
                high = value(runs, measure, parameter, end) > value(runs, measure, parameter, high) ? end : high;
            }
        }
        return new Effect(
                study,
                scheme,
                measure,
                parameter,
                low,
                high,
                measure.of(runs.base()),
                value(runs, measure, parameter, low),
                value(runs, measure, parameter, high),
                spread(DoubleStream.concat(
                        DoubleStream.of(measure.of(runs.base())),
                        runs.phases().values().stream().mapToDouble(measure::of))),
                correlation);
    }

    private static double value(Study.Runs runs, Measure measure, Parameter parameter, double at) {
        RunRecord run = runs.at(parameter, at);
        return run == null ? Double.NaN : measure.of(run);
    }

    /** The values of each moved parameter in the joint samples, by key. */
    private static Map<String, double[]> sampled(Study study, Study.Runs runs) {
        List<double[]> all = runs.joint().values().stream()
                .map(run -> Parameters.values(run.scenario().costs()))
                .toList();
        List<String> declared =
                Parameters.declared().stream().map(Parameter::key).toList();
        Map<String, double[]> sampled = new LinkedHashMap<>();
        for (Parameter parameter : study.parameters()) {
            int at = declared.indexOf(parameter.key());
            sampled.put(
                    parameter.key(),
                    all.stream().mapToDouble(values -> values[at]).toArray());
        }
        return sampled;
    }

    private static double correlation(double[] values, double[] results) {
        int applies = 0;
        double[] x = new double[values.length];
        double[] y = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(results[i])) {
                x[applies] = values[i];
                y[applies++] = results[i];
            }
        }
        return applies < FEWEST_SAMPLES
                ? Double.NaN
                : new SpearmansCorrelation().correlation(Arrays.copyOf(x, applies), Arrays.copyOf(y, applies));
    }
}
