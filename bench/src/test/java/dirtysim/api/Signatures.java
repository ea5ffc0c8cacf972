package dirtysim.api;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What types offer: a line for each public or protected member, in the order of the alphabet, and so for every type of this
 * project that a signature names. Left out are what every object, enum and record has, and the constructors of records, which
 * grow with what is measured.
 */
final class Signatures {
    private static final Set<String> OF_ALL = Set.of("equals", "hashCode", "toString");
    private static final Set<String> OF_ENUMS = Set.of("values", "valueOf");
    private static final int SHOWN =
            Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;

    private final Set<String> lines = new TreeSet<>();
    private final Set<Class<?>> met = new HashSet<>();
    private final Deque<Class<?>> ahead = new ArrayDeque<>();

    private Signatures() {}

    static List<String> reachedFrom(List<Class<?>> roots) {
        Signatures signatures = new Signatures();
        roots.forEach(signatures::meet);
        while (!signatures.ahead.isEmpty()) {
            signatures.read(signatures.ahead.poll());
        }
        return List.copyOf(signatures.lines);
    }

    private void read(Class<?> type) {
        line(
                type,
                words(type.getModifiers() & (type.isInterface() ? ~Modifier.ABSTRACT : ~0))
                        + kind(type)
                        + parents(type));
        for (Class<?> inner : type.getDeclaredClasses()) {
            if (offered(inner.getModifiers())) {
                meet(inner);
            }
        }
        for (Field field : type.getDeclaredFields()) {
            if (offered(field.getModifiers()) && !field.isSynthetic()) {
                line(type, words(field.getModifiers()) + name(field.getGenericType()) + " " + field.getName());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (offered(constructor.getModifiers()) && !constructor.isSynthetic() && !type.isRecord()) {
                line(type, words(constructor.getModifiers()) + type.getName() + parameters(constructor));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            boolean usual = OF_ALL.contains(method.getName()) || type.isEnum() && OF_ENUMS.contains(method.getName());
            if (offered(method.getModifiers()) && !method.isSynthetic() && !usual) {
                line(
                        type,
                        words(method.getModifiers() & ~(type.isRecord() ? Modifier.FINAL : 0))
                                + (method.isDefault() ? "default " : "")
                                + name(method.getGenericReturnType()) + " " + method.getName() + parameters(method));
            }
        }
    }

    private void line(Class<?> type, String text) {
        lines.add(type.getName() + ": " + text);
    }

    private static boolean offered(int modifiers) {
        return (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private static String words(int modifiers) {
        String words = Modifier.toString(modifiers & SHOWN);
        return words.isEmpty() ? "" : words + " ";
    }

    private static String kind(Class<?> type) {
        return type.isRecord() ? "record" : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
    }

    private String parents(Class<?> type) {
        boolean plain = type.isInterface() || type.isEnum() || type.isRecord() || type.getSuperclass() == Object.class;
        String parent = plain ? "" : " extends " + name(type.getGenericSuperclass());
        String interfaces = names(type.getGenericInterfaces());
        return parent + (interfaces.isEmpty() ? "" : (type.isInterface() ? " extends " : " implements ") + interfaces);
    }

    private String parameters(Executable executable) {
        String thrown = names(executable.getGenericExceptionTypes());
        String taken = names(executable.getGenericParameterTypes());
        return "(" + (executable.isVarArgs() ? taken.substring(0, taken.length() - 2) + "..." : taken) + ")"
                + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private String names(Type[] types) {
        return Stream.of(types).map(this::name).collect(Collectors.joining(", "));
    }

    /** Spelt out here, not by the JDK, whose spelling may change. */
    private String name(Type type) {
        if (type instanceof Class<?> known) {
            meet(known);
            return known.isArray() ? name(known.getComponentType()) + "[]" : known.getName();
        }
        if (type instanceof ParameterizedType generic) {
            return name(generic.getRawType()) + "<" + names(generic.getActualTypeArguments()) + ">";
        }
        if (type instanceof GenericArrayType array) {
            return name(array.getGenericComponentType()) + "[]";
        }
        if (type instanceof WildcardType wildcard) {
            boolean lower = wildcard.getLowerBounds().length > 0;
            Type[] bounds = lower ? wildcard.getLowerBounds() : wildcard.getUpperBounds();
            boolean any = !lower && Arrays.equals(bounds, new Type[] {Object.class});
            return any ? "?" : (lower ? "? super " : "? extends ") + names(bounds);
        }
        return type.toString();
    }

    private void meet(Class<?> type) {
        if (type.getName().startsWith("dirtysim.") && met.add(type)) {
            ahead.add(type);
        }
    }
}
