package dirtysim.workloads.csv;

import java.util.Locale;

/** A column that is read; others are skipped. */
enum Column {
    TIME_US,
    OP,
    DEVICE,
    IOVA,
    GPA,
    BYTES,
    DIRECTION,
    CPU,
    TEXT;

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Column of(String title) {
        for (Column column : values()) {
            if (column.title().equals(title)) {
                return column;
            }
        }
        return null;
    }
}
