package dirtysim.reports.gate;

import java.util.List;

/** A comparison as Markdown for a pull request. */
public final class GateMarkdown {
    private static final int MOST = 50;

    private GateMarkdown() {}

    /** The text, with LF line ends. */
    public static String render(GateResult result) {
        StringBuilder out = new StringBuilder("### DirtySim against the baseline: ")
                .append(result.passed() ? "as it was" : "it differs")
                .append("\n\n")
                .append(escaped(result.summary()))
                .append('\n');
        List<DifferenceGroup> groups = DifferenceGroup.of(result);
        if (!groups.isEmpty()) {
            out.append("\n| | what | cells | largest change | where |\n|---|---|---|---|---|\n");
            for (DifferenceGroup group : groups.subList(0, Math.min(MOST, groups.size()))) {
                out.append("| ")
                        .append(group.turn().word())
                        .append(" | ")
                        .append(escaped(group.subject()))
                        .append(" | ")
                        .append(group.all().size())
                        .append(" | ")
                        .append(escaped(group.worst().words()))
                        .append(" | ")
                        .append(escaped(group.worst().row().words(group.file())))
                        .append(" |\n");
            }
            if (groups.size() > MOST) {
                out.append("\nand ").append(groups.size() - MOST).append(" more of these.\n");
            }
        }
        list(out, "Missing", result.gone());
        list(out, "New", result.come());
        list(out, "Within a tolerance", result.allowed());
        list(out, "Notes", result.notes());
        return out.toString();
    }

    private static void list(StringBuilder out, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        out.append("\n").append(title).append(":\n\n");
        lines.stream()
                .limit(MOST)
                .forEach(line -> out.append("- ").append(escaped(line)).append('\n'));
        if (lines.size() > MOST) {
            out.append("- and ").append(lines.size() - MOST).append(" more\n");
        }
    }

    /** Names of traces and schemes hold underscores and the like. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            if ("\\`*_{}[]<>|#".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }
}
