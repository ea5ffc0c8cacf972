package dirtysim.workloads.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes to look for in a line, made ready to be compared eight at a time. */
public final class Key {
    private final byte[] bytes;
    private final int length;
    private final long first;
    private final long firstMask;

    private Key(byte[] from, int length) {
        this.length = length;
        bytes = Arrays.copyOf(from, length + Words.SLACK);
        firstMask = Words.mask(length);
        first = Words.at(bytes, 0) & firstMask;
    }

    /** The bytes of a text in ASCII. */
    public static Key of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return new Key(bytes, bytes.length);
    }

    /** A copy of some bytes. */
    public static Key of(byte[] bytes) {
        return new Key(bytes, bytes.length);
    }

    /** How many there are. */
    public int length() {
        return length;
    }

    /** {@link LineCursor#hash} of them. */
    public int hash() {
        return Words.hash(bytes, 0, length);
    }

    /** Whether they stand in an array, of which {@link Words#SLACK} bytes behind them may be read. */
    boolean standsAt(byte[] line, int from) {
        if ((Words.at(line, from) & firstMask) != first) {
            return false;
        }
        return length <= Long.BYTES || restStandsAt(line, from);
    }

    private boolean restStandsAt(byte[] line, int from) {
        for (int at = Long.BYTES; at + Long.BYTES < length; at += Long.BYTES) {
            if (Words.at(line, from + at) != Words.at(bytes, at)) {
                return false;
            }
        }
        int last = length - Long.BYTES;
        return Words.at(line, from + last) == Words.at(bytes, last);
    }
}
