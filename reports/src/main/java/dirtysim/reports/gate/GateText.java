package dirtysim.reports.gate;

import java.util.List;

/** A comparison as text for a terminal: a summary, then a line for each thing that is wrong. */
public final class GateText {
    private static final int MOST = 40;

    private GateText() {}

    /** The text, with LF line ends. */
    public static String render(GateResult result) {
        StringBuilder out = new StringBuilder();
        result.gone().stream()
                .limit(MOST)
                .forEach(line -> out.append("missing  ").append(line).append('\n'));
        more(out, result.gone().size());
        result.come().stream()
                .limit(MOST)
                .forEach(line -> out.append("new      ").append(line).append('\n'));
        more(out, result.come().size());
        List<DifferenceGroup> groups = DifferenceGroup.of(result);
        for (DifferenceGroup group : groups.subList(0, Math.min(MOST, groups.size()))) {
            String word = group.turn().word();
            out.append(word)
                    .append(" ".repeat(9 - word.length()))
                    .append(group.subject())
                    .append(": ")
                    .append(group.words())
                    .append('\n');
        }
        more(out, groups.size());
        result.notes().forEach(note -> out.append("note     ").append(note).append('\n'));
        result.allowed().stream()
                .limit(MOST)
                .forEach(line -> out.append("allowed  ").append(line).append('\n'));
        more(out, result.allowed().size());
        return out.append(result.summary()).append('\n').toString();
    }

    private static void more(StringBuilder out, int count) {
        if (count > MOST) {
            out.append("         ... and ").append(count - MOST).append(" more of these\n");
        }
    }
}
