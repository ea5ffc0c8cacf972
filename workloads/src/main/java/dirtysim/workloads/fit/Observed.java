package dirtysim.workloads.fit;

import java.util.Arrays;

/** Observed values, all of them. */
final class Observed {
    private double[] values = new double[16];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    void set(int index, double value) {
        values[index] = value;
    }

    int size() {
        return size;
    }

    double[] values() {
        return Arrays.copyOf(values, size);
    }

    /** As slices; a single 0 if nothing was observed. */
    Slices slices() {
        return Slices.of(size == 0 ? new double[1] : values());
    }
}
