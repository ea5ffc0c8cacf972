package dirtysim.reports.gate;

import dirtysim.reports.gate.GateTable.RowKey;
import java.math.BigDecimal;

/**
 * Lets cells differ from the baseline.
 *
 * @param column name of the column
 * @param scenario only in this scenario; empty for any
 * @param scheme only under this scheme; empty for any
 * @param trace only on this trace; empty for any
 * @param relative largest difference as a share of the baseline's value; 0 for none
 * @param absolute largest difference in the column's unit; 0 for none
 * @param anything whether any difference will do, of a text too
 * @param reason why
 */
public record Tolerance(
        String column,
        String scenario,
        String scheme,
        String trace,
        double relative,
        double absolute,
        boolean anything,
        String reason) {
    /** Whether it is for such a cell. */
    boolean covers(GateFile file, RowKey row, String of) {
        return column.equals(of)
                && matches(scenario, row.value(file, "scenario"))
                && matches(scheme, row.value(file, "scheme"))
                && matches(trace, row.value(file, "trace"));
    }

    /** Whether it lets a difference pass. */
    boolean allows(Difference difference) {
        if (anything) {
            return true;
        }
        BigDecimal base = Difference.number(difference.base());
        BigDecimal next = Difference.number(difference.next());
        if (base == null || next == null) {
            return false;
        }
        double apart = next.subtract(base).abs().doubleValue();
        return apart <= absolute || apart <= relative * base.abs().doubleValue();
    }

    private static boolean matches(String wanted, String value) {
        return wanted.isEmpty() || wanted.equals(value);
    }
}
