package dirtysim.bench;

import java.util.List;

/** A table in plain text: columns as wide as they must be, two blanks between, the last one as it comes. */
final class Columns {
    private Columns() {}

    static String render(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size() - 1; column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(other -> other.get(at).length())
                        .max()
                        .orElse(0);
                text.append(row.get(column))
                        .append(" ".repeat(width - row.get(column).length() + 2));
            }
            text.append(row.get(row.size() - 1)).append('\n');
        }
        return text.toString();
    }
}
