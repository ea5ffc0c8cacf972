package dirtysim.workloads.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time: finding one byte among them, comparing them, and reading the number that they are. */
final class EightBytes {
    /** Bytes that may be read past the last one that counts. */
    static final int SLACK = 8;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private EightBytes() {}

    /** The eight bytes from {@code index} on, the first lowest. */
    static long at(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    /** Ones in the lowest {@code count} bytes, all of them from eight on. */
    static long mask(int count) {
        return count >= Long.BYTES ? -1 : (1L << Byte.SIZE * count) - 1;
    }

    /** A hash of the bytes from {@code from} to {@code to}: of the first eight, the last eight, and how many they are. */
    static int hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long first = at(bytes, from) & mask(length);
        long last = length > Long.BYTES ? at(bytes, to - Long.BYTES) : 0;
        long hash = (first + length ^ Long.rotateLeft(last, 29)) * 0x9e3779b97f4a7c15L;
        return (int) (hash >>> 32);
    }

    /** Whether the first bytes of an array stand in another; up to {@link #SLACK} bytes beyond are read of both. */
    static boolean same(byte[] line, int from, byte[] expected, int length) {
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            if (at(line, from + at) != at(expected, at)) {
                return false;
            }
        }
        return ((at(line, from + at) ^ at(expected, at)) & mask(length - at)) == 0;
    }

    /** How many of eight bytes, from the first on, are decimal digits. */
    static int digits(long word) {
        long values = word ^ ONES * '0';
        // Lowest flag is exact: only bytes above 0x7f carry, and they are flagged themselves.
        long others = (values + ONES * (0x7f - 9) | values) & TOPS;
        return Long.numberOfTrailingZeros(others) >>> 3;
    }

    /** The number that the first {@code count} of eight bytes are, which are decimal digits; 1 to 8 of them. */
    static long decimal(long word, int count) {
        long values = (word ^ ONES * '0') << Long.SIZE - Byte.SIZE * count;
        long pairs = values * (10 << 8 | 1) >>> 8 & 0x00ff00ff00ff00ffL;
        long fours = pairs * (100 << 16 | 1) >>> 16 & 0x0000ffff0000ffffL;
        return fours * (10_000L << 32 | 1) >>> 32;
    }

    /** How many of eight bytes, from the first on, are letters, digits or underscores. */
    static int nameBytes(long word) {
        long low = word & ~TOPS;
        long lower = low | ONES * 0x20;
        long digit = low + ONES * (0x80 - '0') & ~(low + ONES * (0x80 - '9' - 1));
        long letter = lower + ONES * (0x80 - 'a') & ~(lower + ONES * (0x80 - 'z' - 1));
        long score = (low ^ ONES * '_') + ONES * 0x7f;
        long others = ~((digit | letter | ~score) & ~word) & TOPS;
        return Long.numberOfTrailingZeros(others) >>> 3;
    }

    /** First index from {@code from} on that holds {@code wanted}, or {@code to}; reads up to {@link #SLACK} bytes beyond. */
    static int find(byte[] bytes, int from, int to, byte wanted) {
        long pattern = ONES * wanted;
        for (int i = from; i < to; i += Long.BYTES) {
            long same = at(bytes, i) ^ pattern;
            // Lowest flag is exact: a borrow can only raise flags above a true one.
            long found = same - ONES & ~same & TOPS;
            if (found != 0) {
                return Math.min(to, i + (Long.numberOfTrailingZeros(found) >>> 3));
            }
        }
        return to;
    }

    /** How many of eight bytes, from the first on, are hexadecimal digits. */
    static int hexDigits(long word) {
        long lower = word | ONES * 0x20;
        // Lowest flag is exact: only bytes above 0x7f carry, and they are flagged themselves.
        long digit = word + ONES * (0x80 - '0') & ~(word + ONES * (0x80 - '9' - 1));
        long letter = lower + ONES * (0x80 - 'a') & ~(lower + ONES * (0x80 - 'f' - 1));
        long others = ~((digit | letter) & ~word) & TOPS;
        return Long.numberOfTrailingZeros(others) >>> 3;
    }

    /** The number that the first {@code count} of eight bytes are, which are hexadecimal digits; 0 to 8 of them. */
    static long hex(long word, int count) {
        return count == 0 ? 0 : hex(word << Long.SIZE - Byte.SIZE * count);
    }

    /** The number that eight hexadecimal digits are; a byte of zero counts as the digit 0. */
    static long hex(long word) {
        long values = (word & ONES * 0x0f) + (word >>> 6 & ONES) * 9;
        long pairs = Long.reverseBytes(values);
        pairs = (pairs | pairs >>> 4) & 0x00ff00ff00ff00ffL;
        pairs = (pairs | pairs >>> 8) & 0x0000ffff0000ffffL;
        return (pairs | pairs >>> 16) & 0xffffffffL;
    }
}
