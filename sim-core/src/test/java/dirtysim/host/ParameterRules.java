package dirtysim.host;

import dirtysim.host.Parameter.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a declaration of a parameter has to be: a number without a source, or one that cannot be varied, is none that a result may
 * rest on.
 */
final class ParameterRules {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** A row of the calibration table, one of its sources, or a document, specification or program by name. */
    private static final Pattern ORIGIN =
            Pattern.compile("\\b[CS]\\d+b?\\b|\\b(VT-d|PCIe|pcie-bench|pcie-model|Linux|KVM|QEMU|cloud-hypervisor)\\b");

    private ParameterRules() {}

    /** What is wrong with declarations: one sentence each, naming the key; none if all is well. */
    static List<String> problems(List<Parameter> declarations) {
        List<String> problems = new ArrayList<>();
        Set<String> keys = new TreeSet<>();
        for (Parameter parameter : declarations) {
            if (!keys.add(parameter.key())) {
                problems.add(parameter.key() + " is declared twice");
            }
            words(parameter, problems);
            range(parameter, problems);
            if (parameter.choices().length > 0) {
                choices(parameter, problems);
            }
        }
        return problems;
    }

    private static void words(Parameter parameter, List<String> problems) {
        String key = parameter.key();
        require(KEY.matcher(key).matches(), "'" + key + "' is no key", problems);
        require(!parameter.unit().isBlank(), key + " has no unit", problems);
        require(
                !parameter.text().isBlank()
                        && Character.isUpperCase(parameter.text().charAt(0)),
                key + " is not explained",
                problems);
        Status status = parameter.status();
        if (parameter.source().isBlank()) {
            problems.add(key + " has no source");
        } else if (status == Status.SOURCED || status == Status.DERIVED) {
            require(
                    ORIGIN.matcher(parameter.source()).find(),
                    key + " has a source that names no document: " + parameter.source(),
                    problems);
        }
        require(status != Status.MEASURED, key + " is measured, as only a profile can be", problems);
    }

    private static void range(Parameter parameter, List<String> problems) {
        String key = parameter.key();
        double min = parameter.min();
        double max = parameter.max();
        if (!(min >= 0 && min < max && Double.isFinite(max))) {
            problems.add(key + " has no range: " + min + " to " + max);
        } else {
            require(
                    parameter.value() >= min && parameter.value() <= max,
                    key + " has its default, " + parameter.value() + ", outside its range",
                    problems);
        }
    }

    private static void choices(Parameter parameter, List<String> problems) {
        int words = new TreeSet<>(List.of(parameter.choices())).size();
        require(
                parameter.whole() && parameter.min() == 0 && parameter.max() == words - 1,
                parameter.key() + " has choices that its range does not number",
                problems);
    }

    private static void require(boolean holds, String otherwise, List<String> problems) {
        if (!holds) {
            problems.add(otherwise);
        }
    }
}
