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
        /** What stands between the digits of ftrace's time and the details. */
        final Key heading;

        final int hash;
        final EventKind kind;
        /** Null but for mapping calls. */
        final CallKind call;

        final Event sameBucket;
        /** What followed it last. */
        private Event next;

        long count;

        Event(String name, Key key, int hash, Event sameBucket) {
            this.name = name;
            this.key = key;
            heading = Key.of((": " + name + ": ").getBytes(StandardCharsets.UTF_8));
            this.hash = hash;
            this.sameBucket = sameBucket;
            kind = EventKind.of(name);
            call = kind == EventKind.CALL || kind == EventKind.CALL_SCATTER ? EventKind.callKind(name) : null;
        }
    }

    private final Event[] buckets = new Event[BUCKETS];
    private final List<Event> events = new ArrayList<>();
    private Event last;
    private long total;

    /** The event of the line that a head was parsed of; the head is told which to expect next. */
    Event find(LineHead line) throws MalformedLine {
        Event event = line.event;
        if (event == null) {
            event = find(line.cursor, line.nameStart, line.nameEnd, line.nameHash);
            if (last != null) {
                last.next = event;
            }
        }
        last = event;
        line.expected = event.next;
        return event;
    }

    /** The event whose name stands between two positions of the line. */
    private Event find(LineCursor cursor, int from, int to, int hash) throws MalformedLine {
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
