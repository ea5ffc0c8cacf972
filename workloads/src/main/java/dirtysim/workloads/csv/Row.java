package dirtysim.workloads.csv;

import dirtysim.workloads.text.Key;
import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.MalformedLine;
import java.util.Arrays;

/** The fields of one line, found by the columns that the first line named. */
final class Row {
    private static final int MOST_COLUMNS = 64;

    private final LineCursor cursor;
    /** Which field holds each column, or -1. */
    private final int[] at = new int[Column.values().length];

    private final int[] from = new int[MOST_COLUMNS];
    private final int[] to = new int[MOST_COLUMNS];
    private int columns;
    private int fields;

    Row(LineCursor cursor) {
        this.cursor = cursor;
        Arrays.fill(at, -1);
    }

    /** Reads the names of the columns. */
    void header() throws MalformedLine {
        split();
        columns = fields;
        for (int field = 0; field < fields; field++) {
            Column column = Column.of(cursor.text(from[field], to[field]));
            if (column != null && at[column.ordinal()] >= 0) {
                throw new MalformedLine("there are two columns '" + column.title() + "'");
            }
            if (column != null) {
                at[column.ordinal()] = field;
            }
        }
        for (Column needed : new Column[] {Column.TIME_US, Column.OP, Column.IOVA, Column.BYTES, Column.GPA}) {
            if (!has(needed)) {
                throw new MalformedLine("there is no column '" + needed.title()
                        + "', in small letters, without quotes, with commas between");
            }
        }
    }

    void fields() throws MalformedLine {
        split();
        if (fields != columns) {
            throw new MalformedLine("there are " + fields + " fields, and " + columns + " columns");
        }
    }

    private void split() throws MalformedLine {
        fields = 0;
        int begin = cursor.position();
        while (begin <= cursor.end()) {
            if (fields == MOST_COLUMNS) {
                throw new MalformedLine("there are more than " + MOST_COLUMNS + " fields");
            }
            int comma = cursor.indexOf(',', begin);
            int first = begin;
            int last = comma;
            while (first < last && cursor.at(first) == ' ') {
                first++;
            }
            while (last > first && cursor.at(last - 1) == ' ') {
                last--;
            }
            from[fields] = first;
            to[fields++] = last;
            begin = comma + 1;
        }
    }

    boolean has(Column column) {
        return at[column.ordinal()] >= 0;
    }

    /** Whether there is such a column, and this line has something in it. */
    boolean says(Column column) {
        return has(column) && from(column) < to(column);
    }

    int from(Column column) {
        return from[at[column.ordinal()]];
    }

    int to(Column column) {
        return to[at[column.ordinal()]];
    }

    boolean is(Column column, Key value) {
        return to(column) - from(column) == value.length() && cursor.matches(from(column), value);
    }

    String text(Column column) {
        return cursor.text(from(column), to(column));
    }

    long decimal(Column column) throws MalformedLine {
        cursor.moveTo(from(column));
        long value = cursor.decimal();
        if (value < 0 || cursor.position() != to(column)) {
            throw new MalformedLine(column.title() + " is '" + text(column) + "', no decimal number");
        }
        return value;
    }

    /** An address, which must begin with {@code 0x}: without it, nobody could tell 1000 from 1000. */
    long address(Column column) throws MalformedLine {
        cursor.moveTo(from(column));
        boolean marked = cursor.at(from(column)) == '0' && cursor.at(from(column) + 1) == 'x';
        long value = marked ? cursor.hex(column.title()) : 0;
        if (!marked || cursor.position() != to(column)) {
            throw new MalformedLine(
                    column.title() + " is '" + text(column) + "', no hexadecimal address that begins with 0x");
        }
        return value;
    }

    /** Microseconds; what stands behind a decimal point is cut off. */
    long micros(Column column) throws MalformedLine {
        cursor.moveTo(from(column));
        long value = cursor.decimal();
        boolean whole = value >= 0;
        if (whole && cursor.skip('.')) {
            whole = cursor.decimal() >= 0;
        }
        if (!whole || cursor.position() != to(column) || value > Long.MAX_VALUE / 1_000_000) {
            throw new MalformedLine(column.title() + " is '" + text(column) + "', no number of microseconds");
        }
        return value;
    }
}
