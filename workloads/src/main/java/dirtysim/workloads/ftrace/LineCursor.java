package dirtysim.workloads.ftrace;

import java.nio.charset.StandardCharsets;

/** Reads numbers and words from one line of bytes, left to right. */
final class LineCursor {
    private byte[] bytes;
    private int position;
    private int end;

    void reset(byte[] lineBytes, int from, int to) {
        bytes = lineBytes;
        position = from;
        end = to;
    }

    int position() {
        return position;
    }

    int end() {
        return end;
    }

    void moveTo(int newPosition) {
        position = newPosition;
    }

    boolean atEnd() {
        return position >= end;
    }

    /** The byte at a position, or -1 past the end. */
    int at(int index) {
        return index < end ? bytes[index] : -1;
    }

    int skipSpaces() {
        int from = position;
        while (position < end && bytes[position] == ' ') {
            position++;
        }
        return position - from;
    }

    boolean skip(char expected) {
        if (at(position) != expected) {
            return false;
        }
        position++;
        return true;
    }

    /** A decimal number, or -1 where there is none or it does not fit. */
    long decimal() {
        int from = position;
        long value = 0;
        while (position < end && bytes[position] >= '0' && bytes[position] <= '9') {
            value = value * 10 + (bytes[position++] - '0');
            if (position - from > 18) {
                return -1;
            }
        }
        return position == from ? -1 : value;
    }

    /** A hexadecimal number with or without {@code 0x}, of 64 bits. */
    long hex(String field) throws MalformedLine {
        if (at(position) == '0' && at(position + 1) == 'x') {
            position += 2;
        }
        int from = position;
        long value = 0;
        while (position < end) {
            int digit = Character.digit(bytes[position], 16);
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
            position++;
        }
        if (position == from || position - from > 16) {
            throw new MalformedLine("'" + field + "' is no hexadecimal address");
        }
        return value;
    }

    /** Moves behind the next occurrence of {@code key}, which must follow a space or stand here. */
    boolean find(byte[] key) {
        for (int i = position; i + key.length <= end; i++) {
            if ((i == position || bytes[i - 1] == ' ') && matches(i, key)) {
                position = i + key.length;
                return true;
            }
        }
        return false;
    }

    boolean matches(int from, byte[] expected) {
        if (from + expected.length > end) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes[from + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** The text up to the next space. */
    String word() {
        int from = position;
        while (position < end && bytes[position] != ' ') {
            position++;
        }
        return text(from, position);
    }

    /** The text between two positions; a byte that is no UTF-8 becomes a replacement character. */
    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
