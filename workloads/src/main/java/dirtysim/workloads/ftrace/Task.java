package dirtysim.workloads.ftrace;

import dirtysim.guest.Direction;

/** What the importer remembers of one task. */
final class Task {
    /** Releases that may wait for their unmap; under lost events some never see it. */
    private static final int MOST_RELEASES = 64;

    final WaitingList maps = new WaitingList();
    final WaitingList unmaps = new WaitingList();

    /** Unmaps that a {@code dma_free} or {@code dma_unmap_sg} announced, the newest last; made with the first. */
    private long[] from;

    private long[] to;
    private int[] device;
    private Direction[] direction;
    private int announced;

    /** Whether nothing waits for anything. */
    boolean isIdle() {
        return announced == 0 && maps.isEmpty() && unmaps.isEmpty();
    }

    void announce(long fromIova, long toIova, int ofDevice, Direction dir) {
        if (from == null) {
            from = new long[MOST_RELEASES];
            to = new long[MOST_RELEASES];
            device = new int[MOST_RELEASES];
            direction = new Direction[MOST_RELEASES];
        }
        if (announced == MOST_RELEASES) {
            remove(0);
        }
        from[announced] = fromIova;
        to[announced] = toIova;
        device[announced] = ofDevice;
        direction[announced] = dir;
        announced++;
    }

    /** Gives the unmap the device that a release announced for its range, if any did. */
    boolean explain(Held unmap) {
        for (int i = announced - 1; i >= 0; i--) {
            if (from[i] <= unmap.address && unmap.end() <= to[i]) {
                unmap.device = device[i];
                unmap.direction = direction[i];
                remove(i);
                return true;
            }
        }
        return false;
    }

    private void remove(int index) {
        int behind = --announced - index;
        System.arraycopy(from, index + 1, from, index, behind);
        System.arraycopy(to, index + 1, to, index, behind);
        System.arraycopy(device, index + 1, device, index, behind);
        System.arraycopy(direction, index + 1, direction, index, behind);
    }
}
