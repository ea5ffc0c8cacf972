package dirtysim.bench.events;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventWatcher;
import dirtysim.host.InputException;
import java.nio.file.Path;
import java.util.Optional;

/** Holds a run against the log of another, and ends it at the first event that differs. */
public final class EventLogVerifier implements EventWatcher, AutoCloseable {
    private final String where;
    private final EventLogReader recorded;
    private final EventNames names = new EventNames();
    private long events;

    /** @throws InputException if the file is no log */
    public EventLogVerifier(Path file) {
        where = file.toString();
        recorded = new EventLogReader(file);
    }

    @Override
    public void dispatches(long timePs, EventHandler handler, int kind, long argument) {
        int number = names.number(handler);
        Event now = new Event(timePs, number, names.of(number), kind, argument);
        Optional<Event> then = recorded.next();
        if (then.isEmpty() || !then.get().equals(now)) {
            throw new EventsDiffer(where + ": event " + (events + 1) + " differs: recorded "
                    + then.map(Event::words).orElse("nothing more") + ", now " + now.words());
        }
        events++;
    }

    /**
     * The run ended well.
     *
     * @throws EventsDiffer if the log goes on
     */
    public void finish() {
        Optional<Event> then = recorded.next();
        if (then.isPresent()) {
            throw new EventsDiffer(where + ": event " + (events + 1) + " differs: recorded "
                    + then.get().words() + ", now nothing more");
        }
    }

    /** How many events were the same. */
    public long events() {
        return events;
    }

    @Override
    public void close() {
        recorded.close();
    }
}
