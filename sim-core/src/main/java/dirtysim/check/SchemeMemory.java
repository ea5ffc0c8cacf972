package dirtysim.check;

import dirtysim.host.CostModel;
import dirtysim.host.InputException;
import dirtysim.tracking.Step;
import dirtysim.tracking.Steps;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a scheme remembers, told apart and put back. The objects that can be reached from the scheme and from the scripts under
 * way are walked through; their contents in a canonical order are the state's digest. A state met for the first time is
 * kept: a copy of every field that is not final, of every array and of every collection. Putting a state back writes those
 * into the same objects, so the scheme goes on where it was.
 *
 * <p>Understood are classes of the scheme's own, arrays, enums, strings, boxed numbers, {@link BitSet}, atomic numbers, and
 * the collections and maps of {@code java.util}. Anything else of the JDK is refused, and so is a static field that is not
 * final. What a scheme changes in an object that only a static final field holds is not seen.
 */
final class SchemeMemory {
    private static final int MOST_OBJECTS = 10_000;

    private static final int NULL = 0;
    private static final int SEEN = 1;
    private static final int FIXED = 2;
    private static final int NUMBER = 3;
    private static final int ARRAY = 4;
    private static final int ELEMENTS = 5;
    private static final int FIELDS = 6;
    private static final int JDK_NUMBERS = 7;
    private static final int HOST = 8;
    private static final int COSTS = 9;

    private final String scheme;
    private final Object tracker;
    private final Object host;
    private final Steps[] scripts;

    private final ObjectContents contents;
    /** Enum constants, classes and texts by the order in which they were met. */
    private final Map<Object, Integer> fixed = new LinkedHashMap<>();

    private final Map<long[], Integer> numbers = new TreeMap<>(Arrays::compare);
    private final List<Snapshot> snapshots = new ArrayList<>();

    private final List<Object> reached = new ArrayList<>();
    private long[] digest = new long[256];
    private int length;

    /** A kept state. */
    private record Snapshot(Object[] objects, Object[] contents, Steps[] scripts) {}

    /**
     * @param scheme how errors name the scheme
     * @param tracker the scheme
     * @param host what it was attached to; not walked into
     * @param scripts whose operands belong to the state
     */
    SchemeMemory(String scheme, Object tracker, Object host, Steps... scripts) {
        this.scheme = scheme;
        this.tracker = tracker;
        this.host = host;
        this.scripts = scripts;
        contents = new ObjectContents(scheme);
    }

    /** Number of the state that the scheme is in, from 0 in the order in which states were met. */
    int identify() {
        reached.clear();
        length = 0;
        walk(tracker);
        for (Steps script : scripts) {
            add(script.size());
            for (int n = 0; n < script.size(); n++) {
                walk(script.step(n));
            }
        }
        long[] key = Arrays.copyOf(digest, length);
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        snapshots.add(keep());
        numbers.put(key, numbers.size());
        return numbers.size() - 1;
    }

    /** Number of states met. */
    int states() {
        return snapshots.size();
    }

    private void add(long value) {
        if (length == digest.length) {
            digest = Arrays.copyOf(digest, length * 2);
        }
        digest[length++] = value;
    }

    private void walk(Step step) {
        add(step.kind().ordinal());
        add(step.device());
        add(step.clears() ? 1 : 0);
        walk(step.range());
        walk(step.visitor());
        walk(step.chunk());
        walk(step.bitmap());
    }

    private void walk(Object object) {
        if (object == null) {
            add(NULL);
            return;
        }
        if (simple(object)) {
            return;
        }
        for (int n = 0; n < reached.size(); n++) {
            if (reached.get(n) == object) {
                add(SEEN);
                add(n);
                return;
            }
        }
        if (reached.size() == MOST_OBJECTS) {
            throw new InputException(
                    scheme,
                    "its state has more than " + MOST_OBJECTS + " objects, too many to go through exhaustively",
                    "hold less state, or use the simulator");
        }
        reached.add(object);
        Class<?> type = object.getClass();
        if (type.isArray()) {
            walkArray(object);
        } else if (object instanceof Collection<?> collection) {
            walkElements(type, collection.toArray());
        } else if (object instanceof Map<?, ?> map) {
            walkElements(type, ObjectContents.flat(map));
        } else {
            walkFields(object);
        }
    }

    /** Adds what has no state of its own, or a state that is one number. */
    private boolean simple(Object object) {
        if (object == host) {
            add(HOST);
        } else if (object instanceof Enum<?> || object instanceof Class<?> || object instanceof String) {
            add(FIXED);
            add(numberOf(object));
        } else if (object instanceof Boolean
                || object instanceof Character
                || object instanceof Number
                        && object.getClass().getPackageName().equals("java.lang")) {
            add(NUMBER);
            add(numberOf(object.getClass()));
            add(bits(object));
        } else if (object instanceof CostModel) {
            add(COSTS);
        } else {
            return false;
        }
        return true;
    }

    private int numberOf(Object object) {
        Integer known = fixed.putIfAbsent(object, fixed.size());
        return known == null ? fixed.size() - 1 : known;
    }

    private static long bits(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof Character letter) {
            return letter;
        }
        if (value instanceof Double number) {
            return Double.doubleToRawLongBits(number);
        }
        if (value instanceof Float number) {
            return Float.floatToRawIntBits(number);
        }
        return ((Number) value).longValue();
    }

    private void walkArray(Object array) {
        add(ARRAY);
        add(numberOf(array.getClass()));
        if (array instanceof Object[] objects) {
            add(objects.length);
            for (Object object : objects) {
                walk(object);
            }
        } else if (array instanceof long[] longs) {
            add(longs.length);
            for (long value : longs) {
                add(value);
            }
        } else {
            int size = Array.getLength(array);
            add(size);
            for (int n = 0; n < size; n++) {
                add(bits(Array.get(array, n)));
            }
        }
    }

    private void walkElements(Class<?> type, Object[] elements) {
        if (!type.getName().startsWith("java.util.")) {
            throw contents.refusal(type);
        }
        add(ELEMENTS);
        add(numberOf(type));
        add(elements.length);
        for (Object element : elements) {
            walk(element);
        }
    }

    private void walkFields(Object object) {
        if (ObjectContents.numbersOfJdk(object)) {
            long[] words = (long[]) contents.of(object);
            add(JDK_NUMBERS);
            add(numberOf(object.getClass()));
            add(words.length);
            for (long word : words) {
                add(word);
            }
            return;
        }
        add(FIELDS);
        ClassShape shape = contents.shape(object.getClass());
        add(shape.number);
        for (Field field : shape.fields) {
            walk(ObjectContents.get(field, object));
        }
    }

    private Snapshot keep() {
        Object[] kept = new Object[reached.size()];
        for (int n = 0; n < kept.length; n++) {
            kept[n] = contents.of(reached.get(n));
        }
        Steps[] copies = new Steps[scripts.length];
        for (int n = 0; n < copies.length; n++) {
            copies[n] = scripts[n].copy();
        }
        return new Snapshot(reached.toArray(), kept, copies);
    }

    /** Puts the scheme back into a state that it was in. */
    void restore(int number) {
        Snapshot snapshot = snapshots.get(number);
        for (int n = 0; n < snapshot.objects.length; n++) {
            contents.putBack(snapshot.objects[n], snapshot.contents[n]);
        }
        for (int n = 0; n < scripts.length; n++) {
            scripts[n].copyFrom(snapshot.scripts[n]);
        }
    }
}
