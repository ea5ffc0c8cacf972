package dirtysim.reports.compare;

import dirtysim.memory.PageSize;
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
                    facts.add(amplification(size, scheme, amplified));
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
