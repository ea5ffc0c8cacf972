package dirtysim.workloads.statistics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Decimal rounding of figures that are no counts. */
final class Rounding {
    private Rounding() {}

    static double round(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    /** Writes a part of a whole to four decimals. */
    static void putFraction(ObjectNode into, String name, long part, long whole) {
        into.put(name, whole == 0 ? 0.0 : round((double) part / whole, 4));
    }
}
