package dirtysim.workloads.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time: finding one byte among them, and reading eight hexadecimal digits. */
final class Words {
    /** Bytes that may be read past the last one that counts. */
    static final int SLACK = 8;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private Words() {}

    /** The eight bytes from {@code index} on, the first lowest. */
    static long at(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
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

    /** The number that eight hexadecimal digits are, or -1 if any of the bytes is none. */
    static long hexDigits(long word) {
        long lower = word | ONES * 0x20;
        // No sum carries into the next byte: all bytes are below 0x80, or refused.
        long digit = word + ONES * (0x80 - '0') & ~(word + ONES * (0x80 - '9' - 1));
        long letter = lower + ONES * (0x80 - 'a') & ~(lower + ONES * (0x80 - 'f' - 1));
        if (((digit | letter) & TOPS) != TOPS || (word & TOPS) != 0) {
            return -1;
        }
        long values = (word & ONES * 0x0f) + (word >>> 6 & ONES) * 9;
        long pairs = Long.reverseBytes(values);
        pairs = (pairs | pairs >>> 4) & 0x00ff00ff00ff00ffL;
        pairs = (pairs | pairs >>> 8) & 0x0000ffff0000ffffL;
        return (pairs | pairs >>> 16) & 0xffffffffL;
    }
}
