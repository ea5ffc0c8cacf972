package dirtysim.reports;

import dirtysim.reports.text.Exact;
import dirtysim.reports.text.TerminalText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks for a terminal: a row a check, and how many were met of each target. A check that was missed is marked with
 * {@code !} at the start of its row.
 */
public final class ValidationTable {
    private static final int DECIMALS = 4;
    private static final List<String> HEAD =
            List.of("  target", "quantity", "unit", "expected", "simulated", "off by", "tolerance", "met");

    /** Columns of words, which are aligned to the left. */
    private static final int WORDS = 3;

    private ValidationTable() {}

    /** The table, each line ended by LF. */
    public static String render(List<Check> checks) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        checks.forEach(check -> rows.add(row(check)));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                String space = " ".repeat(widths[column] - cell.length());
                line.append(column == 0 ? "" : "  ").append(column < WORDS ? cell + space : space + cell);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        checks.stream()
                .collect(Collectors.groupingBy(Check::target, LinkedHashMap::new, Collectors.toList()))
                .forEach((target, its) -> out.append(target)
                        .append(": ")
                        .append(its.stream().filter(Check::met).count())
                        .append(" of ")
                        .append(its.size())
                        .append(" met\n"));
        return out.toString();
    }

    private static List<String> row(Check check) {
        return List.of(
                (check.met() ? "  " : "! ") + TerminalText.ascii(check.target()),
                TerminalText.ascii(check.quantity()),
                check.unit(),
                decimals(check.expected()),
                decimals(check.simulated()),
                decimals(check.simulated() - check.expected()),
                decimals(check.tolerance()),
                check.met() ? "yes" : "NO");
    }

    private static String decimals(double value) {
        return Exact.decimals(value, DECIMALS);
    }
}
