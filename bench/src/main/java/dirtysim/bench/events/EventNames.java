package dirtysim.bench.events;

import dirtysim.engine.EventHandler;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Handlers by number, in the order in which each was first called: the same in every run that does the same. */
final class EventNames {
    private static final String LAMBDA = "$$Lambda";
    private static final String PACKAGE = "dirtysim.";

    private final Map<EventHandler, Integer> numbers = new IdentityHashMap<>();
    private final List<String> names = new ArrayList<>();

    /** A handler's number; one that was not seen before takes the next. */
    int number(EventHandler handler) {
        Integer known = numbers.get(handler);
        if (known != null) {
            return known;
        }
        int number = names.size();
        numbers.put(handler, number);
        names.add(name(handler.getClass().getName()));
        return number;
    }

    /** A handler's class, without what differs from one Java to the next, and without our own package's name. */
    private static String name(String type) {
        int lambda = type.indexOf(LAMBDA);
        String stable = lambda < 0 ? type : type.substring(0, lambda);
        return stable.startsWith(PACKAGE) ? stable.substring(PACKAGE.length()) : stable;
    }

    /** How many handlers were seen. */
    int size() {
        return names.size();
    }

    /** The class of a handler. */
    String of(int number) {
        return names.get(number);
    }
}
