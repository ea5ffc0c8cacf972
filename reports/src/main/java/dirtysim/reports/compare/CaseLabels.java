package dirtysim.reports.compare;

import dirtysim.host.CostModel;
import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What tells the cases of one trace apart, in words: only what is not the same in all of them. */
final class CaseLabels {
    /** Of more parameters that differ no reader keeps count in a label. */
    private static final int MOST_PARAMETERS = 3;

    private record Conditions(Scenario scenario, int repetition) {}

    /** A part of the conditions, and how it is said. */
    private record Part(Function<Scenario, Object> value, Function<Scenario, String> words) {}

    private static final List<Part> PARTS = List.of(
            new Part(Scenario::ramBytes, s -> Unit.BYTES.show(s.ramBytes())),
            new Part(Scenario::linkBytesPerSecond, s -> Exact.plain(s.linkBytesPerSecond() * 8 / 1e9) + " Gbit/s"),
            new Part(Scenario::linkLatencyMs, s -> "latency " + Exact.plain(s.linkLatencyMs()) + " ms"),
            new Part(Scenario::channels, s -> s.channels() == 0 ? "one stream" : "channels: " + s.channels()),
            new Part(Scenario::devices, s -> "devices' state " + s.devices().words()),
            new Part(Scenario::downtimeLimitMs, s -> "limit " + Exact.plain(s.downtimeLimitMs()) + " ms"),
            new Part(Scenario::timeScale, s -> "time ×" + Exact.plain(s.timeScale())),
            new Part(Scenario::warmupMs, s -> "warm-up " + Exact.plain(s.warmupMs()) + " ms"),
            new Part(Scenario::warmUpRule, s -> s.warmUpRule().id() + " warm-up"),
            new Part(Scenario::maxRounds, s -> "at most " + s.maxRounds() + " rounds"),
            new Part(
                    Scenario::cpuDirtyPagesPerSecond,
                    s -> "CPU " + Exact.plain(s.cpuDirtyPagesPerSecond()) + " pages/s"),
            new Part(Scenario::cpuWorkingSetBytes, s -> "working set " + Unit.BYTES.show(s.cpuWorkingSetBytes())),
            new Part(
                    Scenario::cpuWorkingSetAboveBytes,
                    s -> Unit.BYTES.show(s.cpuWorkingSetAboveBytes()) + " above the working set"),
            new Part(Scenario::cpuBusyPages, s -> s.cpuBusyPages() + " busy pages"),
            new Part(Scenario::zeroBytes, s -> Unit.BYTES.show(s.zeroBytes()) + " of zeros"),
            new Part(Scenario::zeroFromBytes, s -> Unit.BYTES.show(s.zeroFromBytes()) + " below the zeros"),
            new Part(Scenario::preCopy, s -> s.preCopy().words()),
            new Part(Scenario::cpuPattern, s -> "CPU writes " + s.cpuPattern()),
            new Part(Scenario::cpuOpenLoop, s -> s.cpuOpenLoop() ? "open loop" : "closed loop"),
            new Part(Scenario::cpuLogging, s -> "CPU log " + s.cpuLogging().words()),
            new Part(Scenario::lazyUnderShadow, s -> s.lazyUnderShadow() ? "kept lazy" : "made strict"),
            new Part(Scenario::leaves, s -> s.leaves().words()),
            new Part(Scenario::handOver, s -> "hand-over by " + s.handOver().id()),
            new Part(Scenario::profile, s -> s.profile().name()));

    private final List<Conditions> all = new ArrayList<>();
    /** The parts that differ; made when the first label is asked for, since a sweep has thousands of cases. */
    private List<Part> telling;

    void add(Scenario scenario, int repetition) {
        all.add(new Conditions(scenario, repetition));
        telling = null;
    }

    /** What follows the trace's name; empty if the trace has one case. */
    String of(Scenario scenario, int repetition) {
        if (telling == null) {
            List<Scenario> scenarios = all.stream().map(Conditions::scenario).toList();
            telling = PARTS.stream()
                    .filter(part -> differs(scenarios, part.value()))
                    .toList();
        }
        StringBuilder out = new StringBuilder();
        telling.forEach(part -> tell(out, part.words().apply(scenario)));
        List<Scenario> likeHosts = all.stream()
                .map(Conditions::scenario)
                .filter(other -> other.profile().equals(scenario.profile()))
                .toList();
        if (differs(likeHosts, Scenario::costs)) {
            tell(out, parameters(scenario.costs(), likeHosts));
        }
        if (differs(likeHosts, Scenario::capabilities)) {
            List<?> kinds =
                    likeHosts.stream().map(Scenario::capabilities).distinct().toList();
            tell(out, "capabilities " + (kinds.indexOf(scenario.capabilities()) + 1));
        }
        if (differs(all, Conditions::repetition)) {
            tell(out, "repetition " + (repetition + 1));
        }
        return out.toString();
    }

    private static String parameters(CostModel costs, List<Scenario> siblings) {
        List<CostModel> models =
                siblings.stream().map(Scenario::costs).distinct().toList();
        List<double[]> values = models.stream().map(Parameters::values).toList();
        double[] own = Parameters.values(costs);
        List<Parameter> declared = Parameters.declared();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < own.length; i++) {
            int parameter = i;
            if (differs(values, model -> model[parameter])) {
                words.add(declared.get(i).key() + " " + Parameters.text(declared.get(i), own[i]));
            }
        }
        return words.size() > MOST_PARAMETERS ? "parameters " + (models.indexOf(costs) + 1) : String.join(" · ", words);
    }

    private static <T> boolean differs(List<T> of, Function<T, Object> part) {
        return of.stream().map(part).distinct().limit(2).count() > 1;
    }

    private static void tell(StringBuilder out, String text) {
        out.append(" · ").append(text);
    }
}
