package dirtysim.workloads.ftrace;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.DeviceNames;
import dirtysim.workloads.record.Limits;
import dirtysim.workloads.text.Key;
import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.MalformedLine;

/**
 * The fields of one event's details. They stand decoded, as the kernel prints them, or raw: with {@code trace-cmd report
 * -R}, and behind {@code [FAILED TO PARSE]} where a tool cannot make out the format. A raw direction is the number of the
 * kernel's {@code enum dma_data_direction}.
 */
final class Fields {
    /** {@code DMA_MAPPING_ERROR}: the call failed and mapped nothing. */
    static final long MAPPING_ERROR = -1;

    private static final Key FAILED = Key.of("[FAILED TO PARSE]");
    private static final Key DEVICE = Key.of("device=");
    private static final Key DIR = Key.of("dir=");
    private static final Key NO_DIR = Key.of(" dma_addr=");
    private static final Key DIR_NEXT = Key.of(" dir=");
    private static final Key SIZE = Key.of("size=");
    private static final Key HEX = Key.of("0x");
    private static final Direction[] BY_NUMBER = {
        Direction.BIDIRECTIONAL, Direction.TO_DEVICE, Direction.FROM_DEVICE, Direction.UNKNOWN
    };
    private static final Key[] BY_NAME = {
        Key.of("BIDIRECTIONAL "), Key.of("TO_DEVICE "), Key.of("FROM_DEVICE "), Key.of("NONE ")
    };

    private final LineCursor cursor;
    private final DeviceNames devices;
    private int details;
    private boolean failed;
    private int deviceFrom;
    private int deviceTo;
    private int directionTo;

    /** Of the last two that were read in full: a card's events are of one device, and of one or two directions. */
    private DeviceBegin last = new DeviceBegin();

    private DeviceBegin lastButOne = new DeviceBegin();
    private boolean asBefore;
    boolean raw;
    Direction direction;

    Fields(LineCursor cursor, DeviceNames devices) {
        this.cursor = cursor;
        this.devices = devices;
    }

    /** The cursor stands at the details of an event. */
    void begin() {
        failed = cursor.skip(FAILED);
        if (failed) {
            cursor.skipSpaces();
        }
        details = cursor.position();
        raw = failed || cursor.matches(details, DEVICE);
    }

    void deviceAndDirection() throws MalformedLine {
        deviceAndDirection(false);
    }

    /**
     * Of an allocation or its release: Linux 6.12.0 prints no direction of those, later ones print it.
     *
     * @param allocation whether the direction may be missing
     */
    void deviceAndDirection(boolean allocation) throws MalformedLine {
        asBefore = !raw && begunAsBefore();
        if (asBefore) {
            direction = last.direction;
            return;
        }
        if (raw) {
            seek(DEVICE, "device");
        }
        deviceFrom = cursor.position();
        cursor.skipWord();
        deviceTo = cursor.position();
        if (deviceTo == deviceFrom) {
            throw new MalformedLine("the line names no device");
        }
        if (allocation && (raw ? !has(DIR) : cursor.matches(deviceTo, NO_DIR))) {
            direction = Direction.BIDIRECTIONAL;
            directionTo = -1;
            return;
        }
        if (raw) {
            seek(DIR, "dir");
        } else if (!cursor.skip(DIR_NEXT)) {
            throw new MalformedLine("the field 'dir' is missing where it should be");
        }
        direction = raw ? numberedDirection() : namedDirection();
        directionTo = cursor.position();
    }

    /** Whether the details begin as one of the two; if not, the older of them is to be forgotten. */
    private boolean begunAsBefore() {
        if (last.begins(cursor)) {
            return true;
        }
        DeviceBegin other = last;
        last = lastButOne;
        lastButOne = other;
        return last.begins(cursor);
    }

    private Direction numberedDirection() throws MalformedLine {
        long number = cursor.decimal();
        if (number < 0 || number >= BY_NUMBER.length) {
            throw new MalformedLine("'dir' is no number of a DMA direction, 0 to 3");
        }
        return BY_NUMBER[(int) number];
    }

    private Direction namedDirection() throws MalformedLine {
        for (int i = BY_NAME.length - 1; i >= 0; i--) {
            if (cursor.matches(cursor.position(), BY_NAME[i])) {
                cursor.moveTo(cursor.position() + BY_NAME[i].length() - 1);
                return BY_NUMBER[i];
            }
        }
        throw new MalformedLine("'" + cursor.word() + "' is no DMA direction");
    }

    /** Index of the device; called once the rest of the line has proved to be well-formed, or a bad line would leave a name. */
    int device() throws MalformedLine {
        if (asBefore) {
            return last.device;
        }
        int device = devices.index(cursor, deviceFrom, deviceTo);
        if (!raw && directionTo >= 0) {
            last.keep(cursor, deviceFrom, directionTo, device, direction);
        }
        return device;
    }

    /** Whether a key stands in the details; does not move. */
    boolean has(Key key) {
        int at = cursor.position();
        cursor.moveTo(details);
        boolean found = cursor.find(key);
        cursor.moveTo(at);
        return found;
    }

    void list(Key key, String field, AddressList into, int bytesEach) throws MalformedLine {
        seek(key, field);
        into.read(cursor, field, bytesEach);
    }

    long number(Key key, String field) throws MalformedLine {
        seek(key, field);
        return hex(field);
    }

    /** A number whose field directly follows the one before. */
    long nextNumber(Key key, String field) throws MalformedLine {
        seekNext(key, field);
        return hex(field);
    }

    /** Where the format could not be made out, libtraceevent prints u64 fields as decimal numbers. */
    long hex(String field) throws MalformedLine {
        if (failed && !cursor.matches(cursor.position(), HEX)) {
            return decimal(field);
        }
        return whole(cursor.hex(field), field);
    }

    /** The size, which directly follows the field before. */
    long size() throws MalformedLine {
        seekNext(SIZE, "size");
        return Limits.size(cursor.matches(cursor.position(), HEX) ? hex("size") : decimal("size"));
    }

    /** {@link #size()} of a dma event: in none does the decoded line end with it, so one that does was cut in it. */
    long sizeOfCall() throws MalformedLine {
        long size = size();
        if (!failed && cursor.atEnd()) {
            throw new MalformedLine("the line is cut behind 'size'");
        }
        return size;
    }

    /** A number ends where its field does: what is left of a damaged one would be an address too. */
    private long whole(long value, String field) throws MalformedLine {
        if (!cursor.atEnd() && cursor.peek() != ' ') {
            throw new MalformedLine("'" + field + "' is no number");
        }
        return value;
    }

    private long decimal(String field) throws MalformedLine {
        long value = cursor.decimal();
        if (value < 0) {
            throw new MalformedLine("'" + field + "' is no decimal number");
        }
        return whole(value, field);
    }

    /** Moves behind a key: from here on, or else anywhere in the details, since raw fields have an order of their own. */
    void seek(Key key, String field) throws MalformedLine {
        if (cursor.find(key)) {
            return;
        }
        cursor.moveTo(details);
        if (!cursor.find(key)) {
            throw new MalformedLine("the field '" + field + "' is missing");
        }
    }

    /**
     * Moves behind a key that directly follows the field before. Every decoded format has it so; where it is not, a line was
     * cut and the next one hangs on it. Raw fields have the order of a structure that may change.
     */
    private void seekNext(Key key, String field) throws MalformedLine {
        if (failed) {
            seek(key, field);
        } else if (!cursor.skip(' ') || !cursor.skip(key)) {
            if (cursor.peek() == '(') {
                throw new MalformedLine("ftrace's option 'fields' was on, which leaves lists of addresses out: record"
                        + " with 'echo 0 > options/fields'");
            }
            throw new MalformedLine("the field '" + field + "' is missing where it should be");
        }
    }
}
