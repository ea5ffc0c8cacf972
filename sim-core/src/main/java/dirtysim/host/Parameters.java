package dirtysim.host;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The declarations of {@link CostModel}, read from its annotations, and the one way to change values. */
public final class Parameters {
    private static final RecordComponent[] COMPONENTS = CostModel.class.getRecordComponents();

    private Parameters() {}

    /** Every declaration, in the order of the record. */
    public static List<Parameter> declared() {
        return Arrays.stream(COMPONENTS).map(Parameters::declarationOf).toList();
    }

    /** Every parameter at its default. */
    public static CostModel defaults() {
        return make(declared().stream().mapToDouble(Parameter::value).toArray());
    }

    /** The values of a model, in the order of {@link #declared()}. */
    public static double[] values(CostModel costs) {
        double[] values = new double[COMPONENTS.length];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = (double) COMPONENTS[i].getAccessor().invoke(costs);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + COMPONENTS[i].getName(), e);
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
        for (int i = 0; i < COMPONENTS.length; i++) {
            String declared = declarationOf(COMPONENTS[i]).key();
            if (declared.equals(key)) {
                return i;
            }
            keys.add(declared);
        }
        throw new InputException(where, "no parameter is called '" + key + "'", "take one of " + keys);
    }

    private static double parse(String key, String text, String where) {
        Parameter parameter = declarationOf(COMPONENTS[indexOf(key, where)]);
        if (parameter.choices().length > 0) {
            return choice(parameter, text, where);
        }
        double value;
        try {
            value = Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw new InputException(
                    where, key + " is '" + text + "', which is no number", "give a number of " + parameter.unit(), e);
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
                    where, parameter.key() + " is '" + text + "', which is no choice", "take one of " + words);
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

    private static Parameter declarationOf(RecordComponent component) {
        return component.getAnnotation(Parameter.class);
    }

    private static CostModel make(double[] values) {
        Class<?>[] types =
                Arrays.stream(COMPONENTS).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] arguments = Arrays.stream(values).boxed().toArray();
        try {
            return CostModel.class.getDeclaredConstructor(types).newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("CostModel cannot be made from its own declarations", e);
        }
    }
}
