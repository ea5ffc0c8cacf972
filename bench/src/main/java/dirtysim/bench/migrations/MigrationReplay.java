package dirtysim.bench.migrations;

import dirtysim.Simulation;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.Parameters;
import dirtysim.host.PreCopyRules;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * A real migration again, in the simulator: from its configuration, the bandwidth that it had and the rate that its guest counted,
 * and from nothing else that is known of how it went.
 *
 * <p>The guest is an emulated one: KVM's costs of logging are set as low as they go. What it counted is what it wrote, so nothing
 * slows it further: an open loop. Its working set lies above the zero pages and below the rest of the memory that it uses.
 *
 * <p>The rate limit is the bandwidth that there was. It ends at the switchover, where the link has the bandwidth that was set, or,
 * without a link, the speed of memory.
 */
final class MigrationReplay {
    /** A migration that has not converged by then is taken for one that does not. */
    private static final double PATIENCE_MS = 180_000;

    /** Both as first syncs and syncs after short intervals show them, whatever the pattern. */
    private static final long KERNEL_PAGES = 100;

    /**
     * The guest's kernel takes its memory from the top down, and all that is never touched lies below that in one piece: no
     * first sync, whatever the threshold, came with more than 5,213 pages left of 1 GiB, and where the limit allowed it all
     * came within one window of that.
     */
    private static final long TOP_BYTES = 5_215 * 4096;

    /** No recorded bulk pass was slower, however busy its host. */
    private static final double SLOWEST_BULK_BYTES_PER_SECOND = 75e6;

    private static final int MOST_TRIALS = 6;
    private static final double MOST_LOST = 0.9;
    private static final double MOST_LATE_MS = 1;
    private static final double WINDOW_MS = 100;
    private static final double MOST_STEP = 2;
    private static final double NEAR_ENOUGH = 0.001;

    private static final long BYTES_KEPT_A_PAGE = 8;
    private static final long PAGE = 4096;
    private static final long NO_LINK = 1_250_000_000_000L;
    private static final long TWO_MIB = 2L << 20;
    private static final long SECOND_PS = 1_000_000_000_000L;
    private static final CpuLogging LOGGING = new CpuLogging(CpuLogging.Kind.PML, false, false, true, false, 1, 4096);

    private MigrationReplay() {}

    /** Runs it. */
    static RunRecord run(RecordedMigration real) {
        double lateMs = lateMs(real);
        double undisturbed = real.bandwidthBytesPerSecond() / (1 + lateMs / WINDOW_MS);
        double lost = Math.max(0, 1 - real.effectiveBytesPerSecond() / undisturbed);
        double most = Math.max(0, 1 - SLOWEST_BULK_BYTES_PER_SECOND / real.bandwidthBytesPerSecond());
        double share = lost;
        double nearest = Double.MAX_VALUE;
        RunRecord best = null;
        for (int trial = 0; trial < MOST_TRIALS && nearest > NEAR_ENOUGH; trial++) {
            double bulkShare = Math.min(share, most);
            // What the bulk pass cannot have lost was lost later.
            double laterShare = Math.min(MOST_LOST, share - bulkShare);
            RunRecord run = Simulation.run(scenario(real, lateMs, bulkShare, laterShare), IdleGuest.workload());
            double lostNow = 1 - effectiveBytesPerSecond(run) / undisturbed;
            if (Math.abs(lostNow - lost) < nearest) {
                nearest = Math.abs(lostNow - lost);
                best = run;
            }
            if (lost == 0) {
                break;
            }
            double step = lostNow > 0 ? lost / lostNow : MOST_STEP;
            share *= Math.min(MOST_STEP, Math.max(1 / MOST_STEP, step));
        }
        return best;
    }

    /** On an idle host a window is a millisecond too long at the most; behind a link there is none to sleep to the end of. */
    private static double lateMs(RecordedMigration real) {
        double windowMs = real.bandwidthBytesPerSecond() / real.effectiveBytesPerSecond() * WINDOW_MS;
        return real.realLink() ? 0 : Math.min(MOST_LATE_MS, Math.max(0, windowMs - WINDOW_MS));
    }

    /** Bytes over time while the guest ran, as QEMU's slices have them. */
    private static double effectiveBytesPerSecond(RunRecord run) {
        long restBytes = run.rounds().get(run.rounds().size() - 1).sentBytes();
        long runningPs = run.migration().totalPs() - run.migration().downtimePs();
        return (run.migration().sentBytes() - restBytes) * (double) SECOND_PS / Math.max(1, runningPs);
    }

    private static Scenario scenario(RecordedMigration real, double lateMs, double bulkShare, double laterShare) {
        long ram = (real.ramBytes() + TWO_MIB - 1) / TWO_MIB * TWO_MIB;
        long used = Math.min(ram, Math.max(real.nonZeroBytes(), real.workingSetBytes()));
        long rest = used - real.workingSetBytes();
        long busy = Math.min(rest / PAGE, busyPages(real));
        long top = Math.min(rest - busy * PAGE, TOP_BYTES);
        return new ScenarioBuilder()
                .suite("validate")
                .name(real.name())
                .scheme("shadow-dbit")
                .trace("idle")
                .ramBytes(ram)
                .zeroBytes(ram - used)
                .zeroFromBytes(used - top)
                .cpuWorkingSetBytes(real.workingSetBytes())
                .cpuWorkingSetAboveBytes(ram - used + top + busy * PAGE)
                .cpuBusyPages(busy)
                .cpuPattern(real.pattern() + series(real))
                .cpuOpenLoop(true)
                .cpuDirtyPagesPerSecond(0)
                .cpuLogging(LOGGING)
                .linkBytesPerSecond(real.realLink() ? Math.round(real.bandwidthBytesPerSecond()) : NO_LINK)
                .downtimeLimitMs(real.downtimeLimitMs())
                .warmupMs(0)
                .preCopy(PreCopyRules.of(PreCopyRules.Rule.QEMU_7_2)
                        .withMaxBytesPerSecond(real.realLink() ? 0 : Math.round(real.bandwidthBytesPerSecond()))
                        .withMaxTimeMs(real.completed() ? PATIENCE_MS : Math.max(1, real.totalMs()))
                        .withAutoConverge(real.autoConverge()))
                .costs(costs(real, lateMs, bulkShare, laterShare))
                .build();
    }

    /** The guest's kernel, and what the program that writes keeps for each page. */
    private static long busyPages(RecordedMigration real) {
        return KERNEL_PAGES + real.workingSetBytes() / PAGE * BYTES_KEPT_A_PAGE / PAGE;
    }

    private static CostModel costs(RecordedMigration real, double lateMs, double bulkShare, double laterShare) {
        RecordedMigration.Throttle throttle = real.throttle();
        Map<String, String> values = new TreeMap<>(Map.of(
                "mark-page-ns", "2",
                "cpu-ghz", "6",
                "vm-exit-cycles", "1000",
                "log-split-ms-per-gib", "2",
                "switchover-ms", "2"));
        values.put("sync-waits-for-vcpus", "1");
        values.put("late-wake-ms", Double.toString(lateMs));
        values.put("busy-bulk-percent", Double.toString(100 * bulkShare));
        values.put("busy-later-percent", Double.toString(100 * laterShare));
        values.put("throttle-trigger-percent", Double.toString(throttle.trigger()));
        values.put("throttle-initial-percent", Double.toString(throttle.initial()));
        values.put("throttle-increment-percent", Double.toString(throttle.increment()));
        values.put("throttle-max-percent", Double.toString(throttle.most()));
        return Parameters.with(CostModel.defaults(), values, "validate migration");
    }

    private static String series(RecordedMigration real) {
        StringJoiner points = new StringJoiner(",", "+series:", "");
        for (RecordedMigration.RatePoint point : real.guestRate()) {
            points.add(String.format(Locale.ROOT, "%.4fs=%.2f", point.untilS(), point.pagesPerSecond()));
        }
        return points.toString();
    }
}
