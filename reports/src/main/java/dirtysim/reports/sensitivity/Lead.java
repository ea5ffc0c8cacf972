package dirtysim.reports.sensitivity;

import dirtysim.host.Parameter;
import dirtysim.reports.compare.Level;
import dirtysim.reports.compare.Measure;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which sound schemes are best in a measure at the base, level ones together, and what puts another ahead of all of them.
 *
 * @param study where
 * @param measure which measure
 * @param leaders the best at the base, in the order of the schemes
 * @param samples joint samples in which the measure applies to anybody
 * @param held in how many of them one of the leaders is still best, or level with the best
 * @param upsets parameters that, moved alone, put another scheme ahead of all leaders
 */
public record Lead(Study study, Measure measure, List<String> leaders, int samples, int held, List<Turn> upsets) {
    /** The lead in every measure in which at least two sound schemes can be compared. */
    public static List<Lead> of(Study study) {
        List<Lead> leads = new ArrayList<>();
        List<String> sound = study.sound();
        for (Measure measure : Grain.MEASURES) {
            Map<String, Double> base = values(
                    study, sound, measure, scheme -> study.schemes().get(scheme).base());
            if (base.size() > 1) {
                leads.add(lead(study, List.copyOf(base.keySet()), measure, base));
            }
        }
        return leads;
    }

    private static Lead lead(Study study, List<String> schemes, Measure measure, Map<String, Double> base) {
        List<String> leaders = best(base);
        int samples = 0;
        int held = 0;
        for (int number : study.samples()) {
            Map<String, Double> there = values(
                    study,
                    schemes,
                    measure,
                    scheme -> study.schemes().get(scheme).joint().get(number));
            samples += there.isEmpty() ? 0 : 1;
            held += best(there).stream().anyMatch(leaders::contains) ? 1 : 0;
        }
        List<Turn> upsets = new ArrayList<>();
        for (Parameter parameter : study.parameters()) {
            for (double end : Study.ends(parameter)) {
                Map<String, Double> there = values(
                        study,
                        schemes,
                        measure,
                        scheme -> study.schemes().get(scheme).at(parameter, end));
                // A run that is missing at this end must not make a leader of who is left.
                if (there.size() == base.size() && best(there).stream().noneMatch(leaders::contains)) {
                    upsets.add(upset(study, parameter, end, leaders, base, there));
                }
            }
        }
        return new Lead(study, measure, leaders, samples, held, List.copyOf(upsets));
    }

    private static Turn upset(
            Study study,
            Parameter parameter,
            double end,
            List<String> leaders,
            Map<String, Double> base,
            Map<String, Double> there) {
        String ahead = best(there).get(0);
        double from = Study.valueOf(parameter, study.schemes().get(ahead).base());
        double turnsAt = from;
        for (String leader : leaders) {
            double crossing = Turn.crossing(
                    parameter, from, end, base.get(ahead) - base.get(leader), there.get(ahead) - there.get(leader));
            // The last leader to be passed decides; NaN, for a choice, stays NaN.
            turnsAt = Math.abs(crossing - from) < Math.abs(turnsAt - from) ? turnsAt : crossing;
        }
        return new Turn(parameter, from, end, ahead, turnsAt);
    }

    /** The schemes to which the measure applies, with what it is for each of them. */
    private static Map<String, Double> values(
            Study study, List<String> schemes, Measure measure, Function<String, RunRecord> run) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String scheme : schemes) {
            RunRecord its = run.apply(scheme);
            double value = its == null ? Double.NaN : Grain.whole(measure, its);
            if (!Double.isNaN(value)) {
                values.put(scheme, value);
            }
        }
        return values;
    }

    private static List<String> best(Map<String, Double> values) {
        double least =
                values.values().stream().mapToDouble(value -> value).min().orElse(Double.NaN);
        return values.keySet().stream()
                .filter(scheme -> Level.level(values.get(scheme), least))
                .toList();
    }
}
