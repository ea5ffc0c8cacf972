package dirtysim.bench.check;

import dirtysim.check.TraceLine;
import dirtysim.check.Verdict;
import java.util.Locale;

/** A verdict in a line, and a losing schedule as a numbered trace below it. */
public final class CheckText {
    private CheckText() {}

    /** The verdict, with a line break at its end. */
    public static String render(Verdict verdict) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-12s device writes during unmap: %-4s %s%n",
                verdict.scheme(),
                verdict.universe().writesDuringUnmap() ? "yes" : "no",
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
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static String finding(Verdict verdict) {
        if (verdict.loses()) {
            return String.format(
                    Locale.ROOT,
                    "LOSES page %s; %,d states; a shortest schedule has %d steps:",
                    String.join(
                            ", ",
                            verdict.lostPages().stream().map(String::valueOf).toList()),
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
