package dirtysim.workloads.text;

/** Bytes that a line held, kept to see whether a later line holds the same; nothing is allocated for another. */
public final class Prefix {
    private static final int MOST_BYTES = 64;

    private final byte[] bytes = new byte[MOST_BYTES + EightBytes.SLACK];
    private int length;

    /** Keeps what stands between two positions of a line; nothing if it is empty or longer than one would expect twice. */
    public void keep(LineCursor line, int from, int to) {
        length = to - from <= MOST_BYTES ? to - from : 0;
        line.copyTo(bytes, from, from + length);
    }

    /** Moves a cursor behind what was kept, if anything was and it stands there. */
    public boolean skipIn(LineCursor line) {
        return length > 0 && line.skip(bytes, length);
    }
}
