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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

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

    private final Map<Class<?>, ClassShape> shapes = new LinkedHashMap<>();
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
            walkElements(type, flat(map));
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
            throw refusal(type);
        }
        add(ELEMENTS);
        add(numberOf(type));
        add(elements.length);
        for (Object element : elements) {
            walk(element);
        }
    }

    private static Object[] flat(Map<?, ?> map) {
        Object[] flat = new Object[2 * map.size()];
        int n = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            flat[n++] = entry.getKey();
            flat[n++] = entry.getValue();
        }
        return flat;
    }

    private void walkFields(Object object) {
        if (numbersOfJdk(object)) {
            long[] words = (long[]) content(object);
            add(JDK_NUMBERS);
            add(numberOf(object.getClass()));
            add(words.length);
            for (long word : words) {
                add(word);
            }
            return;
        }
        add(FIELDS);
        ClassShape shape = shape(object.getClass());
        add(shape.number);
        for (Field field : shape.fields) {
            walk(get(field, object));
        }
    }

    private static boolean numbersOfJdk(Object object) {
        return object instanceof BitSet
                || object instanceof AtomicLong
                || object instanceof AtomicInteger
                || object instanceof AtomicBoolean;
    }

    private ClassShape shape(Class<?> type) {
        ClassShape known = shapes.get(type);
        if (known != null) {
            return known;
        }
        if (type.getModule().isNamed()) {
            throw refusal(type);
        }
        ClassShape shape = new ClassShape(type, shapes.size(), scheme);
        shapes.put(type, shape);
        return shape;
    }

    private InputException refusal(Class<?> type) {
        return new InputException(
                scheme,
                "its state holds a " + type.getName() + ", which the checker cannot look into",
                "hold it in fields, arrays and collections of java.util");
    }

    private static Object get(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " was opened", e);
        }
    }

    private Snapshot keep() {
        Object[] contents = new Object[reached.size()];
        for (int n = 0; n < contents.length; n++) {
            contents[n] = content(reached.get(n));
        }
        Steps[] kept = new Steps[scripts.length];
        for (int n = 0; n < kept.length; n++) {
            kept[n] = scripts[n].copy();
        }
        return new Snapshot(reached.toArray(), contents, kept);
    }

    /** What of an object may change. */
    private Object content(Object object) {
        if (object instanceof Object[] objects) {
            return objects.clone();
        }
        if (object.getClass().isArray()) {
            int size = Array.getLength(object);
            Object copy = Array.newInstance(object.getClass().getComponentType(), size);
            System.arraycopy(object, 0, copy, 0, size);
            return copy;
        }
        if (object instanceof Collection<?> collection) {
            return collection.toArray();
        }
        if (object instanceof Map<?, ?> map) {
            return flat(map);
        }
        if (object instanceof BitSet bits) {
            return bits.toLongArray();
        }
        if (object instanceof AtomicLong number) {
            return new long[] {number.get()};
        }
        if (object instanceof AtomicInteger number) {
            return new long[] {number.get()};
        }
        if (object instanceof AtomicBoolean flag) {
            return new long[] {flag.get() ? 1 : 0};
        }
        Field[] changeable = shape(object.getClass()).changeable;
        Object[] values = new Object[changeable.length];
        for (int n = 0; n < values.length; n++) {
            values[n] = get(changeable[n], object);
        }
        return values;
    }

    /** Puts the scheme back into a state that it was in. */
    void restore(int number) {
        Snapshot snapshot = snapshots.get(number);
        for (int n = 0; n < snapshot.objects.length; n++) {
            putBack(snapshot.objects[n], snapshot.contents[n]);
        }
        for (int n = 0; n < scripts.length; n++) {
            scripts[n].copyFrom(snapshot.scripts[n]);
        }
    }

    @SuppressWarnings("unchecked")
    private void putBack(Object object, Object content) {
        if (object.getClass().isArray()) {
            System.arraycopy(content, 0, object, 0, Array.getLength(object));
        } else if (object instanceof Collection<?> collection) {
            if (!same(collection.toArray(), (Object[]) content)) {
                collection.clear();
                ((Collection<Object>) collection).addAll(Arrays.asList((Object[]) content));
            }
        } else if (object instanceof Map<?, ?> map) {
            Object[] flat = (Object[]) content;
            if (!same(flat(map), flat)) {
                map.clear();
                for (int n = 0; n < flat.length; n += 2) {
                    ((Map<Object, Object>) map).put(flat[n], flat[n + 1]);
                }
            }
        } else if (numbersOfJdk(object)) {
            putBackNumbers(object, (long[]) content);
        } else {
            Field[] changeable = shape(object.getClass()).changeable;
            for (int n = 0; n < changeable.length; n++) {
                try {
                    changeable[n].set(object, ((Object[]) content)[n]);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(changeable[n] + " was opened", e);
                }
            }
        }
    }

    /** Whether two lists hold the same objects; equal ones may hold different things by and by. */
    private static boolean same(Object[] one, Object[] other) {
        if (one.length != other.length) {
            return false;
        }
        for (int n = 0; n < one.length; n++) {
            if (one[n] != other[n]) {
                return false;
            }
        }
        return true;
    }

    private static void putBackNumbers(Object object, long[] words) {
        if (object instanceof BitSet bits) {
            bits.clear();
            bits.or(BitSet.valueOf(words));
        } else if (object instanceof AtomicLong number) {
            number.set(words[0]);
        } else if (object instanceof AtomicInteger number) {
            number.set((int) words[0]);
        } else if (object instanceof AtomicBoolean flag) {
            flag.set(words[0] != 0);
        }
    }
}
