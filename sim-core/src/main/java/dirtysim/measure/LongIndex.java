package dirtysim.measure;

/** Numbers keys from 0 in the order in which they are first met. Open addressing; allocates only as it grows. */
final class LongIndex {
    private long[] keys = new long[64];
    private int[] numbers = new int[64];
    private int size;

    /** The number of a key; -1 if it has none. */
    int find(long key) {
        return numbers[slot(key)] - 1;
    }

    /** The number of a key, which it gets now if it has none. */
    int number(long key) {
        int slot = slot(key);
        if (numbers[slot] == 0) {
            if (2 * (size + 1) > keys.length) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
            numbers[slot] = ++size;
        }
        return numbers[slot] - 1;
    }

    /**
     * Where a key's search begins in a table of a size, a power of two. A key's upper half has to tell as well as its
     * lower: a product's bits depend on lower ones only, and equal IOVAs of a thousand devices would begin at one place.
     */
    static int begin(long key, int size) {
        long mixed = (key ^ key >>> 32) * 0x9e3779b97f4a7c15L;
        return (int) (mixed ^ mixed >>> 32) & size - 1;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = begin(key, keys.length);
        while (numbers[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[oldKeys.length * 2];
        numbers = new int[keys.length];
        for (int n = 0; n < oldKeys.length; n++) {
            if (oldNumbers[n] != 0) {
                int slot = slot(oldKeys[n]);
                keys[slot] = oldKeys[n];
                numbers[slot] = oldNumbers[n];
            }
        }
    }
}
