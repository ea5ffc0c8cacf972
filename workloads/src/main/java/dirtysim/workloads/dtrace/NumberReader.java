package dirtysim.workloads.dtrace;

import java.nio.charset.StandardCharsets;

/** Reads what {@link NumberWriter} wrote. */
final class NumberReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    NumberReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        position = from;
        end = to;
    }

    long unsigned() throws DamagedBlock {
        if (position < end && bytes[position] >= 0) {
            return bytes[position++];
        }
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position == end) {
                throw new DamagedBlock("a stream of numbers ends early");
            }
            byte b = bytes[position++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new DamagedBlock("a number has more than 64 bits");
    }

    long signed() throws DamagedBlock {
        long zigzag = unsigned();
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    int within(int limit) throws DamagedBlock {
        long value = unsigned();
        if (value < 0 || value >= limit) {
            throw new DamagedBlock("the number " + value + " is not below " + limit);
        }
        return (int) value;
    }

    String text() throws DamagedBlock {
        long length = unsigned();
        if (length < 0 || length > end - position) {
            throw new DamagedBlock("a text ends early");
        }
        String text = new String(bytes, position, (int) length, StandardCharsets.UTF_8);
        position += (int) length;
        return text;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position == end;
    }
}
