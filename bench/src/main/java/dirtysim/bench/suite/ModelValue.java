package dirtysim.bench.suite;

import dirtysim.bench.suite.YamlNode.Kind;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.InputException;
import dirtysim.host.Parameters;
import dirtysim.host.Quantity;
import java.util.Arrays;
import java.util.List;

/**
 * The value of a parameter or capability of the model, as a file writes it: a number, the word of a choice, or yes and no
 * of a capability, which YAML may read as text or as a switch.
 */
final class ModelValue {
    private ModelValue() {}

    /**
     * The value as text, still to be checked against the declaration.
     *
     * @param model key of the parameter or capability, as {@code --set} takes it
     * @param key what the file calls the value
     * @param value the value
     * @throws InputException if it is of a kind that the parameter or capability never has
     */
    static String text(String model, String key, YamlNode value) {
        boolean capability = CapabilityKeys.isKey(model);
        List<String> words = choices(model);
        boolean worded = capability || !words.isEmpty();
        if (worded && (value.kind() == Kind.TEXT || value.kind() == Kind.SWITCH)) {
            return value.text();
        }
        if (!words.isEmpty()) {
            return value.expect(Kind.TEXT, key, "one of " + words).text();
        }
        if (value.kind() == Kind.TEXT && hasUnit(model, value.text())) {
            return value.text();
        }
        return value.expect(Kind.NUMBER, key, capability ? "yes, no or a number" : "a number")
                .text();
    }

    private static boolean hasUnit(String model, String text) {
        return Parameters.declared().stream()
                .filter(parameter -> parameter.key().equals(model))
                .anyMatch(parameter -> !Quantity.in(parameter.unit(), text).equals(text));
    }

    private static List<String> choices(String model) {
        return Parameters.declared().stream()
                .filter(parameter -> parameter.key().equals(model))
                .flatMap(parameter -> Arrays.stream(parameter.choices()))
                .toList();
    }
}
