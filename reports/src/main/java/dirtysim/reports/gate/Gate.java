package dirtysim.reports.gate;

import dirtysim.host.InputException;
import dirtysim.reports.gate.GateTable.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds new results against a baseline, cell by cell as text. */
public final class Gate {
    private final List<Tolerance> tolerances;
    private final List<Difference> differences = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private final List<String> come = new ArrayList<>();
    private final List<String> allowed = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long rows;

    private Gate(List<Tolerance> tolerances) {
        this.tolerances = tolerances;
    }

    /**
     * Compares.
     *
     * @param base the baseline
     * @param fresh the new results
     * @param tolerances what may differ; of those that are for a cell, one has to allow its difference
     * @throws InputException if one is a single file of which the other has none
     */
    public static GateResult compare(Baseline base, Baseline fresh, List<Tolerance> tolerances) {
        Gate gate = new Gate(tolerances);
        for (GateFile file : files(base, fresh)) {
            Optional<GateTable> before = base.table(file);
            Optional<GateTable> after = fresh.table(file);
            if (before.isPresent() && after.isPresent()) {
                gate.tables(before.get(), after.get());
            } else if (before.isPresent()) {
                gate.gone.add(file.fileName() + ": the file");
            } else if (after.isPresent()) {
                gate.notes.add(file.fileName() + ": not compared, the baseline has no such file");
            }
        }
        return new GateResult(
                base.path(), fresh.path(), gate.rows, gate.differences, gate.gone, gate.come, gate.allowed, gate.notes);
    }

    /** All, or the one of which a side is. */
    private static List<GateFile> files(Baseline base, Baseline fresh) {
        for (Baseline side : List.of(base, fresh)) {
            if (side.single()) {
                GateFile only = side.tables().get(0).file();
                Baseline other = side == base ? fresh : base;
                if (other.table(only).isEmpty()) {
                    throw new InputException(
                            other.path().toString(), "it holds no " + only.fileName(), "compare like with like");
                }
                return List.of(only);
            }
        }
        return List.of(GateFile.values());
    }

    private void tables(GateTable before, GateTable after) {
        GateFile file = before.file();
        List<String> common = new ArrayList<>();
        for (String column : before.columns()) {
            if (after.columns().contains(column)) {
                common.add(column);
            } else {
                gone.add(file.fileName() + ": column " + column);
            }
        }
        String added = after.columns().stream()
                .filter(column -> !before.columns().contains(column))
                .collect(Collectors.joining(", "));
        if (!added.isEmpty()) {
            notes.add(file.fileName() + ": not compared, for the baseline has no such columns: " + added);
        }
        for (Map.Entry<RowKey, List<String>> row : before.rows().entrySet()) {
            List<String> now = after.rows().get(row.getKey());
            if (now == null) {
                gone.add(file.fileName() + ": " + row.getKey().words(file));
            } else {
                rows++;
                for (String column : common) {
                    cell(
                            file,
                            row.getKey(),
                            column,
                            row.getValue().get(before.place(column)),
                            now.get(after.place(column)));
                }
            }
        }
        for (RowKey key : after.rows().keySet()) {
            if (!before.rows().containsKey(key)) {
                come.add(file.fileName() + ": " + key.words(file));
            }
        }
    }

    private void cell(GateFile file, RowKey row, String column, String before, String after) {
        if (before.equals(after)) {
            return;
        }
        Difference difference = new Difference(file, row, column, before, after);
        Optional<Tolerance> tolerance = tolerances.stream()
                .filter(candidate -> candidate.covers(file, row, column) && candidate.allows(difference))
                .findFirst();
        if (tolerance.isPresent()) {
            allowed.add(file.fileName() + ": " + row.words(file) + ": " + column + " " + difference.words() + ": "
                    + tolerance.get().reason());
        } else {
            differences.add(difference);
        }
    }
}
