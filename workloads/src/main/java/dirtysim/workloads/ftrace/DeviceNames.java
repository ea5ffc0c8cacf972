package dirtysim.workloads.ftrace;

import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.MalformedLine;
import java.util.ArrayList;
import java.util.List;

/** Numbers devices in the order of their first event, without making a string of each name. */
final class DeviceNames {
    /** More than any host has, few enough to search. */
    private static final int MOST_DEVICES = 1 << 12;

    private final List<String> names = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();
    private int last;

    List<String> names() {
        return names;
    }

    int index(LineCursor cursor, int from, int to) throws MalformedLine {
        if (!names.isEmpty() && is(last, cursor, from, to)) {
            return last;
        }
        for (int i = 0; i < names.size(); i++) {
            if (is(i, cursor, from, to)) {
                last = i;
                return i;
            }
        }
        if (names.size() == MOST_DEVICES) {
            throw new MalformedLine("more than " + MOST_DEVICES + " devices");
        }
        names.add(cursor.text(from, to));
        bytes.add(cursor.copy(from, to));
        last = names.size() - 1;
        return last;
    }

    private boolean is(int index, LineCursor cursor, int from, int to) {
        byte[] name = bytes.get(index);
        return name.length == to - from && cursor.matches(from, name);
    }
}
