package dirtysim.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code vary} in a suite file, and generated workloads there. */
class VaryTest {
    private static Suite read(String scenario) {
        Catalogue catalogue = new Catalogue(List.of("one"), List.of("nested-dbit"));
        return new SuiteReader(catalogue, Path.of(""))
                .read(
                        "suite: s\nscenarios:\n  - name: n\n    traces: all\n    schemes: all\n    " + scenario + "\n",
                        "s.yaml");
    }

    @Test
    void unfoldsEveryCombinationTheLastKeyFastest() {
        Suite suite = read("vary: {ram: [4GiB, 8 GiB], max-rounds: [3, 5]}");
        assertEquals(
                List.of(
                        "n/ram=4GiB/max-rounds=3",
                        "n/ram=4GiB/max-rounds=5",
                        "n/ram=8GiB/max-rounds=3",
                        "n/ram=8GiB/max-rounds=5"),
                suite.scenarios().stream().map(Suite.Entry::name).toList());
        assertEquals(4, suite.runCount());
        var last = suite.scenarios().get(3).settings().scenario("s", "n", "one", "nested-dbit");
        assertEquals(8L << 30, last.ramBytes());
        assertEquals(5, last.maxRounds());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vary: {ran: [4GiB]}|ran",
                "vary: {ram: 4GiB}|what is varied",
                "vary: {ram: []}|ram is varied over nothing; list its values",
                "vary: {ram: [4GiB, 4GiB]}|ram is varied over 4GiB twice; list it once",
                "vary: {ram: [4]}|'4' is not a size in bytes",
                "vary: [ram]|vary",
                "vary: {ram: [256MiB, 4GiB]}|n/ram=256MiB: cpu-working-set",
                "vary: {set: [a]}|set",
            })
    void whatDoesNotFitIsRefusedWithItsLine(String scenario, String complaint) {
        String message =
                assertThrows(InputException.class, () -> read(scenario)).getMessage();
        assertTrue(message.startsWith("s.yaml:"), message);
        assertTrue(message.contains(complaint), message);
    }

    @Test
    void whatIsSetIsNotVariedToo() {
        String message = assertThrows(InputException.class, () -> read("ram: 4GiB\n    vary: {ram: [4GiB]}"))
                .getMessage();
        assertTrue(message.contains("ram is varied and set as well"), message);
    }

    @Test
    void aGeneratedWorkloadIsNamedCanonically() {
        Catalogue catalogue = new Catalogue(List.of(), List.of("nested-dbit"));
        assertEquals(
                List.of("generated:steady,live=7,dirty=100000,churn=1000"),
                catalogue.traces(List.of("generated:steady,live=7,pages=1"), Path.of(""), "here"));
        List<String> twice = List.of("generated:steady", "generated:steady,live=16384");
        assertTrue(assertThrows(InputException.class, () -> catalogue.traces(twice, Path.of(""), "here"))
                .getMessage()
                .contains("is named twice"));
        List<String> wrong = List.of("generated:steady,liv=1");
        assertTrue(assertThrows(InputException.class, () -> catalogue.traces(wrong, Path.of(""), "s.yaml, line 3"))
                .getMessage()
                .startsWith("s.yaml, line 3, generated:steady,liv=1: steady has no key 'liv'"));
    }

    @Test
    void theBundledScaleSuiteHasTheSizesOfTheStudy() {
        Suite suite = Suites.open("scale", Catalogue.installed());
        List<Long> sizes = suite.scenarios().stream()
                .map(entry ->
                        entry.settings().scenario("s", "n", "t", "nested-dbit").ramBytes())
                .distinct()
                .sorted()
                .toList();
        assertEquals(List.of(16L << 30, 64L << 30, 256L << 30, 1L << 40), sizes);
    }
}
