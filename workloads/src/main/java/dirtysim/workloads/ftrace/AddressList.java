package dirtysim.workloads.ftrace;

import dirtysim.workloads.text.Key;
import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.MalformedLine;
import java.util.Arrays;

/**
 * The numbers of one list of a line: {@code {0x…,0x…}} as the kernel prints it, or {@code ARRAY[00, f0, …]}, the bytes of
 * little-endian numbers, as tools print it that cannot make out the event's format.
 */
final class AddressList {
    private static final Key ARRAY = Key.of("ARRAY[");

    long[] values = new long[64];
    int size;

    /** Reads the list under the cursor; {@code bytesEach} is the size of a number in an {@code ARRAY}. */
    void read(LineCursor cursor, String field, int bytesEach) throws MalformedLine {
        size = 0;
        if (cursor.skip(ARRAY)) {
            readBytes(cursor, field, bytesEach);
        } else if (cursor.skip('{')) {
            readNumbers(cursor, field);
        } else {
            throw new MalformedLine("'" + field + "' is no list in braces, nor ARRAY[...]");
        }
    }

    private void readNumbers(LineCursor cursor, String field) throws MalformedLine {
        while (!cursor.skip('}')) {
            if (size > 0 && !cursor.skip(',')) {
                throw cut(field);
            }
            add(cursor.hex(field));
        }
    }

    private void readBytes(LineCursor cursor, String field, int bytesEach) throws MalformedLine {
        long value = 0;
        int bytes = 0;
        while (!cursor.skip(']')) {
            if (bytes > 0 && !(cursor.skip(',') && cursor.skipSpaces() > 0)) {
                throw cut(field);
            }
            int from = cursor.position();
            long b = cursor.hex(field);
            if (cursor.position() - from != 2) {
                throw new MalformedLine("the bytes of '" + field + "' do not have two digits each");
            }
            value |= b << Byte.SIZE * (bytes % bytesEach);
            if (++bytes % bytesEach == 0) {
                add(value);
                value = 0;
            }
        }
        if (bytes % bytesEach != 0) {
            throw new MalformedLine("the " + bytes + " bytes of '" + field + "' are no numbers of " + bytesEach);
        }
    }

    private static MalformedLine cut(String field) {
        return new MalformedLine("the list '" + field + "' is cut");
    }

    private void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }
}
