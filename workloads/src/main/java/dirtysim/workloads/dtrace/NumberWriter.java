package dirtysim.workloads.dtrace;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One stream of a block: unsigned integers of 1 to 10 bytes, seven bits a byte, the lowest first. */
final class NumberWriter {
    private static final int LONGEST = 10;

    private byte[] bytes = new byte[64];
    private int size;

    void unsigned(long value) {
        room(LONGEST);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Zigzag: 0, -1, 1, -2 … become 0, 1, 2, 3 …. */
    void signed(long value) {
        unsigned(value << 1 ^ value >> 63);
    }

    void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        unsigned(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Appends what it has to {@code out}, and is empty again. */
    void moveTo(ByteArrayOutputStream out) {
        out.write(bytes, 0, size);
        size = 0;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
