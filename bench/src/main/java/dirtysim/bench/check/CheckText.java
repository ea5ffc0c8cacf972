package dirtysim.bench.check;

import dirtysim.check.TraceLine;
import dirtysim.check.Verdict;
import dirtysim.contract.SchemeContract;
import dirtysim.host.HandOver;
import java.util.Locale;

/** A verdict in a line, and a losing schedule as a numbered trace below it. */
public final class CheckText {
    /** How to read the schedules. */
    public static final String LEGEND = """
            In brackets, what has changed: table and IOTLB as IOVA>page with D, where D=1 in the IOTLB says that writes go
            through without a walk; in flight: translated, not yet landed; stale: written since it was copied; to copy:
            known to be dirty.
            """;

    private CheckText() {}

    /** The verdict, with a line break at its end. */
    public static String render(Verdict verdict) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-12s device writes during unmap: %-4s %s%s%n",
                verdict.scheme(),
                verdict.universe().writesDuringUnmap() ? "yes" : "no",
                path(verdict.universe().handOver()),
                finding(verdict)));
        String before = "";
        int step = 0;
        for (TraceLine line : verdict.schedule()) {
            text.append(String.format(Locale.ROOT, "  %3d  %-9s  %s%n", ++step, line.who(), line.what()));
            if (!line.state().equals(before)) {
                before = line.state();
                text.append("                  [").append(before).append("]\n");
            }
        }
        if (verdict.loses()) {
            text.append("       at the end      the destination has an old copy of page ")
                    .append(lost(verdict))
                    .append(", and nobody knows\n");
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    /**
     * What random guests made of a scheme, with a line break at its end.
     *
     * @param scheme its id
     * @param guests how many there were
     * @param outcome what came out
     */
    public static String render(String scheme, int guests, SchemeContract.Outcome outcome) {
        String finding = outcome.breaches().isEmpty()
                ? "loses nothing"
                : String.format(
                        Locale.ROOT,
                        "BREAKS its contract in %,d; the first: %s",
                        outcome.breaches().size(),
                        outcome.breaches().get(0));
        return String.format(
                Locale.ROOT, "%-12s random guests: %d, %,d runs: %s\n", scheme, guests, outcome.runs(), finding);
    }

    private static String path(HandOver handOver) {
        return handOver == HandOver.COPY ? "" : "hand-over by " + handOver.id() + ": ";
    }

    private static String lost(Verdict verdict) {
        return String.join(
                ", ", verdict.lostPages().stream().map(String::valueOf).toList());
    }

    private static String finding(Verdict verdict) {
        if (verdict.loses()) {
            return String.format(
                    Locale.ROOT,
                    "LOSES page %s; %,d states; a shortest schedule has %d steps:",
                    lost(verdict),
                    verdict.states(),
                    verdict.depth());
        }
        return verdict.exhausted()
                ? String.format(
                        Locale.ROOT,
                        "loses nothing; all %,d states, the farthest %d steps away",
                        verdict.states(),
                        verdict.depth())
                : String.format(
                        Locale.ROOT,
                        "loses nothing within %d steps; %,d states, and there are more",
                        verdict.depth(),
                        verdict.states());
    }
}
