package dirtysim.bench.migrations;

import dirtysim.reports.Check;
import dirtysim.reports.Remark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Replays real migrations, and holds each of them and all together against what was measured. */
public final class MigrationChecks {
    private static final String ALL = "all runs";
    private static final double MEDIAN_AIM = 2;
    private static final double UNDISTURBED_AIM = 7;
    private static final double OVERALL_AIM = 10;
    private static final double STATUS_AIM = 62.0 / 64;
    private static final double SYNCS_AIM = 75;
    private static final double THROTTLE_AIM = 80;
    private static final double LINK_DOWNTIME_AIM_MS = 20;
    /** Without a link the downtime is a copy at memory speed, as noisy as the host's CPUs. */
    private static final double COPY_DOWNTIME_MS = 60;

    private static final int WORST = 5;
    private static final double NEAR = 0.8;

    private MigrationChecks() {}

    /** Every migration again, on all processors; each is a simulation of its own. */
    static List<Prediction> replay(List<RecordedMigration> runs) {
        return runs.parallelStream()
                .map(run -> new Prediction(run, MigrationReplay.run(run)))
                .toList();
    }

    /**
     * What there is to report of a set of migrations.
     *
     * @param checks each figure
     * @param remarks what is off most, and how much repeats of one configuration differ
     */
    public record Outcome(List<Check> checks, List<Remark> remarks) {}

    /** Replays migrations and judges. */
    public static Outcome of(List<RecordedMigration> runs) {
        return judge(replay(runs));
    }

    /** Judges migrations that were replayed. */
    static Outcome judge(List<Prediction> all) {
        List<Check> checks = new ArrayList<>();
        all.forEach(prediction -> each(prediction, checks));
        checks.addAll(together(all));
        List<Remark> remarks = new ArrayList<>(worst(all));
        Repeats.remark(all.stream().map(Prediction::real).toList()).ifPresent(remarks::add);
        return new Outcome(checks, remarks);
    }

    private static void each(Prediction p, List<Check> into) {
        String name = p.real().name();
        double share = p.real().undisturbed() ? UNDISTURBED_AIM / 100 : OVERALL_AIM / 100;
        RecordedMigration real = p.real();
        into.add(new Check(name, "status", "completed", real.completed() ? 1 : 0, p.converged() ? 1 : 0, 0));
        into.add(new Check(name, "total_ms", "ms", real.totalMs(), p.totalMs(), share * real.totalMs()));
        into.add(new Check(
                name,
                "transferred_bytes",
                "bytes",
                real.transferredBytes(),
                p.transferredBytes(),
                share * real.transferredBytes()));
        double syncs = real.completed() ? 1 : Math.max(1, share * real.syncs());
        into.add(new Check(name, "dirty_sync_count", "syncs", real.syncs(), p.syncs(), syncs));
        if (real.completed()) {
            double tolerance = real.realLink() ? LINK_DOWNTIME_AIM_MS : COPY_DOWNTIME_MS;
            into.add(new Check(name, "downtime_ms", "ms", real.downtimeMs(), p.downtimeMs(), tolerance));
        }
        int firings = real.throttleEventsMs().size();
        into.add(new Check(name, "throttle_events", "firings right", firings, p.rightThrottleSteps(), 0));
        if (real.autoConverge() || p.surplusThrottleSteps() > 0) {
            into.add(new Check(name, "throttle_events_surplus", "firings", 0, p.surplusThrottleSteps(), 0));
        }
    }

    /** The aims over all of them: a share is met at or above its aim, an error at or below. */
    static List<Check> together(List<Prediction> all) {
        List<Prediction> completed = all.stream().filter(Prediction::comparable).toList();
        List<Prediction> undisturbed =
                completed.stream().filter(p -> p.real().undisturbed()).toList();
        List<Check> checks = new ArrayList<>();
        long right = all.stream().filter(Prediction::rightStatus).count();
        checks.add(
                new Check(ALL, "status right", "runs", all.size(), right, Math.floor(all.size() * (1 - STATUS_AIM))));
        if (!completed.isEmpty()) {
            errors("total_ms", Prediction::totalError, completed, undisturbed, checks);
            errors("transferred_bytes", Prediction::bytesError, completed, undisturbed, checks);
            double near = completed.stream()
                    .filter(p -> Math.abs(p.syncs() - p.real().syncs()) <= 1)
                    .count();
            checks.add(new Check(
                    ALL, "dirty_sync_count within 1", "%", 100, 100 * near / completed.size(), 100 - SYNCS_AIM));
        }
        double firings =
                all.stream().mapToInt(p -> p.real().throttleEventsMs().size()).sum();
        if (firings > 0) {
            double met = all.stream().mapToInt(Prediction::rightThrottleSteps).sum();
            checks.add(new Check(ALL, "throttle firings right", "%", 100, 100 * met / firings, 100 - THROTTLE_AIM));
        }
        List<Prediction> links =
                completed.stream().filter(p -> p.real().realLink()).toList();
        if (!links.isEmpty()) {
            double[] off = sorted(links, p -> p.downtimeMs() - p.real().downtimeMs());
            checks.add(new Check(
                    ALL, "downtime behind a link, median error", "ms", 0, percentile(off, 0.5), LINK_DOWNTIME_AIM_MS));
            checks.add(new Check(
                    ALL, "downtime behind a link, largest error", "ms", 0, off[off.length - 1], LINK_DOWNTIME_AIM_MS));
        }
        return checks;
    }

    private static void errors(
            String quantity,
            ToDoubleFunction<Prediction> error,
            List<Prediction> completed,
            List<Prediction> undisturbed,
            List<Check> into) {
        double[] all = sorted(completed, error);
        into.add(new Check(ALL, quantity + " median error", "%", 0, 100 * percentile(all, 0.5), MEDIAN_AIM));
        into.add(new Check(ALL, quantity + " 90th percentile", "%", 0, 100 * percentile(all, 0.9), OVERALL_AIM));
        if (!undisturbed.isEmpty()) {
            double most = 100 * percentile(sorted(undisturbed, error), 0.9);
            into.add(new Check(ALL, quantity + " 90th percentile, host undisturbed", "%", 0, most, UNDISTURBED_AIM));
        }
    }

    private static double[] sorted(List<Prediction> of, ToDoubleFunction<Prediction> error) {
        double[] errors = of.stream().mapToDouble(error).map(Math::abs).toArray();
        Arrays.sort(errors);
        return errors;
    }

    /** The least value that so great a share does not exceed. */
    private static double percentile(double[] sorted, double share) {
        return sorted[(int) Math.ceil(sorted.length * share) - 1];
    }

    private static List<Remark> worst(List<Prediction> all) {
        List<Prediction> order = all.stream()
                .sorted(Comparator.comparingDouble(MigrationChecks::badness)
                        .reversed()
                        .thenComparing(p -> p.real().name()))
                .limit(WORST)
                .toList();
        return IntStream.range(0, order.size())
                .mapToObj(n -> new Remark(order.get(n).real().name(), explain(order.get(n))))
                .toList();
    }

    /** A wrong status is worse than any error. */
    private static double badness(Prediction p) {
        if (!p.rightStatus()) {
            return Double.MAX_VALUE;
        }
        return p.comparable() ? Math.max(Math.abs(p.totalError()), Math.abs(p.bytesError())) : 0;
    }

    private static String explain(Prediction p) {
        StringBuilder text = new StringBuilder();
        if (!p.rightStatus()) {
            text.append(p.converged() ? "converges, the real one did not" : "does not converge, the real one did");
        } else if (p.comparable()) {
            text.append(String.format(
                    Locale.ROOT, "time %+.1f %%, bytes %+.1f %%", 100 * p.totalError(), 100 * p.bytesError()));
        } else {
            text.append("ends as the real one did");
        }
        double given = p.real().effectiveBytesPerSecond() / p.real().bandwidthBytesPerSecond();
        text.append(String.format(Locale.ROOT, "; the guest wrote %.0f %% of the bandwidth", 100 * p.load()));
        if (p.load() >= NEAR && p.load() <= 2 - NEAR) {
            text.append(", so that a round is hardly smaller than the last, and a percent moves the end by seconds");
        }
        if (!p.real().undisturbed()) {
            text.append(String.format(
                    Locale.ROOT,
                    "; the host gave %.0f %% of what was set, unevenly: of that only the mean is known here",
                    100 * given));
        }
        if (p.real().autoConverge()) {
            text.append("; a firing that comes or fails to come at one sync moves every later one");
        }
        return text.toString();
    }
}
