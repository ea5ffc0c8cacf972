package dirtysim.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CapabilitiesTest {
    private static final Capabilities ALL = Capabilities.defaults();

    private static Capabilities without(String key) {
        return CapabilityKeys.with(ALL, key, "no", "test");
    }

    static List<Capability> declared() {
        return CapabilityKeys.declared();
    }

    @ParameterizedTest
    @MethodSource("declared")
    void aDeclarationIsComplete(Capability capability) {
        assertTrue(capability.key().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"), capability.key());
        assertTrue(capability.register().matches("E?CAP\\.[A-Z]+, bits? .*"), capability.register());
        assertTrue(Character.isUpperCase(capability.text().charAt(0)), capability.text());
        assertFalse(capability.source().isBlank(), capability.key());
        assertTrue(CapabilityKeys.isKey(capability.key()));
        assertEquals(capability, CapabilityKeys.declaration(capability.key()));
    }

    @Test
    void everyComponentIsDeclaredUnderAKeyOfItsOwnThatNoParameterHas() {
        TreeSet<String> keys = new TreeSet<>();
        for (RecordComponent component : Capabilities.class.getRecordComponents()) {
            Capability capability = component.getAnnotation(Capability.class);
            assertNotNull(capability, component.getName());
            assertTrue(keys.add(capability.key()), capability.key());
        }
        Parameters.declared().forEach(parameter -> assertTrue(keys.add(parameter.key()), parameter.key()));
    }

    @Test
    void theDefaultIsAMachineThatHasAllOfIt() {
        for (int i = 0; i < declared().size(); i++) {
            String value = CapabilityKeys.values(ALL).get(i);
            assertEquals(declared().get(i).value(), value);
            assertTrue(
                    value.equals("yes") || declared().get(i).max() > 0,
                    declared().get(i).key());
        }
        assertEquals(18, ALL.maxAddressMask());
        assertTrue(ALL.tracksDirty());
        assertTrue(ALL.nests());
    }

    @ParameterizedTest
    @MethodSource("declared")
    void eachIsChangedAlone(Capability capability) {
        boolean number = capability.max() > 0;
        Capabilities changed = CapabilityKeys.with(ALL, capability.key(), number ? "7" : " no ", "test");
        assertNotEquals(ALL, changed);
        Capabilities back =
                CapabilityKeys.with(changed, capability.key(), number ? capability.value() : "true", "test");
        assertEquals(ALL, back);
        if (!number) {
            assertEquals(changed, CapabilityKeys.with(ALL, capability.key(), "false", "test"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nestings         | no   | test: no capability is called 'nestings'; take one of
            nesting          | on   | test: nesting is 'on'; give yes or no
            nesting          | 1    | test: nesting is '1'; give yes or no
            max-address-mask | yes  | test: max-address-mask is 'yes'; give a whole number of 0 to 52
            max-address-mask | 53   | test: max-address-mask is '53'; give a whole number of 0 to 52
            max-address-mask | -1   | test: max-address-mask is '-1'; give a whole number of 0 to 52
            max-address-mask | 1.5  | test: max-address-mask is '1.5'; give a whole number of 0 to 52
            """)
    void aWrongValueIsRefusedInOneLine(String key, String text, String complaint) {
        InputException refused = assertThrows(InputException.class, () -> CapabilityKeys.with(ALL, key, text, "test"));
        assertTrue(refused.getMessage().startsWith(complaint), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    /** SSADS counts in scalable mode only; D needs a coherent walk; nesting needs both stages. */
    @ParameterizedTest
    @CsvSource({
        "scalable-mode, false, false",
        "second-stage, false, false",
        "first-stage, true, false",
        "nesting, true, false",
        "second-stage-dirty, false, true",
        "coherent-walk, false, true",
        "pasid, true, true",
        "device-tlb, true, true",
        "caching-mode, true, true",
    })
    void whatRestsOnAnotherDoesNotCountWithoutIt(String missing, boolean tracksDirty, boolean nests) {
        assertEquals(tracksDirty, without(missing).tracksDirty());
        assertEquals(nests, without(missing).nests());
    }

    @ParameterizedTest
    @EnumSource(CapabilityNeed.class)
    void aNeedNamesExactlyWhatIsMissing(CapabilityNeed need) {
        assertEquals(List.of(), need.missing(ALL));
        for (String key : need.keys()) {
            assertEquals(List.of(key), need.missing(without(key)));
            assertFalse(need.metBy(without(key)));
        }
    }
}
