package dirtysim.workloads.dtrace;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** One stream of a block: unsigned integers of 1 to 10 bytes, seven bits a byte, the lowest first. */
final class NumberWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void unsigned(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    /** Zigzag: 0, -1, 1, -2 … become 0, 1, 2, 3 …. */
    void signed(long value) {
        unsigned(value << 1 ^ value >> 63);
    }

    void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        unsigned(utf8.length);
        bytes.write(utf8, 0, utf8.length);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
