package dirtysim.reports.view;

import dirtysim.reports.Check;
import dirtysim.reports.text.Exact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the model is from what was published and measured, in the report of a suite.
 *
 * @param met checks that were met
 * @param checks all checks
 * @param targets what was checked
 * @param missed the checks that were missed
 * @param figures simulated against measured
 */
public record ValidationSection(int met, int checks, List<Target> targets, List<Missed> missed, List<Figure> figures) {
    private static final int DECIMALS = 3;
    private static final String RECORDED = "recorded runs";

    /** What the targets with a number are; the others are recorded runs. */
    private static final Map<String, String> TARGETS = Map.ofEntries(
            Map.entry("V1", "latency that IOTLB misses add to a single DMA, six hosts, published"),
            Map.entry("V2", "DMA throughput over a growing working set, published"),
            Map.entry("V3", "packets a second with a strict map and unmap each, published"),
            Map.entry("V4", "unmaps of 1 to 96 CPUs through one invalidation queue, published"),
            Map.entry("V5", "line rate with strict, deferred and no invalidation, published"),
            Map.entry("V6", "what a vIOMMU costs an NVMe device, published"),
            Map.entry("V7", "scan of hardware D bits, published"),
            Map.entry("V8", "cutting a block of 1 GiB into 4 KiB, published"),
            Map.entry("V9", "reading and clearing KVM's dirty log, published"),
            Map.entry("V10", "write protection against hardware dirty logging, published"),
            Map.entry("V11", "a migration whose hot set is sent again in every round, published"),
            Map.entry("V13", "auto-converge against a limit of each vCPU's dirty rate, published"),
            Map.entry("V14", "dirty ring against bitmap, published"),
            Map.entry("V15", "downtime with 1, 2 and 4 VFs, published"),
            Map.entry("V16", "switchover-ack on and off, published"),
            Map.entry("V17", "1 to 16 TCP connections on 100 Gbit/s, published"),
            Map.entry("V20", "post-processing of a bitmap, published"),
            Map.entry("all runs", "errors over all recorded migrations together"),
            Map.entry(RECORDED, "runs recorded from real software, one by one"));

    /**
     * @param command the command that checks it
     * @param name its name in {@code validation.csv}
     * @param what what it is
     * @param checks how many checks it has
     * @param missed how many of them were missed
     */
    public record Target(String command, String name, String what, int checks, int missed) {}

    /**
     * @param target name of the target
     * @param quantity which figure of it
     * @param expected what was published or measured
     * @param simulated what the model gives
     * @param tolerance by how much they may differ
     */
    public record Missed(String target, String quantity, String expected, String simulated, String tolerance) {}

    /**
     * The section.
     *
     * @param byCommand the checks of each {@code validate} command, in order
     */
    public static ValidationSection of(Map<String, List<Check>> byCommand) {
        List<Target> targets = new ArrayList<>();
        List<Missed> missed = new ArrayList<>();
        List<Check> all = new ArrayList<>();
        byCommand.forEach((command, checks) -> {
            Map<String, List<Check>> byTarget = new LinkedHashMap<>();
            checks.forEach(check -> byTarget.computeIfAbsent(
                            TARGETS.containsKey(check.target()) ? check.target() : RECORDED, key -> new ArrayList<>())
                    .add(check));
            byTarget.forEach((name, its) -> targets.add(new Target(command, name, TARGETS.get(name), its.size(), (int)
                    its.stream().filter(check -> !check.met()).count())));
            checks.stream().filter(check -> !check.met()).forEach(check -> missed.add(missed(check)));
            all.addAll(checks);
        });
        return new ValidationSection(all.size() - missed.size(), all.size(), targets, missed, ScatterFigures.of(all));
    }

    private static Missed missed(Check check) {
        return new Missed(
                check.target(),
                check.quantity(),
                text(check.expected(), check),
                text(check.simulated(), check),
                text(check.tolerance(), check));
    }

    private static String text(double value, Check check) {
        String digits = Exact.decimals(value, DECIMALS);
        return (digits.contains(".") ? digits.replaceAll("\\.?0+$", "") : digits) + " " + check.unit();
    }
}
