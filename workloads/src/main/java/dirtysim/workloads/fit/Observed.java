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

    int size() {
        return size;
    }

    double[] values() {
        return Arrays.copyOf(values, size);
    }

    /** As slices; one of 0 if nothing was observed. */
    Slices slices(int most) {
        return size == 0 ? new Slices(new double[] {0}) : Slices.of(values(), most);
    }
}
