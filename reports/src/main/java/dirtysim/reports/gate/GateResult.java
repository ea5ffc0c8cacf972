package dirtysim.reports.gate;

import java.nio.file.Path;
import java.util.List;

/**
 * What a comparison found.
 *
 * @param base the baseline
 * @param fresh the new results
 * @param rows rows that both have, over all files
 * @param differences cells that differ and may not, in the order of the files
 * @param gone what the baseline has and the new results have not: files, columns, rows
 * @param come rows that only the new results have
 * @param allowed cells that differ and may, with the reasons
 * @param notes what does not fail but was not compared
 */
public record GateResult(
        Path base,
        Path fresh,
        long rows,
        List<Difference> differences,
        List<String> gone,
        List<String> come,
        List<String> allowed,
        List<String> notes) {
    /** Defensive copies of the lists. */
    public GateResult {
        differences = List.copyOf(differences);
        gone = List.copyOf(gone);
        come = List.copyOf(come);
        allowed = List.copyOf(allowed);
        notes = List.copyOf(notes);
    }

    /** Whether nothing is wrong. */
    public boolean passed() {
        return differences.isEmpty() && gone.isEmpty() && come.isEmpty();
    }

    /** How many differences are of a kind. */
    public long count(Difference.Turn turn) {
        return differences.stream()
                .filter(difference -> difference.turn() == turn)
                .count();
    }

    /** One line. */
    public String summary() {
        if (passed()) {
            return "pass: " + rows + " rows as in the baseline"
                    + (allowed.isEmpty() ? "" : ", " + allowed.size() + " cells within a tolerance");
        }
        return "FAIL: " + rows + " rows compared; cells worse: " + count(Difference.Turn.WORSE) + ", better: "
                + count(Difference.Turn.BETTER) + ", changed: " + count(Difference.Turn.CHANGED) + "; missing: "
                + gone.size() + ", new: " + come.size();
    }
}
