package dirtysim.workloads.statistics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/** Observed values, kept all, so that quantiles are exact. */
final class Samples {
    private long[] values = new long[256];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /** All values, ascending; a copy. */
    long[] sorted() {
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Writes number, extremes and quantiles; null when there is no value. */
    void put(ObjectNode into, String name) {
        if (size == 0) {
            into.putNull(name);
            return;
        }
        long[] sorted = sorted();
        ObjectNode node = into.putObject(name);
        node.put("n", size);
        node.put("min", sorted[0]);
        node.put("p50", sorted[(int) (size * 50L / 100)]);
        node.put("p90", sorted[(int) (size * 90L / 100)]);
        node.put("p99", sorted[(int) (size * 99L / 100)]);
        node.put("max", sorted[size - 1]);
    }
}
