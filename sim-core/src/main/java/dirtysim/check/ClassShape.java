package dirtysim.check;

import dirtysim.host.InputException;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The fields of a class that hold state: those of its instances, in an order that does not depend on the JVM. */
final class ClassShape {
    /** Tells the class apart from others. */
    final int number;

    final Field[] fields;
    /** Those of them that are not final: what must be put back. */
    final Field[] changeable;

    ClassShape(Class<?> type, int number, String scheme) {
        this.number = number;
        List<Field> found = new ArrayList<>();
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            Field[] declared = at.getDeclaredFields();
            Arrays.sort(declared, Comparator.comparing(Field::getName));
            for (Field field : declared) {
                if (Modifier.isStatic(field.getModifiers())) {
                    requireConstant(field, scheme);
                } else {
                    found.add(opened(field, scheme));
                }
            }
        }
        fields = found.toArray(new Field[0]);
        changeable = found.stream()
                .filter(field -> !Modifier.isFinal(field.getModifiers()))
                .toArray(Field[]::new);
    }

    private static void requireConstant(Field field, String scheme) {
        if (!Modifier.isFinal(field.getModifiers()) && !field.isSynthetic()) {
            throw new InputException(
                    scheme,
                    field + " is static and changes, which the checker cannot undo",
                    "make it a field of the instance");
        }
    }

    private static Field opened(Field field, String scheme) {
        try {
            field.setAccessible(true);
            return field;
        } catch (InaccessibleObjectException e) {
            throw new InputException(
                    scheme, field + " cannot be read by the checker", "put the scheme's jar on the class path", e);
        }
    }
}
