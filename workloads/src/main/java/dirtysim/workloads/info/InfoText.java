package dirtysim.workloads.info;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The page as text: names to the left, numbers to the right, sentences wrapped. */
final class InfoText {
    private static final int WIDTH = 100;
    private static final int NAME = 18;

    private InfoText() {}

    static String of(TraceInfo info) {
        StringBuilder text = new StringBuilder(info.name()).append('\n');
        info.notes().forEach(note -> wrap(text, "note: ", 6, note));
        for (Section section : info.sections()) {
            text.append('\n').append(section.title()).append('\n');
            if (section.head().isEmpty()) {
                section.rows().forEach(row -> wrap(text, pad("  " + row.get(0), NAME + 2) + " ", NAME + 3, row.get(1)));
            } else {
                table(text, section);
            }
        }
        return text.toString();
    }

    private static void table(StringBuilder text, Section section) {
        int[] widths = IntStream.range(0, section.head().size())
                .map(column -> Math.max(
                        section.head().get(column).length(),
                        section.rows().stream()
                                .mapToInt(row -> row.get(column).length())
                                .max()
                                .orElse(0)))
                .toArray();
        line(text, section.head(), widths);
        section.rows().forEach(row -> line(text, row, widths));
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("  ").append(pad(cells.get(0), Math.max(widths[0], NAME)));
        for (int column = 1; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append("  ")
                    .append(" ".repeat(Math.max(0, Math.max(widths[column], 8) - cell.length())))
                    .append(cell);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static void wrap(StringBuilder text, String first, int indent, String words) {
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : words.split(" ", -1)) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(String.join("", Collections.nCopies(indent, " ")));
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
