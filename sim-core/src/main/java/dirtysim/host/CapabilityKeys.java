package dirtysim.host;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** The declarations of {@link Capabilities}, read from its annotations, and the one way to change values. */
public final class CapabilityKeys {
    private static final RecordComponent[] COMPONENTS = Capabilities.class.getRecordComponents();
    private static final String YES = "yes";
    private static final String NO = "no";

    private CapabilityKeys() {}

    /** Every declaration, in the order of the record. */
    public static List<Capability> declared() {
        return Arrays.stream(COMPONENTS).map(CapabilityKeys::declarationOf).toList();
    }

    /** The declaration of a key. */
    public static Capability declaration(String key) {
        return declarationOf(COMPONENTS[indexOf(key, "capability")]);
    }

    /** Whether a key names a capability. */
    public static boolean isKey(String key) {
        return declared().stream().anyMatch(capability -> capability.key().equals(key));
    }

    /** What a user may give: {@code yes, no}, or the range of a number. */
    public static String range(Capability capability) {
        return capability.max() > 0 ? "0.." + capability.max() : YES + ", " + NO;
    }

    /** Every capability at its default. */
    public static Capabilities defaults() {
        Object[] values = new Object[COMPONENTS.length];
        for (int i = 0; i < values.length; i++) {
            Capability capability = declarationOf(COMPONENTS[i]);
            values[i] = parse(capability, capability.value(), "default");
        }
        return make(values);
    }

    /** The values as a user would write them, in the order of {@link #declared()}. */
    public static List<String> values(Capabilities capabilities) {
        return Arrays.stream(objects(capabilities))
                .map(value -> value instanceof Boolean has ? (has ? YES : NO) : value.toString())
                .toList();
    }

    /** Whether a yes-or-no capability is there. */
    static boolean has(Capabilities capabilities, String key) {
        return (Boolean) objects(capabilities)[indexOf(key, "capability")];
    }

    /**
     * The same capabilities with one changed.
     *
     * @param base the values to start from
     * @param key what to change
     * @param text {@code yes} or {@code no} ({@code true} and {@code false} mean the same), or a number
     * @param where what to blame in an error: an option, or a file
     * @throws InputException at an unknown key, or a value that is none of these
     */
    public static Capabilities with(Capabilities base, String key, String text, String where) {
        int index = indexOf(key, where);
        Object[] values = objects(base);
        values[index] = parse(declarationOf(COMPONENTS[index]), text.trim(), where);
        return make(values);
    }

    private static int indexOf(String key, String where) {
        List<String> keys = declared().stream().map(Capability::key).toList();
        int index = keys.indexOf(key);
        if (index < 0) {
            throw new InputException(where, "no capability is called '" + key + "'", "take one of " + keys);
        }
        return index;
    }

    private static Object parse(Capability capability, String text, String where) {
        if (capability.max() == 0) {
            return switch (text) {
                case YES, "true" -> true;
                case NO, "false" -> false;
                default -> throw wrong(capability, text, "yes or no", where);
            };
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= capability.max()) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(capability, text, "a whole number of 0 to " + capability.max(), where);
        }
        throw wrong(capability, text, "a whole number of 0 to " + capability.max(), where);
    }

    private static InputException wrong(Capability capability, String text, String wanted, String where) {
        return new InputException(where, capability.key() + " is '" + text + "'", "give " + wanted);
    }

    private static Capability declarationOf(RecordComponent component) {
        return component.getAnnotation(Capability.class);
    }

    private static Object[] objects(Capabilities capabilities) {
        Object[] values = new Object[COMPONENTS.length];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = COMPONENTS[i].getAccessor().invoke(capabilities);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + COMPONENTS[i].getName(), e);
            }
        }
        return values;
    }

    private static Capabilities make(Object[] values) {
        Class<?>[] types =
                Arrays.stream(COMPONENTS).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return Capabilities.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Capabilities cannot be made from their own declarations", e);
        }
    }
}
