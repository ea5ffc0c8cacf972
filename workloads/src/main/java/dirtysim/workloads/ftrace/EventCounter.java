package dirtysim.workloads.ftrace;

import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.text.Key;
import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.MalformedLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts events by name, without making a string of each. A recording has a few dozen names at most. */
final class EventCounter {
    /** Linux has some 2,000 events; a file with more names than this is no recording, and would take memory without end. */
    static final int MOST_NAMES = 1 << 14;

    private static final int BUCKETS = 256;

    /** One name. */
    static final class Event {
        final String name;
        final Key key;
        final int hash;
        final EventKind kind;
        /** Null but for mapping calls. */
        final CallKind call;

        final Event sameBucket;
        long count;

        Event(String name, Key key, int hash, Event sameBucket) {
            this.name = name;
            this.key = key;
            this.hash = hash;
            this.sameBucket = sameBucket;
            kind = EventKind.of(name);
            call = kind == EventKind.CALL || kind == EventKind.CALL_SCATTER ? EventKind.callKind(name) : null;
        }
    }

    private final Event[] buckets = new Event[BUCKETS];
    private final List<Event> events = new ArrayList<>();
    private long total;

    /** The event whose name stands between two positions of the line. */
    Event find(LineCursor cursor, int from, int to, int hash) throws MalformedLine {
        for (Event event = buckets[bucket(hash)]; event != null; event = event.sameBucket) {
            if (event.hash == hash && event.key.length() == to - from && cursor.matches(from, event.key)) {
                return event;
            }
        }
        return add(cursor.text(from, to), Key.of(cursor.copy(from, to)));
    }

    private Event add(String name, Key key) throws MalformedLine {
        if (events.size() == MOST_NAMES) {
            throw new MalformedLine("more than " + MOST_NAMES + " names of events");
        }
        int hash = key.hash();
        int bucket = bucket(hash);
        Event fresh = new Event(name, key, hash, buckets[bucket]);
        buckets[bucket] = fresh;
        events.add(fresh);
        return fresh;
    }

    private static int bucket(int hash) {
        return (hash ^ hash >>> 8) & BUCKETS - 1;
    }

    /** The event of a name; for names that do not stand in the line as they are. */
    Event find(String name) throws MalformedLine {
        for (Event event : events) {
            if (event.name.equals(name)) {
                return event;
            }
        }
        return add(name, Key.of(name.getBytes(StandardCharsets.UTF_8)));
    }

    void count(Event event) {
        event.count++;
        total++;
    }

    long total() {
        return total;
    }

    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Event event : events) {
            if (event.count > 0) {
                counts.merge(event.name, event.count, Long::sum);
            }
        }
        return counts;
    }
}
