package dirtysim.host;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The declarations of {@link CostModel}, read from its annotations, and the one way to change values. */
public final class Parameters {
    private static final List<Place> PLACES = places();

    /** Where a parameter stands: in the model itself, or in a record that is a component of it. */
    private record Place(RecordComponent part, RecordComponent component) {
        Parameter declaration() {
            return component.getAnnotation(Parameter.class);
        }

        double value(CostModel costs) throws ReflectiveOperationException {
            Object holder = part == null ? costs : part.getAccessor().invoke(costs);
            return (double) component.getAccessor().invoke(holder);
        }
    }

    private Parameters() {}

    /** Every declaration, in the order of the record. */
    public static List<Parameter> declared() {
        return PLACES.stream().map(Place::declaration).toList();
    }

    /** Every parameter at its default. */
    public static CostModel defaults() {
        return make(declared().stream().mapToDouble(Parameter::value).toArray());
    }

    /** The values of a model, in the order of {@link #declared()}. */
    public static double[] values(CostModel costs) {
        double[] values = new double[PLACES.size()];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = PLACES.get(i).value(costs);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + PLACES.get(i), e);
            }
        }
        return values;
    }

    /**
     * A model with some values changed.
     *
     * @param base the values to start from
     * @param changes new values as text by parameter key
     * @param where what to blame in an error: an option, or a file
     * @throws InputException at an unknown key, a value that is no number, or one outside its range, or none of the words
     *     of a choice
     */
    public static CostModel with(CostModel base, Map<String, String> changes, String where) {
        double[] values = values(base);
        changes.forEach((key, text) -> values[indexOf(key, where)] = parse(key, text, where));
        return make(values);
    }

    private static int indexOf(String key, String where) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < PLACES.size(); i++) {
            String declared = PLACES.get(i).declaration().key();
            if (declared.equals(key)) {
                return i;
            }
            keys.add(declared);
        }
        throw new InputException(where, "no parameter is called '" + key + "'", "take one of " + keys);
    }

    private static double parse(String key, String text, String where) {
        Parameter parameter = PLACES.get(indexOf(key, where)).declaration();
        if (parameter.choices().length > 0) {
            return choice(parameter, text, where);
        }
        double value;
        try {
            value = Double.parseDouble(Quantity.in(parameter.unit(), text.trim()));
        } catch (NumberFormatException e) {
            throw new InputException(
                    where,
                    key + " is '" + text + "', which is no number",
                    "give " + Quantity.wanted(parameter.unit()),
                    e);
        }
        if (!(value >= parameter.min() && value <= parameter.max())) {
            String range = String.format(Locale.ROOT, "%s to %s", plain(parameter.min()), plain(parameter.max()));
            throw new InputException(
                    where,
                    key + " = " + text.trim() + " is out of its range",
                    "stay within " + range + " " + parameter.unit());
        }
        if (parameter.whole() && value != Math.rint(value)) {
            throw new InputException(
                    where,
                    key + " = " + text.trim() + " is no whole number",
                    "give a whole number of " + parameter.unit());
        }
        return value;
    }

    private static double choice(Parameter parameter, String text, String where) {
        List<String> words = List.of(parameter.choices());
        int value = words.indexOf(text.trim());
        if (value < 0) {
            throw new InputException(
                    where,
                    parameter.key() + " is '" + text + "', which is no choice",
                    Nearest.to(text.trim(), words)
                                    .map(near -> "did you mean '" + near + "'? Or ")
                                    .orElse("")
                            + "take one of " + words);
        }
        return value;
    }

    /** A value as users write it: the word of a choice, a number without a needless fraction otherwise. */
    public static String text(Parameter parameter, double value) {
        return parameter.choices().length > 0 ? parameter.choices()[(int) value] : plain(value);
    }

    /** What a user may give: {@code 1..64}, or {@code lru|fifo}. */
    public static String range(Parameter parameter) {
        return parameter.choices().length > 0
                ? String.join("|", parameter.choices())
                : plain(parameter.min()) + ".." + plain(parameter.max());
    }

    /** A number without a needless fraction: 128, 1.6. */
    public static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (RecordComponent component : CostModel.class.getRecordComponents()) {
            if (component.getType() == double.class) {
                places.add(new Place(null, component));
            } else {
                for (RecordComponent inner : component.getType().getRecordComponents()) {
                    places.add(new Place(component, inner));
                }
            }
        }
        return List.copyOf(places);
    }

    private static CostModel make(double[] values) {
        try {
            return (CostModel) make(CostModel.class, values, new int[1]);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("CostModel cannot be made from its own declarations", e);
        }
    }

    /** A record out of the values that come next, parts of it included. */
    private static Object make(Class<?> type, double[] values, int[] next) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Class<?> part = components[i].getType();
            arguments[i] = part == double.class ? values[next[0]++] : make(part, values, next);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return type.getDeclaredConstructor(types).newInstance(arguments);
    }
}
