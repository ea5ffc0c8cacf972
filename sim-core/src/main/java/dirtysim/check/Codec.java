package dirtysim.check;

/** Packs small fields into a key of a few words, and unpacks them in the same order. */
final class Codec {
    /** Words of a key. */
    static final int WORDS = 3;

    private final long[] key = new long[WORDS];
    private boolean reading;
    private int word;
    private int shift;

    /** The fields that come next are packed. */
    void pack() {
        begin(false);
        key[0] = 0;
        key[1] = 0;
        key[2] = 0;
    }

    /** The fields that come next are replaced by those of a key. */
    void unpack(long first, long second, long third) {
        begin(true);
        key[0] = first;
        key[1] = second;
        key[2] = third;
    }

    private void begin(boolean read) {
        reading = read;
        word = 0;
        shift = 0;
    }

    /** A word of what was packed. */
    long word(int n) {
        return key[n];
    }

    int field(int value, int bits) {
        if (shift + bits > Long.SIZE) {
            word++;
            shift = 0;
        }
        int at = shift;
        shift += bits;
        if (reading) {
            return (int) (key[word] >>> at) & ((1 << bits) - 1);
        }
        if (value >>> bits != 0) {
            throw new IllegalStateException(value + " does not fit into " + bits + " bits");
        }
        key[word] |= (long) value << at;
        return value;
    }

    boolean flag(boolean value) {
        return field(value ? 1 : 0, 1) != 0;
    }
}
