package dirtysim.workloads.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines of a stream of bytes, one at a time, without copying any that the buffer holds whole. */
public final class LineSource {
    /** A scatter list of 128 entries takes about 10 KiB; a line longer than this is no line of any recorder. */
    public static final int LONGEST_LINE = 1 << 20;

    private static final int FIRST_BYTES = 1 << 13;
    private static final int BUFFER_BYTES = 1 << 18;

    private final InputStream in;
    private byte[] buffer;
    private int filled;
    private int next;
    private boolean ended;
    private int start;
    private int end;
    private long number;

    /** @param in what to read; not closed */
    public LineSource(InputStream in) {
        this(in, FIRST_BYTES);
    }

    /**
     * @param in what to read; not closed
     * @param bufferBytes bytes to read at first
     */
    public LineSource(InputStream in, int bufferBytes) {
        this.in = in;
        buffer = new byte[bufferBytes + EightBytes.SLACK];
    }

    /**
     * Moves to the next line.
     *
     * @return false at the end of the stream, or when the line is too long (see {@link #tooLong()})
     * @throws IOException when the stream fails
     */
    public boolean advance() throws IOException {
        int scanned = next;
        while (true) {
            int newline = EightBytes.find(buffer, scanned, filled, (byte) '\n');
            if (newline < filled) {
                take(newline, newline + 1);
                return true;
            }
            scanned = filled;
            if (ended) {
                if (next == filled) {
                    return false;
                }
                // A reader of numbers may rely on a byte that is no part of one behind every line.
                buffer[filled] = '\n';
                take(filled, filled);
                return true;
            }
            if (tooLong()) {
                number++;
                return false;
            }
            scanned -= makeRoom();
            int read = in.read(buffer, filled, buffer.length - EightBytes.SLACK - filled);
            if (read < 0) {
                ended = true;
            } else {
                filled += read;
            }
        }
    }

    private void take(int lineEnd, int following) {
        start = next;
        end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        next = following;
        number++;
    }

    private int makeRoom() {
        int moved = next;
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, filled - next);
            filled -= next;
            next = 0;
        }
        // Small files take a small buffer; others soon have the one that reads fastest.
        if (filled == buffer.length - EightBytes.SLACK || moved > 0 && buffer.length < BUFFER_BYTES) {
            buffer = Arrays.copyOf(buffer, (buffer.length - EightBytes.SLACK) * 2 + EightBytes.SLACK);
        }
        return moved;
    }

    /** Whether the line that {@link #advance} refused exceeds {@link #LONGEST_LINE}. */
    public boolean tooLong() {
        return filled - next >= LONGEST_LINE;
    }

    /** The bytes of which {@code [start(), end())} is the line; valid until the next call of {@link #advance}. */
    public byte[] bytes() {
        return buffer;
    }

    /** Index of the first byte of the line. */
    public int start() {
        return start;
    }

    /** Index of the first byte behind the line, which is a carriage return or a newline. */
    public int end() {
        return end;
    }

    /** Number of the line, from 1. */
    public long number() {
        return number;
    }
}
