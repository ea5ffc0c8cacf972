package dirtysim.reports;

import dirtysim.reports.frontier.Frontier;
import dirtysim.reports.frontier.FrontierWords;
import dirtysim.reports.frontier.Limit;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.TerminalText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Frontiers for a terminal: a row a scheme, a column a limit, a group a trace; ASCII, lines ended by LF. */
public final class FrontierTable {
    private FrontierTable() {}

    /** The table with what must be said of it; one sentence when there are no frontiers. */
    public static String render(List<Frontier> frontiers) {
        if (frontiers.isEmpty()) {
            return "no frontiers\n";
        }
        StringBuilder out = new StringBuilder();
        List<Frontier> plain = frontiers.stream().filter(f -> !f.curve()).toList();
        if (!plain.isEmpty()) {
            List<Limit> limits = Arrays.stream(Limit.values())
                    .filter(limit -> plain.stream().anyMatch(f -> f.limit() == limit))
                    .toList();
            List<String> head = new ArrayList<>(List.of("  scheme"));
            limits.forEach(limit -> head.add(limit.title().toLowerCase(Locale.ROOT)));
            if (limits.contains(Limit.DMA_RATE)) {
                head.add("which is");
            }
            table(out, head, plain, limits);
        }
        List<Frontier> curve = frontiers.stream().filter(Frontier::curve).toList();
        if (!curve.isEmpty()) {
            out.append("smallest link by downtime limit\n");
            List<String> head = new ArrayList<>(List.of("  scheme"));
            limitsOf(curve).forEach(limit -> head.add(Exact.plain(limit) + " ms"));
            curveTable(out, head, curve);
        }
        out.append(TerminalText.wrapped(FrontierWords.method(frontiers)));
        FrontierWords.cautions(frontiers).forEach(sentence -> out.append(TerminalText.wrapped("! " + sentence)));
        return out.toString();
    }

    private static void table(StringBuilder out, List<String> head, List<Frontier> plain, List<Limit> limits) {
        Map<String, Map<String, List<String>>> rows = new LinkedHashMap<>();
        for (Frontier f : plain) {
            List<String> cells = cells(rows, f, head.size());
            int at = 1 + limits.indexOf(f.limit());
            cells.set(at, f.answer() + (f.monotone() ? "" : " (!)"));
            if (f.limit() == Limit.DMA_RATE) {
                cells.set(at + 1, FrontierWords.load(f));
            }
        }
        print(out, head, rows);
    }

    private static void curveTable(StringBuilder out, List<String> head, List<Frontier> curve) {
        List<Double> limits = limitsOf(curve);
        Map<String, Map<String, List<String>>> rows = new LinkedHashMap<>();
        for (Frontier f : curve) {
            cells(rows, f, head.size())
                    .set(
                            1 + limits.indexOf(f.conditions().downtimeLimitMs()),
                            f.answer() + (f.monotone() ? "" : " (!)"));
        }
        print(out, head, rows);
    }

    private static List<Double> limitsOf(List<Frontier> curve) {
        return curve.stream()
                .map(f -> f.conditions().downtimeLimitMs())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> cells(Map<String, Map<String, List<String>>> rows, Frontier f, int columns) {
        return rows.computeIfAbsent(f.conditions().trace(), key -> new LinkedHashMap<>())
                .computeIfAbsent(f.conditions().scheme(), scheme -> {
                    List<String> cells = new ArrayList<>(Collections.nCopies(columns, ""));
                    cells.set(0, "  " + scheme);
                    return cells;
                });
    }

    private static void print(StringBuilder out, List<String> head, Map<String, Map<String, List<String>>> rows) {
        int[] widths = new int[head.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    head.get(i).length(),
                    rows.values().stream()
                            .flatMap(schemes -> schemes.values().stream())
                            .mapToInt(cells -> cells.get(column).length())
                            .max()
                            .orElse(0));
        }
        line(out, head, widths);
        rows.forEach((trace, schemes) -> {
            out.append(TerminalText.ascii(trace)).append('\n');
            schemes.values().forEach(cells -> line(out, cells, widths));
        });
    }

    private static void line(StringBuilder out, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = TerminalText.ascii(cells.get(i));
            String gap = " ".repeat(widths[i] - cell.length());
            line.append(i == 0 ? cell + gap : "  " + gap + cell);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }
}
