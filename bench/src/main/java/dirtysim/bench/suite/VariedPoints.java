package dirtysim.bench.suite;

import dirtysim.host.CostModel;
import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import dirtysim.reports.sensitivity.Point;
import dirtysim.reports.sensitivity.Study;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * The points at which a scenario is run when its parameters are varied: its base, the base again with the migration starting
 * later, which shows what is chance, each parameter alone at the ends of its range or at each other choice, and joint samples
 * by a Sobol sequence.
 *
 * <p>A joint sample is a point of the sequence, moved by half a step so that it lies in the middle of its cell and not at a
 * corner of the space. It is the same for every scheme and trace.
 *
 * <p>Some values the model refuses, such as tables of a width that the hardware lacks. A parameter is then not moved there
 * alone. In a joint sample the parameters are set one after another, in the order of their declarations, and one whose
 * value is refused beside those before it keeps the base's.
 */
final class VariedPoints {
    private static final int PHASES = 8;
    /** A small time that is no multiple of anything in a trace. */
    private static final double PHASE_MS = 3.7;

    /** A point, the parameters there, and by how much the migration starts later. */
    record Varied(Point point, CostModel costs, double laterMs) {
        Varied(Point point, CostModel costs) {
            this(point, costs, 0);
        }
    }

    private final String scenario;
    private final CostModel base;
    private final Predicate<CostModel> accepted;

    private VariedPoints(String scenario, CostModel base, Predicate<CostModel> accepted) {
        this.scenario = scenario;
        this.base = base;
        this.accepted = accepted;
    }

    /**
     * @param scenario name of the scenario in the suite file
     * @param variation what is varied
     * @param base the parameters as they were given
     * @param accepted whether the model takes these parameters
     */
    static List<Varied> of(String scenario, Variation variation, CostModel base, Predicate<CostModel> accepted) {
        VariedPoints points = new VariedPoints(scenario, base, accepted);
        List<Varied> all = new ArrayList<>(List.of(new Varied(Point.base(scenario), base)));
        for (int phase = 1; phase <= PHASES; phase++) {
            all.add(new Varied(Point.phase(scenario, phase), base, phase * PHASE_MS));
        }
        variation.parameters().forEach(parameter -> all.addAll(points.alone(parameter)));
        all.addAll(points.joint(variation));
        return all;
    }

    private List<Varied> alone(Parameter parameter) {
        List<Varied> points = new ArrayList<>();
        for (double end : Study.ends(parameter)) {
            CostModel moved = with(Map.of(parameter.key(), Parameters.text(parameter, end)));
            if (!moved.equals(base) && accepted.test(moved)) {
                points.add(new Varied(Point.alone(scenario, parameter.key(), Study.nameOf(parameter, end)), moved));
            }
        }
        return points;
    }

    private List<Varied> joint(Variation variation) {
        List<Varied> points = new ArrayList<>();
        SobolSequenceGenerator sobol =
                new SobolSequenceGenerator(variation.parameters().size());
        double half = 0.5 / Math.max(1, Integer.highestOneBit(2 * variation.samples() - 1));
        for (int number = 0; number < variation.samples(); number++) {
            double[] at = sobol.nextVector();
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < at.length; i++) {
                Parameter parameter = variation.parameters().get(i);
                values.put(parameter.key(), Parameters.text(parameter, Spread.value(parameter, at[i] + half)));
            }
            points.add(new Varied(Point.joint(scenario, number), acceptable(values)));
        }
        return points;
    }

    private CostModel acceptable(Map<String, String> values) {
        CostModel whole = with(values);
        if (accepted.test(whole)) {
            return whole;
        }
        Map<String, String> kept = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            Map<String, String> tried = new LinkedHashMap<>(kept);
            tried.put(key, value);
            if (accepted.test(with(tried))) {
                kept.put(key, value);
            }
        });
        return with(kept);
    }

    private CostModel with(Map<String, String> values) {
        return Parameters.with(base, values, scenario);
    }
}
