package dirtysim.workloads.fit;

/**
 * What is live, in the order of age; 0 is the oldest. Taking one out moves those on its shorter side, so a ring, which takes
 * the oldest, costs nothing however long it is.
 */
final class ByAge<T> {
    private Object[] items = new Object[16];
    private int head;
    private int size;

    void add(T item) {
        if (size == items.length) {
            Object[] larger = new Object[size * 2];
            for (int i = 0; i < size; i++) {
                larger[i] = items[slot(i)];
            }
            items = larger;
            head = 0;
        }
        items[slot(size++)] = item;
    }

    @SuppressWarnings("unchecked")
    T get(int place) {
        if (place < 0 || place >= size) {
            throw new IndexOutOfBoundsException(place + " of " + size);
        }
        return (T) items[slot(place)];
    }

    T remove(int place) {
        T item = get(place);
        if (place < size / 2) {
            for (int i = place; i > 0; i--) {
                items[slot(i)] = items[slot(i - 1)];
            }
            items[head] = null;
            head = slot(1);
        } else {
            for (int i = place; i < size - 1; i++) {
                items[slot(i)] = items[slot(i + 1)];
            }
            items[slot(size - 1)] = null;
        }
        size--;
        return item;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    private int slot(int place) {
        return head + place & items.length - 1;
    }
}
