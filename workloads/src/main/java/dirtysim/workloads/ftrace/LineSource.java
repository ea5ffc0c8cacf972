package dirtysim.workloads.ftrace;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines of a stream of bytes, one at a time, without copying any that the buffer holds whole. */
final class LineSource {
    /** A scatter list of 128 entries takes about 8 KiB; a line longer than this is no line of ftrace. */
    static final int LONGEST_LINE = 1 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private int next;
    private boolean ended;
    private int start;
    private int end;
    private long number;

    LineSource(InputStream in) {
        this.in = in;
    }

    /**
     * Moves to the next line.
     *
     * @return false at the end of the stream, or when the line is too long (see {@link #tooLong()})
     */
    boolean advance() throws IOException {
        int scanned = next;
        while (true) {
            for (int i = scanned; i < filled; i++) {
                if (buffer[i] == '\n') {
                    take(i, i + 1);
                    return true;
                }
            }
            scanned = filled;
            if (ended) {
                if (next == filled) {
                    return false;
                }
                take(filled, filled);
                return true;
            }
            if (tooLong()) {
                number++;
                return false;
            }
            scanned -= makeRoom();
            int read = in.read(buffer, filled, buffer.length - filled);
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
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, filled * 2);
        }
        return moved;
    }

    /** Whether the line that {@link #advance} refused exceeds {@link #LONGEST_LINE}. */
    boolean tooLong() {
        return filled - next >= LONGEST_LINE;
    }

    /** The bytes of which {@code [start(), end())} is the line; valid until the next call of {@link #advance}. */
    byte[] bytes() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Number of the line, from 1. */
    long number() {
        return number;
    }
}
