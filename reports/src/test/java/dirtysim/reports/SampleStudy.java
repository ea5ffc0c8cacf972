package dirtysim.reports;

import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.reports.sensitivity.Point;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.RunRecord.Migration;
import dirtysim.scenario.RunRecord.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Planted runs with varied parameters. Downtime is 100 ms and 5 ms for each ns of {@code scan-per-pte-ns} under
 * {@code nested-dbit}, so 112 ms at the default of 2.4, and 120 ms under {@code shadow-dbit}: they cross at 4 ns.
 * {@code mark-page-ns} does nothing, and {@code ats} makes {@code map-time}, which takes 150 ms, lose pages.
 */
final class SampleStudy {
    static final String TRACE = "net-rx-strict";
    private static final long MS = 1_000_000_000L;
    private static final int SAMPLES = 16;

    private SampleStudy() {}

    /** The runs of two schemes that lose nothing. */
    static List<RunRecord> runs() {
        return runs(List.of("nested-dbit", "shadow-dbit"), 0);
    }

    /** The same with {@code map-time}. */
    static List<RunRecord> leaking() {
        return runs(List.of("nested-dbit", "shadow-dbit", "map-time"), 0);
    }

    /**
     * @param chanceMs by how much the downtime of {@code nested-dbit} is longer in every other phase
     */
    static List<RunRecord> runs(List<String> schemes, long chanceMs) {
        List<RunRecord> runs = new ArrayList<>();
        for (String scheme : schemes) {
            runs.add(run(Point.base("one"), scheme, Map.of(), 0));
            for (int phase = 1; phase <= 4; phase++) {
                runs.add(run(Point.phase("one", phase), scheme, Map.of(), phase % 2 * chanceMs));
            }
            alone(runs, scheme, "scan-per-pte-ns", Point.LOW, "0.1");
            alone(runs, scheme, "scan-per-pte-ns", Point.HIGH, "20");
            alone(runs, scheme, "mark-page-ns", Point.LOW, "2");
            alone(runs, scheme, "mark-page-ns", Point.HIGH, "90");
            alone(runs, scheme, "ats", "on", "on");
            for (int number = 0; number < SAMPLES; number++) {
                // Both go through their values in different orders, neither along with the other.
                Map<String, String> values = Map.of(
                        "scan-per-pte-ns", Integer.toString(1 + number),
                        "mark-page-ns", Integer.toString(2 + number * 7 % SAMPLES));
                runs.add(run(Point.joint("one", number), scheme, values, 0));
            }
        }
        return runs;
    }

    private static void alone(List<RunRecord> runs, String scheme, String key, String at, String value) {
        runs.add(run(Point.alone("one", key, at), scheme, Map.of(key, value), 0));
    }

    private static RunRecord run(Point point, String scheme, Map<String, String> changes, long chanceMs) {
        CostModel costs = Parameters.with(CostModel.defaults(), changes, "a test");
        double downtimeMs = switch (scheme) {
            case "nested-dbit" -> 100 + 5 * costs.scanPerPteNs() + chanceMs;
            case "shadow-dbit" -> 120;
            default -> 150;
        };
        long lost = scheme.equals("map-time") && costs.ats() == 1 ? 7 : 0;
        RunRecord like = SampleResults.run(scheme, TRACE);
        Tracking tracking = like.tracking();
        return new RunRecord(
                like.scenario().change().name(point.name()).costs(costs).build(),
                new Migration(
                        true,
                        like.migration().totalPs(),
                        Math.round(downtimeMs * MS),
                        like.migration().downtime(),
                        like.migration().sentBytes(),
                        List.of()),
                like.rounds(),
                new Tracking(
                        lost,
                        List.of(),
                        List.of(),
                        tracking.falseDirtyPages(),
                        tracking.dirtyPages(),
                        tracking.trueDirtyPages(),
                        tracking.missedDirtyPages()),
                like.guest(),
                like.costs(),
                like.hardware(),
                like.leaves(),
                like.hostCpuPs(),
                like.events(),
                like.stateHash(),
                like.notes());
    }
}
