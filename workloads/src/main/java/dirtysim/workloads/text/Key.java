package dirtysim.workloads.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes to look for in a line, made ready to be compared eight at a time. A record, because the JIT trusts the components of a
 * record in a constant to be constants themselves, and compares with them in place.
 *
 * @param bytes all of them, and {@link EightBytes#SLACK} zeros
 * @param length how many there are
 * @param first the first eight, or all with zeros behind
 * @param firstMask ones where {@code first} counts
 * @param last the last eight, if there are more than eight
 */
public record Key(byte[] bytes, int length, long first, long firstMask, long last) {
    /** The bytes of a text in ASCII. */
    public static Key of(String text) {
        return of(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A copy of some bytes. */
    public static Key of(byte[] from) {
        int length = from.length;
        byte[] bytes = Arrays.copyOf(from, length + EightBytes.SLACK);
        long mask = EightBytes.mask(length);
        long last = length > Long.BYTES ? EightBytes.at(bytes, length - Long.BYTES) : 0;
        return new Key(bytes, length, EightBytes.at(bytes, 0) & mask, mask, last);
    }

    /** {@link LineCursor#hash} of them. */
    public int hash() {
        return EightBytes.hash(bytes, 0, length);
    }

    /** Whether they stand in an array, of which {@link EightBytes#SLACK} bytes behind them may be read. */
    boolean standsAt(byte[] line, int from) {
        if ((EightBytes.at(line, from) & firstMask) != first) {
            return false;
        }
        return length <= Long.BYTES || restStandsAt(line, from);
    }

    private boolean restStandsAt(byte[] line, int from) {
        for (int at = Long.BYTES; at + Long.BYTES < length; at += Long.BYTES) {
            if (EightBytes.at(line, from + at) != EightBytes.at(bytes, at)) {
                return false;
            }
        }
        return EightBytes.at(line, from + length - Long.BYTES) == last;
    }
}
