package dirtysim.check;

import dirtysim.host.InputException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What of a single object may change, copied and put back: every field that is not final, the elements of an array, a collection
 * or a map, and the value of a number of the JDK.
 */
final class ObjectContents {
    private final String scheme;
    private final Map<Class<?>, ClassShape> shapes = new LinkedHashMap<>();

    /** @param scheme how errors name the scheme */
    ObjectContents(String scheme) {
        this.scheme = scheme;
    }

    /** What of an object may change. */
    Object of(Object object) {
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

    /** Puts back what {@link #of} gave. */
    @SuppressWarnings("unchecked")
    void putBack(Object object, Object content) {
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

    /** Whether an object is one or more numbers of the JDK. */
    static boolean numbersOfJdk(Object object) {
        return object instanceof BitSet
                || object instanceof AtomicLong
                || object instanceof AtomicInteger
                || object instanceof AtomicBoolean;
    }

    /** Keys and values in turn. */
    static Object[] flat(Map<?, ?> map) {
        Object[] flat = new Object[2 * map.size()];
        int n = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            flat[n++] = entry.getKey();
            flat[n++] = entry.getValue();
        }
        return flat;
    }

    /** The fields of a class, which is none of the JDK. */
    ClassShape shape(Class<?> type) {
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

    /** What to say of a class that cannot be looked into. */
    InputException refusal(Class<?> type) {
        return new InputException(
                scheme,
                "its state holds a " + type.getName() + ", which the checker cannot look into",
                "hold it in fields, arrays and collections of java.util");
    }

    /** A field of an object; the field has been opened. */
    static Object get(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " was opened", e);
        }
    }
}
