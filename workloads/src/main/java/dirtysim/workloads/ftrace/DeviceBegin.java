package dirtysim.workloads.ftrace;

import dirtysim.guest.Direction;
import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.Prefix;

/** Device and direction that the details of a dma event began with, decoded, and the number that the device has. */
final class DeviceBegin {
    private final Prefix prefix = new Prefix();
    int device;
    Direction direction;

    /** Takes what was read between two positions; the space behind the direction, at the second, is part of it. */
    void keep(LineCursor cursor, int from, int to, int itsDevice, Direction itsDirection) {
        prefix.keep(cursor, from, to + 1);
        device = itsDevice;
        direction = itsDirection;
    }

    /** Moves behind the direction, if the details under the cursor begin so. */
    boolean begins(LineCursor cursor) {
        if (!prefix.skipIn(cursor)) {
            return false;
        }
        cursor.moveTo(cursor.position() - 1);
        return true;
    }
}
