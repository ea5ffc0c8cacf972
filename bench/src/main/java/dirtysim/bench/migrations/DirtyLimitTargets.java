package dirtysim.bench.migrations;

import dirtysim.Simulation;
import dirtysim.host.CpuLogging;
import dirtysim.host.CpuLogging.Kind;
import dirtysim.host.PreCopyRules;
import dirtysim.host.PreCopyRules.Rule;
import dirtysim.reports.Check;
import dirtysim.scenario.RunRecord.Migration;
import dirtysim.scenario.ScenarioBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Target V13 (numbers S19): how long migrations take under auto-converge and under a limit of each vCPU's dirty rate, within 35 %; which
 * of the two is faster, everywhere; and that auto-converge does not bring 110 MB on 1 Gbit/s to an end.
 *
 * <p>Published are link, policy and the size of what is dirtied. Not published, and fitted here, are the downtime limit (one for both
 * links: 60 MB converge without a throttle on 1 Gbit/s and 70 do not), and for each link the rate of writes and the memory in use. So
 * single times show that such a guest exists; what is worth more is that two numbers a link give fifteen times, the order, and an end that
 * never comes.
 */
final class DirtyLimitTargets {
    private static final double SHARE = 0.35;
    private static final double MB = 1e6;
    private static final long MOST_MS = 120_000;

    /** What is published of a link, and what is assumed of its guest. */
    record Host(
            String name,
            long linkBytesPerSecond,
            long usedBytes,
            double downtimeLimitMs,
            double writesPerSecond,
            int vcpus,
            long limitBytesPerSecond,
            double[] hotMb,
            double[] autoConvergeS,
            double[] dirtyLimitS) {}

    /** One with a slow link and a small guest, and one with a fast link and a large guest. */
    static final List<Host> HOSTS = List.of(
            new Host(
                    "1 Gbit/s",
                    117_700_000,
                    170_000_000,
                    550,
                    1_000_000,
                    4,
                    1 << 20,
                    new double[] {60, 70, 90, 110},
                    new double[] {2.1, 12.6, 33.5, Double.NaN},
                    new double[] {2.0, 5.4, 6.0, 7.7}),
            new Host(
                    "10 Gbit/s",
                    1_177_000_000,
                    12_000_000_000L,
                    550,
                    2_100_000,
                    4,
                    1 << 20,
                    new double[] {1600, 2000, 2400, 2800},
                    new double[] {27.5, 38.4, 46.4, 57.1},
                    new double[] {15.8, 19.0, 19.9, 22.3}));

    /** A column of the published table. */
    private record Point(Host host, int n) {}

    /** Both migrations of one. */
    private record Pair(Point point, Migration throttled, Migration limited) {}

    private DirtyLimitTargets() {}

    /** Runs them. */
    static List<Check> run() {
        return run(HOSTS);
    }

    /** Runs those of some hosts. */
    static List<Check> run(List<Host> hosts) {
        List<Point> points = hosts.stream()
                .flatMap(host -> IntStream.range(0, host.hotMb().length).mapToObj(n -> new Point(host, n)))
                .toList();
        List<Pair> pairs =
                points.parallelStream().map(DirtyLimitTargets::migrate).toList();
        List<Check> checks = new ArrayList<>();
        int faster = 0;
        for (Pair pair : pairs) {
            Host host = pair.point().host();
            int n = pair.point().n();
            String what = host.name() + " " + Math.round(host.hotMb()[n]) + " MB";
            if (Double.isNaN(host.autoConvergeS()[n])) {
                double converged = pair.throttled().converged() ? 1 : 0;
                checks.add(new Check("V13", "converged/auto-converge " + what, "runs", 0, converged, 0));
            } else {
                checks.add(time("auto-converge " + what, host.autoConvergeS()[n], pair.throttled()));
            }
            checks.add(time("dirty-limit " + what, host.dirtyLimitS()[n], pair.limited()));
            // As published, 60 MB on 1 Gbit/s needs neither.
            faster += pair.limited().totalPs() <= pair.throttled().totalPs() * 1.05 ? 1 : 0;
        }
        checks.add(new Check("V13", "dirty-limit no slower", "pairs", pairs.size(), faster, 0));
        return checks;
    }

    private static Pair migrate(Point point) {
        Host host = point.host();
        double mb = host.hotMb()[point.n()];
        return new Pair(
                point,
                migrate(host, mb, rules(Rule.QEMU_7_2, host).withAutoConverge(true)),
                migrate(host, mb, rules(Rule.QEMU_10, host).withDirtyLimit(host.limitBytesPerSecond())));
    }

    /** The figures are of 2022: auto-converge as in 7.2, and the limit as it was merged later. */
    private static PreCopyRules rules(Rule rule, Host host) {
        return PreCopyRules.of(rule)
                .withMaxBytesPerSecond(host.linkBytesPerSecond())
                .withMaxTimeMs(MOST_MS);
    }

    private static Check time(String what, double expectedS, Migration migration) {
        double simulatedS = migration.converged() ? migration.totalPs() / 1e12 : Double.POSITIVE_INFINITY;
        return new Check("V13", "migration_time/" + what, "s", expectedS, simulatedS, SHARE * expectedS);
    }

    private static Migration migrate(Host host, double hotMb, PreCopyRules rules) {
        long twoMib = 2L << 20;
        long hot = Math.round(hotMb * MB / 4096) * 4096;
        long used = Math.max(host.usedBytes(), hot);
        long ram = (used / twoMib + 2) * twoMib;
        return Simulation.run(
                        new ScenarioBuilder()
                                .suite("validate")
                                .name("dirty-limit")
                                .scheme("shadow-dbit")
                                .trace("idle")
                                .ramBytes(ram)
                                .linkBytesPerSecond(host.linkBytesPerSecond())
                                .downtimeLimitMs(host.downtimeLimitMs())
                                .warmupMs(0)
                                .cpuDirtyPagesPerSecond(host.writesPerSecond())
                                .cpuWorkingSetBytes(hot)
                                .cpuLogging(new CpuLogging(
                                        Kind.DIRTY_RING_PML, false, false, true, false, host.vcpus(), 4096))
                                .preCopy(rules)
                                .build(),
                        IdleGuest.workload())
                .migration();
    }
}
