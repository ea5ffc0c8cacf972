package dirtysim.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    @Test
    void everyComponentIsDeclared() {
        assertEquals(annotated(CostModel.class), declared().size());
        assertTrue(declared().size() > 20);
    }

    private static int annotated(Class<?> type) {
        int count = 0;
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isRecord()) {
                count += annotated(component.getType());
            } else {
                assertNotNull(component.getAnnotation(Parameter.class), component.getName());
                assertEquals(double.class, component.getType(), component.getName());
                count++;
            }
        }
        return count;
    }

    static List<Parameter> declared() {
        return Parameters.declared();
    }

    @ParameterizedTest
    @MethodSource("declared")
    void aDeclarationIsComplete(Parameter parameter) {
        assertTrue(parameter.key().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"), parameter.key());
        assertTrue(parameter.min() <= parameter.value(), parameter.key());
        assertTrue(parameter.value() <= parameter.max(), parameter.key());
        assertTrue(parameter.min() < parameter.max(), parameter.key());
        assertTrue(parameter.min() >= 0, parameter.key());
        assertTrue(Double.isFinite(parameter.max()), parameter.key());
        for (String text : List.of(parameter.unit(), parameter.source(), parameter.text())) {
            assertFalse(text.isBlank(), parameter.key());
        }
        assertTrue(Character.isUpperCase(parameter.text().charAt(0)), parameter.text());
        if (parameter.choices().length > 0) {
            assertTrue(parameter.whole(), parameter.key());
            assertEquals(0, parameter.min(), parameter.key());
            assertEquals(parameter.choices().length - 1, parameter.max(), parameter.key());
            assertEquals(Set.of(parameter.choices()).size(), parameter.choices().length, parameter.key());
        }
    }

    @Test
    void keysAreUnique() {
        TreeSet<String> keys = new TreeSet<>();
        declared().forEach(parameter -> assertTrue(keys.add(parameter.key()), parameter.key()));
    }

    @Test
    void defaultsAreTheDeclaredValues() {
        double[] declared = declared().stream().mapToDouble(Parameter::value).toArray();
        assertArrayEquals(declared, Parameters.values(Parameters.defaults()));
        assertEquals(Parameters.defaults(), CostModel.defaults());
    }

    @ParameterizedTest
    @MethodSource("declared")
    void aChangeChangesOneValue(Parameter parameter) {
        double[] expected = Parameters.values(Parameters.defaults());
        expected[declared().indexOf(parameter)] = parameter.min();
        CostModel changed = Parameters.with(
                Parameters.defaults(),
                Map.of(parameter.key(), " " + Parameters.text(parameter, parameter.min()) + " "),
                "test");
        assertArrayEquals(expected, Parameters.values(changed));
        CostModel back = Parameters.with(
                changed, Map.of(parameter.key(), Parameters.text(parameter, parameter.value())), "test");
        assertEquals(Parameters.defaults(), back);
    }

    @Test
    void aUnitOfTheSameKindIsConverted() {
        CostModel base = CostModel.defaults();
        assertEquals(
                70, Parameters.with(base, Map.of("map-ns", "0.07us"), "test").mapNs());
        assertEquals(
                Parameters.with(base, Map.of("copy-gbyte-per-s", "8"), "test"),
                Parameters.with(base, Map.of("copy-gbyte-per-s", "64Gbit/s"), "test"));
        assertEquals(
                Parameters.with(base, Map.of("region-chunk-bytes", "65536"), "test"),
                Parameters.with(base, Map.of("region-chunk-bytes", "64KiB"), "test"));
        assertEquals("--set: map-ns = 5us is out of its range; stay within 53 to 120 ns", refused("map-ns", "5us"));
    }

    @Test
    void anUnknownKeyIsBadInput() {
        String message = refused("iotlb-entires", "5");
        assertTrue(message.startsWith("--set: no parameter is called 'iotlb-entires'; take one of ["), message);
        assertTrue(message.contains("iotlb-entries"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "1,5", "5 GiB", "0.1.2"})
    void whatIsNoNumberIsBadInput(String text) {
        assertEquals(
                "--set: map-ns is '" + text + "', which is no number; give a number of ns, or one with its unit"
                        + " like 300ms, 1.5s or 250us",
                refused("map-ns", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "-1", "52.9", "120.1", "1e300"})
    void whatIsOutOfRangeIsBadInput(String text) {
        assertEquals(
                "--set: map-ns = " + text + " is out of its range; stay within 53 to 120 ns", refused("map-ns", text));
    }

    @Test
    void aPartOfAnEntryIsBadInput() {
        assertEquals(
                "--set: page-walkers = 1.5 is no whole number; give a whole number of walks",
                refused("page-walkers", "1.5"));
    }

    @Test
    void aChoiceIsAWord() {
        Parameter replacement = declared().stream()
                .filter(parameter -> parameter.key().equals("iotlb-replacement"))
                .findFirst()
                .orElseThrow();
        CostModel random = Parameters.with(Parameters.defaults(), Map.of("iotlb-replacement", "random"), "test");
        assertEquals("random", Parameters.text(replacement, random.iotlbReplacement()));
        assertEquals("lru|fifo|random|empty-when-full", Parameters.range(replacement));
        assertEquals("1..65536", Parameters.range(declared().get(0)));
        for (String wrong : List.of("0", "LRU", "plru", "")) {
            assertEquals(
                    "--set: iotlb-replacement is '" + wrong
                            + "', which is no choice; " + (wrong.equals("plru") ? "did you mean 'lru'? Or " : "")
                            + "take one of [lru, fifo, random, empty-when-full]",
                    refused("iotlb-replacement", wrong));
        }
    }

    private static String refused(String key, String text) {
        InputException refused = assertThrows(
                InputException.class, () -> Parameters.with(Parameters.defaults(), Map.of(key, text), "--set"));
        assertEquals(1, refused.getMessage().lines().count());
        return refused.getMessage();
    }

    @Test
    void aMessageIsOneLine() {
        InputException bad = new InputException("a\nb", "c\r\n  d", "e", new IllegalStateException("cause"));
        assertEquals("a b: c d; e", bad.getMessage());
        assertEquals("cause", bad.getCause().getMessage());
    }

    @Test
    void numbersArePlain() {
        assertEquals("128", Parameters.plain(128));
        assertEquals("1.6", Parameters.plain(1.6));
        assertEquals("0", Parameters.plain(0));
    }
}
