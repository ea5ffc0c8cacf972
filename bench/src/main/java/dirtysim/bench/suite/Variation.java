package dirtysim.bench.suite;

import dirtysim.bench.suite.YamlNode.Kind;
import dirtysim.host.InputException;
import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a suite with the key {@code sensitivity} varies in each of its scenarios.
 *
 * @param samples joint samples; 0 moves parameters one at a time only
 * @param parameters what is varied, in the order of the declarations; at least one
 */
public record Variation(int samples, List<Parameter> parameters) {
    private static final String SAMPLES = "samples";
    private static final String PARAMETERS = "parameters";
    private static final String EXCEPT = "except";
    private static final String ALL = "all";
    private static final int MOST_SAMPLES = 4096;

    /** Defensive copy. */
    public Variation {
        parameters = List.copyOf(parameters);
    }

    /**
     * @param node value of the key {@code sensitivity}
     * @throws InputException at whatever its shape does not allow, and at a key that is no parameter's
     */
    static Variation read(YamlNode node) {
        node.expect(Kind.MAPPING, "sensitivity", "'samples: 64' and 'parameters: all' below it")
                .onlyKeys(new LinkedHashSet<>(List.of(SAMPLES, PARAMETERS, EXCEPT)));
        YamlNode given = node.required(PARAMETERS, "'parameters: all' or a list of keys");
        YamlNode except = node.value(EXCEPT);
        boolean all = given.kind() == Kind.TEXT && given.text().equals(ALL);
        if (except != null && !all) {
            throw new InputException(
                    except.where(), "'except' stands beside a list of parameters", "leave it out of that list instead");
        }
        Set<String> wanted = all ? known() : keys(given, PARAMETERS);
        if (except != null) {
            wanted.removeAll(keys(except, EXCEPT));
        }
        List<Parameter> parameters = Parameters.declared().stream()
                .filter(parameter -> wanted.contains(parameter.key()))
                .toList();
        if (parameters.isEmpty()) {
            throw new InputException(given.where(), "there is no parameter to vary", "write 'parameters: all'");
        }
        return new Variation(samples(node.required(SAMPLES, "'samples: 64'")), parameters);
    }

    private static int samples(YamlNode node) {
        String text =
                node.expect(Kind.NUMBER, SAMPLES, "a whole number such as 64").text();
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > MOST_SAMPLES) {
            throw new InputException(
                    node.where(), "samples is " + text, "write a whole number of 0 to " + MOST_SAMPLES);
        }
        return Integer.parseInt(text);
    }

    private static Set<String> keys(YamlNode node, String key) {
        node.expect(Kind.LIST, key, "a list such as [iotlb-miss-ns, invalidate-ns]");
        Set<String> keys = new LinkedHashSet<>();
        for (YamlNode item : node.items()) {
            String name =
                    item.expect(Kind.TEXT, key, "each parameter's key as text").text();
            if (!known().contains(name)) {
                throw Settings.noParameter(
                        name, List.copyOf(known()), "'list parameters' names them all", item.where());
            }
            if (!keys.add(name)) {
                throw new InputException(item.where(), "'" + name + "' is listed twice", "list it once");
            }
        }
        return keys;
    }

    private static Set<String> known() {
        Set<String> known = new LinkedHashSet<>();
        Parameters.declared().forEach(parameter -> known.add(parameter.key()));
        return known;
    }
}
