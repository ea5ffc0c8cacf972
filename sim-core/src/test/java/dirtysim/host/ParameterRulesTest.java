package dirtysim.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.Parameter.Status;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No parameter can lose its source, its range or its origin without a complaint that names it. */
class ParameterRulesTest {
    static List<Parameter> declared() {
        return Parameters.declared();
    }

    @Test
    void theDeclarationsKeepTheRules() {
        assertEquals(List.of(), ParameterRules.problems(declared()));
    }

    @ParameterizedTest
    @MethodSource("declared")
    void noParameterIsWithoutASource(Parameter parameter) {
        for (String none : List.of("", " ", "\t")) {
            assertEquals(List.of(parameter.key() + " has no source"), problemsWith(parameter, Map.of("source", none)));
        }
    }

    @ParameterizedTest
    @MethodSource("declared")
    void whatIsSourcedOrDerivedNamesItsOrigin(Parameter parameter) {
        for (Status status : List.of(Status.SOURCED, Status.DERIVED)) {
            complains(
                    parameter,
                    Map.of("status", status, "source", "it is well known"),
                    " has a source that names no document: it is well known");
        }
        assertEquals(
                List.of(), problemsWith(parameter, Map.of("status", Status.ASSUMPTION, "source", "it is well known")));
        assertEquals(List.of(), problemsWith(parameter, Map.of("status", Status.SOURCED, "source", "C17: a scan")));
        assertEquals(List.of(), problemsWith(parameter, Map.of("status", Status.DERIVED, "source", "twice S1b")));
    }

    @ParameterizedTest
    @MethodSource("declared")
    void aParameterCanBeVariedAroundItsDefault(Parameter parameter) {
        double min = parameter.min();
        double max = parameter.max();
        if (parameter.choices().length > 0) {
            complains(parameter, Map.of("max", max + 1), " has choices that its range does not number");
            return;
        }
        complains(parameter, Map.of("min", max, "max", min), " has no range: " + max + " to " + min);
        complains(parameter, Map.of("min", max), " has no range: " + max + " to " + max);
        complains(parameter, Map.of("max", Double.POSITIVE_INFINITY), " has no range: " + min + " to Infinity");
        complains(
                parameter, Map.of("value", max * 2 + 1), " has its default, " + (max * 2 + 1) + ", outside its range");
        complains(parameter, Map.of("value", min - 1), " has its default, " + (min - 1) + ", outside its range");
    }

    @ParameterizedTest
    @MethodSource("declared")
    void aParameterIsNamedAndExplained(Parameter parameter) {
        complains(parameter, Map.of("unit", ""), " has no unit");
        complains(parameter, Map.of("text", ""), " is not explained");
        complains(parameter, Map.of("status", Status.MEASURED), " is measured, as only a profile can be");
        assertEquals(List.of("'Not A Key' is no key"), problemsWith(parameter, Map.of("key", "Not A Key")));
        List<Parameter> twice = new ArrayList<>(declared());
        twice.add(parameter);
        assertEquals(List.of(parameter.key() + " is declared twice"), ParameterRules.problems(twice));
    }

    private static void complains(Parameter parameter, Map<String, Object> changes, String complaint) {
        assertEquals(List.of(parameter.key() + complaint), problemsWith(parameter, changes));
    }

    /** What is wrong with all declarations if one of them differs. */
    private static List<String> problemsWith(Parameter changed, Map<String, Object> changes) {
        List<Parameter> all = new ArrayList<>(declared());
        int at = all.indexOf(changed);
        assertTrue(at >= 0);
        all.set(at, (Parameter) Proxy.newProxyInstance(
                Parameter.class.getClassLoader(),
                new Class<?>[] {Parameter.class},
                (proxy, method, arguments) -> changes.containsKey(method.getName())
                        ? changes.get(method.getName())
                        : method.invoke(changed, arguments)));
        return ParameterRules.problems(all);
    }
}
