package dirtysim.tracking;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Ranges that a lazy guest has unmapped under shadow, which the host learns of at the flush; by device, the oldest first. */
final class UnseenUnmaps {
    private final List<Deque<DmaMapping>> byDevice = new ArrayList<>();

    /** The guest has unmapped a range; what is passed may be used again. */
    void add(DmaMapping range) {
        of(range.device()).add(new DmaMapping().range(range.device(), range.iova(), range.pages(), range.writable()));
    }

    /** Moves all of a device behind what another list holds. */
    void takeAll(int device, Deque<DmaMapping> into) {
        into.addAll(of(device));
        forget(device);
    }

    /** Moves those that have a page in common with a range. */
    void takeOverlapping(DmaRange range, Deque<DmaMapping> into) {
        Iterator<DmaMapping> left = of(range.device()).iterator();
        while (left.hasNext()) {
            DmaMapping gone = left.next();
            if (overlap(gone, range)) {
                left.remove();
                into.add(gone);
            }
        }
    }

    /** Drops all of a device. */
    void forget(int device) {
        of(device).clear();
    }

    private Deque<DmaMapping> of(int device) {
        while (byDevice.size() <= device) {
            byDevice.add(new ArrayDeque<>());
        }
        return byDevice.get(device);
    }

    private static boolean overlap(DmaRange one, DmaRange other) {
        return one.iova() < other.iova() + ((long) other.pages() << 12)
                && other.iova() < one.iova() + ((long) one.pages() << 12);
    }
}
