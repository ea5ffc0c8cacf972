package dirtysim.tracking.schemes;

import dirtysim.memory.PageSize;
import dirtysim.tracking.DmaRange;
import java.util.Arrays;

/**
 * What the VMM knows to be mapped: its cache of mappings, range by range as they were mapped, ascending by IOVA. An unmap may
 * take part of a range, or several.
 *
 * <p>Not safe for use by several threads.
 */
final class MappedRanges {
    private final OfDevice[] devices;

    /** @param count number of devices */
    MappedRanges(int count) {
        devices = new OfDevice[count];
        Arrays.setAll(devices, device -> new OfDevice());
    }

    /** Ranges mapped for a device. */
    int count(int device) {
        return devices[device].count;
    }

    /** First IOVA of its n-th range, from 0. */
    long iova(int device, int n) {
        return devices[device].iovas[n];
    }

    /** Pages of its n-th range. */
    int pages(int device, int n) {
        return devices[device].pages[n];
    }

    /** Adds a range that nothing else is mapped in. */
    void add(DmaRange range) {
        OfDevice device = devices[range.device()];
        device.insert(device.firstEndingAfter(range.iova()), range.iova(), range.pages());
    }

    /** Takes away whatever is mapped in a range. */
    void remove(DmaRange range) {
        devices[range.device()].remove(range.iova(), range.iova() + range.pages() * PageSize.SIZE_4K.bytes());
    }

    private static final class OfDevice {
        private long[] iovas = new long[16];
        private int[] pages = new int[16];
        private int count;

        private long end(int n) {
            return iovas[n] + pages[n] * PageSize.SIZE_4K.bytes();
        }

        private int firstEndingAfter(long iova) {
            int low = 0;
            int high = count;
            while (low < high) {
                int middle = low + high >>> 1;
                if (end(middle) > iova) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        private void insert(int n, long iova, long pageCount) {
            if (count == iovas.length) {
                iovas = Arrays.copyOf(iovas, count * 2);
                pages = Arrays.copyOf(pages, count * 2);
            }
            System.arraycopy(iovas, n, iovas, n + 1, count - n);
            System.arraycopy(pages, n, pages, n + 1, count - n);
            iovas[n] = iova;
            pages[n] = (int) pageCount;
            count++;
        }

        private void remove(long from, long to) {
            int first = firstEndingAfter(from);
            int last = first;
            while (last < count && iovas[last] < to) {
                last++;
            }
            if (first == last) {
                return;
            }
            long head = iovas[first];
            long tail = end(last - 1);
            System.arraycopy(iovas, last, iovas, first, count - last);
            System.arraycopy(pages, last, pages, first, count - last);
            int kept = count - (last - first);
            // No trace of what was there: equal lists are equal arrays, which the exhaustive checker rests on.
            Arrays.fill(iovas, kept, count, 0);
            Arrays.fill(pages, kept, count, 0);
            count = kept;
            if (tail > to) {
                insert(first, to, tail - to >>> 12);
            }
            if (head < from) {
                insert(first, head, from - head >>> 12);
            }
        }
    }
}
