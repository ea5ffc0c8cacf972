package dirtysim.workloads.record;

import dirtysim.workloads.text.Key;
import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.MalformedLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers devices in the order of their first event, without making a string of each name. */
public final class DeviceNames {
    private final List<String> names = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();
    private int last;

    /** The names, by number. */
    public List<String> names() {
        return names;
    }

    /**
     * The number of the device whose name stands between two positions.
     *
     * @throws MalformedLine if there are too many
     */
    public int index(LineCursor cursor, int from, int to) throws MalformedLine {
        if (!names.isEmpty() && is(last, cursor, from, to)) {
            return last;
        }
        for (int i = 0; i < names.size(); i++) {
            if (is(i, cursor, from, to)) {
                last = i;
                return i;
            }
        }
        return add(cursor.copy(from, to), cursor.text(from, to));
    }

    /**
     * The number of the device of this name.
     *
     * @throws MalformedLine if there are too many
     */
    public int index(byte[] name) throws MalformedLine {
        for (int i = 0; i < names.size(); i++) {
            if (Arrays.equals(bytes.get(i), name)) {
                return i;
            }
        }
        return add(name, new String(name, StandardCharsets.UTF_8));
    }

    private int add(byte[] name, String text) throws MalformedLine {
        if (names.size() == Limits.MOST_DEVICES) {
            throw new MalformedLine("more than " + Limits.MOST_DEVICES + " devices");
        }
        names.add(text);
        bytes.add(name);
        keys.add(Key.of(name));
        last = names.size() - 1;
        return last;
    }

    private boolean is(int index, LineCursor cursor, int from, int to) {
        Key name = keys.get(index);
        return name.length() == to - from && cursor.matches(from, name);
    }
}
