package dirtysim.reports.compare;

import dirtysim.memory.LeafPolicy;
import dirtysim.memory.PageSize;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import dirtysim.scenario.RoundRecord;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/** Sentences on schemes that report more than was written because of what they look at: large leaves, or all that is mapped. */
final class PrecisionFacts {
    private static final String PINNED = "pinned";

    private PrecisionFacts() {}

    /** The sentences that a comparison gives rise to; none if no scheme looked at such things. */
    static List<String> of(Comparison comparison) {
        List<String> facts = new ArrayList<>();
        for (PageSize size : List.of(PageSize.SIZE_2M, PageSize.SIZE_1G)) {
            for (String scheme : comparison.schemes()) {
                List<RunRecord> amplified = comparison.runsOf(scheme).stream()
                        .filter(run -> run.scenario().leaves().largest() == size
                                && run.leaves().largeDirty() > 0)
                        .toList();
                if (!amplified.isEmpty()) {
                    facts.add(amplification(size, scheme, amplified)
                            + againstSmall(comparison.runsOf(scheme), amplified));
                }
            }
        }
        pinnedFloor(comparison, facts);
        return facts;
    }

    private static String amplification(PageSize size, String scheme, List<RunRecord> runs) {
        long reported =
                runs.stream().mapToLong(run -> run.tracking().dirtyPages()).sum();
        long written =
                runs.stream().mapToLong(run -> run.tracking().trueDirtyPages()).sum();
        long rounds = runs.stream().mapToLong(run -> run.rounds().size()).sum();
        double forNothing = runs.stream()
                .mapToDouble(run -> run.tracking().falseDirtyPages() * wireBytes(run.scenario()))
                .sum();
        return "With leaves of up to " + size.id() + " one written page makes up to " + Unit.grouped(size.pages())
                + " dirty: " + scheme + " reported " + Unit.grouped(reported) + " pages where " + Unit.grouped(written)
                + (written == 1 ? " was" : " were") + " written"
                + (written == 0 ? "" : " (" + Unit.times((double) reported / written) + ")") + " and sent "
                + Unit.BYTES.show(forNothing) + " for nothing, in " + Unit.grouped(rounds) + " rounds.";
    }

    /** What that costs in rounds and bytes: against the same runs over leaves of 4 KiB, or else by the leaf. */
    private static String againstSmall(List<RunRecord> all, List<RunRecord> amplified) {
        long pairs = 0;
        long roundsMore = 0;
        long bytesMore = 0;
        for (RunRecord large : amplified) {
            Scenario wanted = overSmall(large);
            for (RunRecord small : all) {
                if (small.scenario().leaves().largest() == PageSize.SIZE_4K
                        && overSmall(small).equals(wanted)) {
                    pairs++;
                    roundsMore += large.rounds().size() - small.rounds().size();
                    bytesMore +=
                            large.migration().sentBytes() - small.migration().sentBytes();
                    break;
                }
            }
        }
        if (pairs == amplified.size()) {
            return " Against the same over leaves of 4KiB that is " + Unit.grouped(Math.abs(roundsMore)) + " rounds "
                    + (roundsMore < 0 ? "fewer" : "more") + " and " + Unit.BYTES.show(Math.abs(bytesMore)) + " "
                    + (bytesMore < 0 ? "less" : "more") + " on the link.";
        }
        long leaves =
                amplified.stream().mapToLong(run -> run.leaves().largeDirty()).sum();
        long written = amplified.stream()
                .mapToLong(run -> run.tracking().trueDirtyPages())
                .sum();
        return " A dirty leaf held " + Exact.decimals((double) written / leaves, 1) + " written pages on average.";
    }

    private static Scenario overSmall(RunRecord run) {
        return run.scenario()
                .change()
                .suite("")
                .name("")
                .leaves(LeafPolicy.SMALL)
                .build();
    }

    private static void pinnedFloor(Comparison comparison, List<String> facts) {
        String worst = null;
        double worstShare = -1;
        for (Case c : comparison.cases()) {
            RunRecord run = c.of(PINNED).orElse(null);
            if (run == null || run.rounds().size() < 2) {
                continue;
            }
            long least = run.rounds().stream()
                    .skip(1)
                    .mapToLong(RoundRecord::dmaDirtyPages)
                    .min()
                    .orElseThrow();
            Scenario scenario = run.scenario();
            double ms = least * wireBytes(scenario) / scenario.linkBytesPerSecond() * 1e3;
            double share = ms / scenario.downtimeLimitMs();
            if (share > worstShare) {
                worstShare = share;
                worst = PINNED + " cannot get below what stays mapped: on " + c.label() + " it reported "
                        + Unit.grouped(least) + " pages or more in every round, " + Unit.TIME.show(ms * 1e9)
                        + " on the link against a limit of "
                        + Unit.TIME.show(scenario.downtimeLimitMs() * 1e9) + ".";
            }
        }
        if (worst != null) {
            facts.add(worst);
        }
    }

    private static double wireBytes(Scenario scenario) {
        return scenario.costs().pageWireBytes();
    }
}
