package dirtysim.workloads.ftrace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts events by name, without making a string of each. A recording has a few dozen names at most. */
final class EventCounter {
    /** One name. */
    static final class Event {
        final String name;
        final byte[] bytes;
        final EventKind kind;
        long count;

        Event(String name) {
            this.name = name;
            bytes = LineCursor.ascii(name);
            kind = EventKind.of(name);
        }
    }

    private final List<Event> events = new ArrayList<>();
    private long total;

    /** Counts the event whose name stands between two positions of the line. */
    Event count(LineCursor cursor, int from, int to) {
        total++;
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if (event.bytes.length == to - from && cursor.matches(from, event.bytes)) {
                event.count++;
                return event;
            }
        }
        Event fresh = new Event(cursor.text(from, to));
        fresh.count = 1;
        events.add(fresh);
        return fresh;
    }

    long total() {
        return total;
    }

    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Event event : events) {
            counts.put(event.name, event.count);
        }
        return counts;
    }
}
