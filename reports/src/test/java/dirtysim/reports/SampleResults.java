package dirtysim.reports;

import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.HostProfile;
import dirtysim.host.Parameter.Status;
import dirtysim.memory.LeafPolicy;
import dirtysim.scenario.LatencySummary;
import dirtysim.scenario.RoundRecord;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.RunRecord.Costs;
import dirtysim.scenario.RunRecord.Downtime;
import dirtysim.scenario.RunRecord.Elapsed;
import dirtysim.scenario.RunRecord.Guest;
import dirtysim.scenario.RunRecord.Hardware;
import dirtysim.scenario.RunRecord.Leaves;
import dirtysim.scenario.RunRecord.Migration;
import dirtysim.scenario.RunRecord.Spent;
import dirtysim.scenario.RunRecord.Tracking;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Planted results of plausible size: six schemes on eight traces. The figures are made up by plain formulas; what they
 * plant is that iova-log loses pages wherever a device writes, that pinned and stop-copy do not converge, and that only
 * shadow-dbit and pinned pay at an unmap.
 */
final class SampleResults {
    static final List<String> SCHEMES =
            List.of("nested-dbit", "shadow-dbit", "map-time", "iova-log", "pinned", "stop-copy");
    static final List<String> TRACES = List.of(
            "net-rx-strict",
            "net-rx-lazy",
            "net-tx-strict",
            "net-tx-lazy",
            "nvme-randread4k-strict",
            "nvme-randrw-lazy",
            "virtio-blk-mixed",
            "net-nvme-mixed-strict");

    private static final long MS = 1_000_000_000L;
    private static final long US = 1_000_000L;
    private static final long RAM = 4L << 30;
    private static final long LINK = 3_125_000_000L;
    private static final long PS_PER_BYTE = 320;

    private SampleResults() {}

    /** All of them. */
    static Results full() {
        List<RunRecord> runs = new ArrayList<>();
        for (String trace : TRACES) {
            SCHEMES.forEach(scheme -> runs.add(run(scheme, trace)));
        }
        return new Results("schemes", "java -jar dirtysim.jar run --suite schemes --seed 1", runs);
    }

    /** The same figures as if of another scenario. */
    static RunRecord withScenario(RunRecord run, Scenario scenario) {
        return new RunRecord(
                scenario,
                run.migration(),
                run.rounds(),
                run.tracking(),
                run.guest(),
                run.costs(),
                run.hardware(),
                run.leaves(),
                run.hostCpuPs(),
                run.events(),
                run.stateHash(),
                run.notes());
    }

    /** Three runs on one trace, few enough to be read in a golden file. */
    static Results small() {
        List<RunRecord> runs = List.of(
                run("shadow-dbit", "net-rx-strict"),
                run("iova-log", "net-rx-strict"),
                run("stop-copy", "net-rx-strict"));
        return new Results("schemes", "java -jar dirtysim.jar run --suite schemes --seed 1", runs);
    }

    /** A host that gives two parameters: one its default, one another value. */
    private static final HostProfile HOST = new HostProfile(
            "sample-host",
            List.of(
                    new HostProfile.Value("scan-per-pte-ns", 2.4, "sample of a source", Status.SOURCED),
                    new HostProfile.Value("copy-gbyte-per-s", 9.5, "sample of a measurement", Status.MEASURED)));

    private static final List<String> REASONS = List.of(
            "GFN 0x11 was last written by nic at 12.500 ms, through IOVA 0xfffff000; the IOVA was torn down at 12.510 ms and used"
                    + " again at 13.000 ms",
            "GFN 0x1000 was last written by nic at 14.000 ms, through IOVA 0xffffe000; the IOVA was torn down at 14.250 ms and"
                    + " not used again",
            "GFN 0x11171 was last written by nic at 15.000 ms, through IOVA 0xffffd000; the mapping, made before the migration"
                    + " began, was in place to the end");

    /** The runs of those schemes that lose nothing. */
    static Results clean() {
        Results full = full();
        List<RunRecord> sound = full.runs().stream()
                .filter(run -> run.tracking().lostPages() == 0)
                .toList();
        return new Results(full.suite(), full.command(), sound);
    }

    /** The same run with other parameters. */
    static RunRecord withCosts(RunRecord run, CostModel costs) {
        return withHost(run, run.scenario().profile(), costs);
    }

    /** The same run with another host profile and other parameters. */
    static RunRecord withHost(RunRecord run, HostProfile profile, CostModel costs) {
        Scenario s = run.scenario();
        return new RunRecord(
                s.change().profile(profile).costs(costs).build(),
                run.migration(),
                run.rounds(),
                run.tracking(),
                run.guest(),
                run.costs(),
                run.hardware(),
                run.leaves(),
                run.hostCpuPs(),
                run.events(),
                run.stateHash(),
                run.notes());
    }

    /** The same run with other leaves, and what they made dirty. */
    static RunRecord withLeaves(
            RunRecord run, LeafPolicy leaves, long largeDirty, long reported, long written, long forNothing) {
        return new RunRecord(
                run.scenario().change().leaves(leaves).build(),
                run.migration(),
                run.rounds(),
                new Tracking(0, List.of(), List.of(), forNothing, reported, written, 0),
                run.guest(),
                run.costs(),
                run.hardware(),
                new Leaves(0, 0, 1024, 1024, largeDirty),
                run.hostCpuPs(),
                run.events(),
                run.stateHash(),
                run.notes());
    }

    /** The same run with another number of false dirty pages. */
    static RunRecord withFalseDirty(RunRecord run, long pages) {
        Tracking t = run.tracking();
        return new RunRecord(
                run.scenario(),
                run.migration(),
                run.rounds(),
                new Tracking(
                        t.lostPages(),
                        t.lostSample(),
                        t.lostReasons(),
                        pages,
                        t.dirtyPages(),
                        t.trueDirtyPages(),
                        t.missedDirtyPages()),
                run.guest(),
                run.costs(),
                run.hardware(),
                run.leaves(),
                run.hostCpuPs(),
                run.events(),
                run.stateHash(),
                run.notes());
    }

    static RunRecord run(String scheme, String trace) {
        return run(scheme, trace, 1);
    }

    static RunRecord run(String scheme, String trace, long seed) {
        int load = 2 + Math.max(TRACES.indexOf(trace), 0) * 3 % 8;
        boolean writes = !trace.contains("-tx-");
        boolean stopCopy = scheme.equals("stop-copy");
        boolean pinned = scheme.equals("pinned");
        List<RoundRecord> rounds = rounds(scheme, load);
        RoundRecord last = rounds.get(rounds.size() - 1);
        long send = last.sentBytes() * PS_PER_BYTE;
        Downtime downtime = new Downtime(50 * US, 40 * US, last.syncPs(), send, 0, 0, 30 * MS);
        long downtimePs = 90 * US + last.syncPs() + send + 30 * MS;
        long lost = scheme.equals("iova-log") && writes ? 1_234L * load + 7 : 0;
        long dirty = rounds.stream().mapToLong(RoundRecord::dmaDirtyPages).sum();
        long invented = pinned ? dirty * 9 / 10 : scheme.equals("map-time") ? dirty / 5 : 0;
        return new RunRecord(
                scenario(scheme, trace, seed),
                new Migration(
                        !stopCopy && !pinned,
                        last.startPs() + downtimePs,
                        downtimePs,
                        downtime,
                        rounds.stream().mapToLong(RoundRecord::sentBytes).sum(),
                        List.of()),
                rounds,
                new Tracking(
                        lost,
                        lost > 0 ? List.of(17L, 4096L, 70_001L) : List.of(),
                        lost > 0 ? REASONS : List.of(),
                        invented,
                        dirty,
                        dirty - invented,
                        lost),
                new Guest(
                        1_250_000L * load,
                        1_249_000L * load,
                        writes ? 3_400_000L * load : 0,
                        2_100_000L,
                        lost > 0 ? 3 : 0,
                        slowdown(scheme, load),
                        1.0005),
                costs(scheme, load),
                new Hardware(20_000_000L * load, 3_000_000L * load, scheme.equals("pinned") ? 1_249_000L : 700L * load),
                new Leaves(0, 0, 524_288, 524_288, 0),
                spent(scheme, load).stream().mapToLong(Spent::totalPs).sum(),
                9_876_543L * load,
                -0x123456789abcdefL * load,
                scheme.equals("shadow-dbit") && trace.contains("lazy")
                        ? List.of("The trace was recorded lazy; under a shadowing vIOMMU it was replayed strict.")
                        : List.of());
    }

    private static Scenario scenario(String scheme, String trace, long seed) {
        return new ScenarioBuilder()
                .suite("schemes")
                .name("schemes")
                .scheme(scheme)
                .trace(trace)
                .seed(seed)
                .ramBytes(RAM)
                .linkBytesPerSecond(LINK)
                .downtimeLimitMs(300)
                .timeScale(2.5)
                .warmupMs(50)
                .maxRounds(30)
                .cpuDirtyPagesPerSecond(20_000)
                .cpuWorkingSetBytes(256L << 20)
                .lazyUnderShadow(false)
                .cpuLogging(CpuLogging.STANDARD)
                .profile(HOST)
                .costs(CostModel.defaults())
                .capabilities(Capabilities.defaults())
                .build();
    }

    private static List<RoundRecord> rounds(String scheme, int load) {
        List<RoundRecord> rounds = new ArrayList<>();
        boolean stopCopy = scheme.equals("stop-copy");
        long start = 0;
        long dirty = RAM / 4096;
        int count = stopCopy ? 1 : scheme.equals("pinned") ? 12 : 3 + load % 3;
        long floor = scheme.equals("pinned") ? 240_000L + 4_000L * load : 900L * load;
        for (int round = 0; round < count; round++) {
            long sent = dirty * 4104;
            long sync = stopCopy ? 0 : flushQuery(scheme, load) + copy(scheme);
            long duration = sync + sent * PS_PER_BYTE;
            boolean stopped = round == count - 1;
            rounds.add(new RoundRecord(
                    round,
                    start,
                    duration,
                    dirty,
                    round == 0 ? 0 : dirty * 3 / 4,
                    round == 0 ? 0 : dirty / 4,
                    sent,
                    sync,
                    stopCopy ? 0 : flushQuery(scheme, load),
                    stopCopy ? 0 : copy(scheme),
                    stopped));
            start += duration;
            dirty = Math.max(dirty / 9, floor);
        }
        return rounds;
    }

    private static long flushQuery(String scheme, int load) {
        return switch (scheme) {
            case "nested-dbit" -> 2_600 * US;
            case "shadow-dbit" -> 90 * US * load;
            case "map-time" -> 3 * US * load;
            case "iova-log" -> 55 * US * load;
            case "pinned" -> 12 * US * load;
            default -> 0;
        };
    }

    private static long copy(String scheme) {
        return scheme.equals("iova-log") ? 9 * US : 28 * US;
    }

    private static double slowdown(String scheme, int load) {
        return switch (scheme) {
            case "nested-dbit" -> 1.001 + load * 0.0007;
            case "shadow-dbit" -> 1.21 + load * 0.013;
            case "map-time" -> 1.19 + load * 0.012;
            case "pinned" -> 1.2 + load * 0.011;
            default -> 1;
        };
    }

    private static Costs costs(String scheme, int load) {
        boolean query = !scheme.equals("stop-copy");
        return new Costs(
                flushUnmap(scheme, load),
                query ? summary(4, flushQuery(scheme, load)) : LatencySummary.NONE,
                query ? summary(4, copy(scheme)) : LatencySummary.NONE,
                whole(1_250_000L * load, elapsed(scheme, load, Elapsed::mapPs)),
                whole(1_249_000L * load, elapsed(scheme, load, Elapsed::unmapPs)),
                query ? 4L * RAM / 4096 / 8 : 0,
                spent(scheme, load));
    }

    private static LatencySummary flushUnmap(String scheme, int load) {
        return List.of("shadow-dbit", "pinned").contains(scheme)
                ? summary(1_249_000L * load, 131_500 + 9_750L * load)
                : LatencySummary.NONE;
    }

    private static long elapsed(String scheme, int load, ToLongFunction<Elapsed> operation) {
        return spent(scheme, load).stream()
                .mapToLong(spent -> operation.applyAsLong(spent.elapsed()))
                .sum();
    }

    private static LatencySummary whole(long count, long totalPs) {
        long mean = totalPs / count;
        return new LatencySummary(count, totalPs, mean, mean, mean, mean, mean, mean, "");
    }

    private static LatencySummary summary(long count, long medianPs) {
        return new LatencySummary(
                count,
                count * medianPs * 11 / 10,
                medianPs / 2,
                medianPs,
                medianPs * 2,
                medianPs * 5,
                medianPs * 9,
                medianPs * 20,
                "");
    }

    private static List<Spent> spent(String scheme, int load) {
        boolean traps = List.of("shadow-dbit", "map-time", "pinned", "iova-log").contains(scheme);
        boolean none = scheme.equals("stop-copy");
        long flush = flushUnmap(scheme, load).totalPs();
        long copied = none ? 0 : 4 * copy(scheme) * 11 / 10;
        long query = none ? 0 : 4 * flushQuery(scheme, load) * 11 / 10;
        return List.of(
                spent("exit", "exit", traps ? 7_400 * US * load : 900 * US * load),
                spent("map", "table", traps ? 150 * US * load : 0),
                spent("unmap", "table", traps ? 160 * US * load : 0),
                spent("invalidate", "invalidate", none ? 0 : 1_060 * US * load),
                new Spent("clear", "clear", flush, false, new Elapsed(0, 0, flush, 0, 0, 0, 0, 0)),
                new Spent("scan", "walk", query, false, new Elapsed(0, 0, 0, query, 0, 0, 0, 0)),
                new Spent("copy", "copy", copied, false, new Elapsed(0, 0, 0, 0, copied, 0, 0, 0)));
    }

    /** Half at maps and half at unmaps. */
    private static Spent spent(String on, String part, long ps) {
        return new Spent(on, part, ps, false, new Elapsed(ps / 2, ps - ps / 2, 0, 0, 0, 0, 0, 0));
    }
}
