package dirtysim.workloads.ftrace;

import dirtysim.guest.Direction;
import java.util.ArrayDeque;
import java.util.Iterator;

/** What the importer remembers of one task. */
final class Task {
    /** Releases that may wait for their unmap; under lost events some never see it. */
    private static final int MOST_RELEASES = 64;

    /** An unmap that a {@code dma_free} or {@code dma_unmap_sg} announced. */
    private record Announced(long from, long to, int device, Direction direction) {}

    final WaitingList maps = new WaitingList();
    final WaitingList unmaps = new WaitingList();
    private final ArrayDeque<Announced> releases = new ArrayDeque<>();

    void announce(long from, long to, int device, Direction direction) {
        if (releases.size() == MOST_RELEASES) {
            releases.removeLast();
        }
        releases.push(new Announced(from, to, device, direction));
    }

    /** Gives the unmap the device that a release announced for its range, if any did. */
    boolean explain(Held unmap) {
        for (Iterator<Announced> each = releases.iterator(); each.hasNext(); ) {
            Announced announced = each.next();
            if (announced.from <= unmap.address && unmap.end() <= announced.to) {
                unmap.device = announced.device;
                unmap.direction = announced.direction;
                each.remove();
                return true;
            }
        }
        return false;
    }
}
