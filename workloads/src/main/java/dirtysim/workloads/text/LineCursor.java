package dirtysim.workloads.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads numbers and words from one line of bytes, left to right. Behind the line stands a carriage return or a newline,
 * as {@link LineSource} has it, so that a number ends there without being measured.
 */
public final class LineCursor {
    private static final int HEX_DIGITS = 16;
    private static final long ZEROS = 0x3030303030303030L;
    private static final long HEX_PREFIX = 'x' << 8 | '0';
    private static final long HEX_PREFIX_MASK = 0xffff;
    private static final int HEX_PREFIX_BYTES = 2;
    private static final int DECIMAL_DIGITS = 18;

    private byte[] bytes;
    private int position;
    private int end;

    /** Goes to the line that a source stands at. */
    public void reset(LineSource line) {
        bytes = line.bytes();
        position = line.start();
        end = line.end();
    }

    /** Index of the next byte. */
    public int position() {
        return position;
    }

    /** Index behind the line. */
    public int end() {
        return end;
    }

    /** Goes to an index. */
    public void moveTo(int newPosition) {
        position = newPosition;
    }

    /** Whether nothing is left. */
    public boolean atEnd() {
        return position >= end;
    }

    /** The byte at a position, or -1 past the end. */
    public int at(int index) {
        return index < end ? bytes[index] : -1;
    }

    /** The next byte, or -1 at the end. */
    public int peek() {
        return at(position);
    }

    /** Passes over spaces; how many. */
    public int skipSpaces() {
        // Locals: a field would be written for each byte.
        byte[] line = bytes;
        int from = position;
        int at = from;
        while (line[at] == ' ') {
            at++;
        }
        position = at;
        return at - from;
    }

    /** Passes over spaces and tabs. */
    public void skipBlanks() {
        while (bytes[position] == ' ' || bytes[position] == '\t') {
            position++;
        }
    }

    /** Passes over one byte if it is the expected one. */
    public boolean skip(char expected) {
        if (at(position) != expected) {
            return false;
        }
        position++;
        return true;
    }

    /** Passes over the key if it stands here. */
    public boolean skip(Key key) {
        if (!matches(position, key)) {
            return false;
        }
        position += key.length();
        return true;
    }

    /** Passes over what is no space. */
    public void skipWord() {
        position = EightBytes.find(bytes, position, end, (byte) ' ');
    }

    /** A decimal number, or -1 where there is none or it has more than 18 digits. */
    public long decimal() {
        byte[] line = bytes;
        int from = position;
        long word = EightBytes.at(line, from);
        int digits = EightBytes.digits(word);
        if (digits < Long.BYTES) {
            position = from + digits;
            return digits == 0 ? -1 : EightBytes.decimal(word, digits);
        }
        long value = EightBytes.decimal(word, digits);
        int at = from + digits;
        for (int digit = line[at] - '0'; digit >= 0 && digit <= 9; digit = line[at] - '0') {
            value = value * 10 + digit;
            at++;
            if (at - from > DECIMAL_DIGITS) {
                position = at;
                return -1;
            }
        }
        position = at;
        return value;
    }

    /**
     * A hexadecimal number with or without {@code 0x}, of 64 bits.
     *
     * @param field what a message calls it
     * @throws MalformedLine where there is none or it has more than 16 digits
     */
    public long hex(String field) throws MalformedLine {
        byte[] line = bytes;
        int at = position;
        long word = EightBytes.at(line, at);
        if ((word & HEX_PREFIX_MASK) == HEX_PREFIX) {
            at += HEX_PREFIX_BYTES;
            word = EightBytes.at(line, at);
        }
        int from = at;
        // Kernels print addresses with all their zeros.
        if (word == ZEROS) {
            at += Long.BYTES;
            word = EightBytes.at(line, at);
        }
        int digits = EightBytes.hexDigits(word);
        long value;
        if (digits == Long.BYTES) {
            value = EightBytes.hex(word);
            at += Long.BYTES;
            // What follows is mostly no digit, and then a word need not be read for it.
            while (digits == Long.BYTES && line[at] >= '0' && at - from <= HEX_DIGITS) {
                word = EightBytes.at(line, at);
                digits = EightBytes.hexDigits(word);
                value = digits == Long.BYTES
                        ? value << 32 | EightBytes.hex(word)
                        : value << 4 * digits | EightBytes.hex(word, digits);
                at += digits;
            }
        } else {
            value = EightBytes.hex(word, digits);
            at += digits;
        }
        position = at;
        if (at == from || at - from > HEX_DIGITS) {
            throw new MalformedLine("'" + field + "' is no hexadecimal address");
        }
        return value;
    }

    /** Moves behind the next occurrence of {@code key}, which must follow a space or stand here. */
    public boolean find(Key key) {
        if (skip(key)) {
            return true;
        }
        // Mostly it is the next word, and what is asked for first stands one byte on.
        int space = bytes[position] == ' ' ? position : EightBytes.find(bytes, position, end, (byte) ' ');
        while (space < end) {
            if (matches(space + 1, key)) {
                position = space + 1 + key.length();
                return true;
            }
            space = EightBytes.find(bytes, space + 1, end, (byte) ' ');
        }
        return false;
    }

    /** A hash of the bytes from {@code from} to {@code to}. */
    public int hash(int from, int to) {
        return EightBytes.hash(bytes, from, to);
    }

    /** Index behind the letters, digits and underscores that begin at {@code from}. */
    public int endOfName(int from) {
        byte[] line = bytes;
        int at = from;
        int count = EightBytes.nameBytes(EightBytes.at(line, at));
        while (count == Long.BYTES) {
            at += Long.BYTES;
            count = EightBytes.nameBytes(EightBytes.at(line, at));
        }
        return at + count;
    }

    /** Index of the next occurrence of a byte from {@code from} on, or {@link #end}. */
    public int indexOf(char wanted, int from) {
        return EightBytes.find(bytes, from, end, (byte) wanted);
    }

    /** Whether the expected bytes stand at an index. */
    public boolean matches(int from, Key expected) {
        return from + expected.length() <= end && expected.standsAt(bytes, from);
    }

    /** Passes over the first bytes of an array, which has {@link EightBytes#SLACK} more than they are, if they stand here. */
    boolean skip(byte[] expected, int length) {
        if (position + length > end || !EightBytes.same(bytes, position, expected, length)) {
            return false;
        }
        position += length;
        return true;
    }

    /** Whether the first bytes of an array stand between two positions. */
    public boolean equals(int from, int to, byte[] expected, int length) {
        return Arrays.equals(bytes, from, to, expected, 0, length);
    }

    /** Whether the line ends with the expected bytes. */
    public boolean endsWith(Key expected) {
        return end - expected.length() >= position && matches(end - expected.length(), expected);
    }

    /** The text up to the next space. */
    public String word() {
        int from = position;
        skipWord();
        return text(from, position);
    }

    /** The text between two positions; a byte that is no UTF-8 becomes a replacement character. */
    public String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** A copy of the bytes between two positions. */
    public byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Copies the bytes between two positions to the begin of an array. */
    public void copyTo(byte[] into, int from, int to) {
        System.arraycopy(bytes, from, into, 0, to - from);
    }
}
