package dirtysim.reports.gate;

import dirtysim.reports.gate.Difference.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Differences of one kind in one column under one scheme: a reader wants the worst of them, and how many there are.
 *
 * @param file which file
 * @param scheme which scheme; empty for parameters
 * @param column which column
 * @param turn which kind
 * @param all they, the largest first
 */
public record DifferenceGroup(GateFile file, String scheme, String column, Turn turn, List<Difference> all) {
    private record Key(GateFile file, String scheme, String column, Turn turn) {}

    /** Groups of a comparison: changed parameters first, then lost pages, then what got worse, better, and the rest. */
    static List<DifferenceGroup> of(GateResult result) {
        Map<Key, List<Difference>> groups = new LinkedHashMap<>();
        for (Difference difference : result.differences()) {
            GateFile file = difference.file();
            // Each changed parameter stands for itself.
            String column =
                    file == GateFile.PARAMETERS ? difference.row().value(file, "parameter") : difference.column();
            Key key = new Key(file, difference.row().value(file, "scheme"), column, difference.turn());
            groups.computeIfAbsent(key, none -> new ArrayList<>()).add(difference);
        }
        return groups.entrySet().stream()
                .map(group -> new DifferenceGroup(
                        group.getKey().file(),
                        group.getKey().scheme(),
                        group.getKey().column(),
                        group.getKey().turn(),
                        group.getValue().stream()
                                .sorted(Comparator.comparingDouble(Difference::size)
                                        .reversed())
                                .toList()))
                .sorted(Comparator.comparingInt(DifferenceGroup::rank))
                .toList();
    }

    /** The largest. */
    public Difference worst() {
        return all.get(0);
    }

    /** The worst of them, and where it is. */
    public String words() {
        String where = worst().row().words(file);
        return worst().words() + " in " + where + (all.size() == 1 ? "" : ", the largest of " + all.size());
    }

    /** What differs. */
    public String subject() {
        return switch (file) {
            case PARAMETERS -> "parameter " + column;
            case ROUNDS -> scheme + " " + column + " of a round";
            case RESULTS -> scheme + " " + column;
        };
    }

    private int rank() {
        if (file == GateFile.PARAMETERS) {
            return 0;
        }
        if (column.equals("lost_pages") || column.equals("converged")) {
            return 1;
        }
        return 2 + turn.ordinal() * 2 + (file == GateFile.ROUNDS ? 1 : 0);
    }
}
