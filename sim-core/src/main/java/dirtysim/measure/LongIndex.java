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

    private int slot(long key) {
        int mask = keys.length - 1;
        // A product's bits depend on lower ones only: without its upper half, where the device is, equal IOVAs of a
        // thousand devices would all begin at one place.
        long mixed = (key ^ key >>> 32) * 0x9e3779b97f4a7c15L;
        int slot = (int) (mixed ^ mixed >>> 32) & mask;
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
