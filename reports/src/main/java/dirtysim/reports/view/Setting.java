package dirtysim.reports.view;

import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.WarmUpRule;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A condition under which the runs were made.
 *
 * @param name what it is
 * @param value its value, or all values where the runs differ
 */
public record Setting(String name, String value) {
    static List<Setting> of(List<RunRecord> runs) {
        return ofScenarios(runs.stream().map(RunRecord::scenario).toList());
    }

    static List<Setting> ofScenarios(List<Scenario> all) {
        return List.of(
                setting("Guest RAM", all, s -> Unit.BYTES.tick(s.ramBytes())),
                setting("Migration link", all, Setting::link),
                setting("State of passthrough devices", all, s -> s.devices().words()),
                setting("Downtime limit", all, s -> Exact.plain(s.downtimeLimitMs()) + " ms"),
                setting("Rules of pre-copy", all, s -> s.preCopy().words()),
                setting("Rounds before the guest is stopped regardless", all, s -> Integer.toString(s.maxRounds())),
                setting("Replay speed", all, s -> Exact.plain(s.timeScale()) + "× the recorded"),
                setting(
                        "Warm-up before the migration",
                        all,
                        s -> Exact.plain(s.warmupMs()) + " ms"
                                + (s.warmUpRule() == WarmUpRule.AUTO ? " (found by MSER-5)" : "")),
                setting(
                        "Start of the migration",
                        all,
                        s -> s.startPhaseMs() == 0
                                ? "after the warm-up"
                                : "drawn by the seed, up to a pass of the trace later"),
                setting(
                        "Page writes by the guest's CPUs",
                        all,
                        s -> Exact.plain(s.cpuDirtyPagesPerSecond()) + " a second, within "
                                + Unit.BYTES.tick(s.cpuWorkingSetBytes())
                                + (s.cpuPattern().equals("uniform") ? "" : ", " + s.cpuPattern())
                                + (s.cpuOpenLoop() ? ", in an open loop" : "")),
                setting("Log of those writes", all, s -> s.cpuLogging().words()),
                setting(
                        "Lazy traces under a shadow scheme",
                        all,
                        s -> s.lazyUnderShadow() ? "kept lazy (no real guest does this)" : "made strict"),
                setting("Second-level leaves of the host", all, s -> s.leaves().words()),
                setting("Hand-over of a driver's bitmap", all, s -> s.handOver().id()),
                setting("Seed", all, s -> Long.toString(s.seed())),
                setting("Host profile", all, s -> s.profile().name()));
    }

    private static String link(Scenario scenario) {
        String link = Exact.plain(scenario.linkBytesPerSecond() * 8 / 1e9) + " Gbit/s";
        if (scenario.linkLatencyMs() > 0) {
            link += ", " + Exact.plain(scenario.linkLatencyMs()) + " ms from end to end";
        }
        return scenario.channels() == 0 ? link : link + ", " + scenario.channels() + " channels";
    }

    private static Setting setting(String name, List<Scenario> all, Function<Scenario, String> value) {
        return new Setting(name, all.stream().map(value).distinct().collect(Collectors.joining(", ")));
    }
}
