package dirtysim.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.CostModel;
import dirtysim.host.HostProfile;
import dirtysim.host.InputException;
import dirtysim.host.Parameter.Status;
import dirtysim.host.Parameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileReaderTest {
    private static final String GOOD = """
            profile: mine
            description: A sentence.
            parameters:
              scan-per-pte-ns:
                value: 1.5
                source: my own clock
                status: measured
              page-walkers: {value: 3, source: "a guess", status: assumption}
            """;

    @TempDir
    private Path folder;

    @Test
    void everythingInTheFileIsInTheProfile() {
        Profile profile = ProfileReader.read(GOOD, "mine.yaml");
        assertEquals("A sentence.", profile.description());
        assertEquals(
                new HostProfile(
                        "mine",
                        List.of(
                                new HostProfile.Value("scan-per-pte-ns", 1.5, "my own clock", Status.MEASURED),
                                new HostProfile.Value("page-walkers", 3, "a guess", Status.ASSUMPTION))),
                profile.host());
        CostModel expected =
                Parameters.with(CostModel.defaults(), Map.of("scan-per-pte-ns", "1.5", "page-walkers", "3"), "test");
        assertEquals(expected, profile.costs());
    }

    @Test
    void aChoiceIsGivenByItsWord() {
        String text = "{profile: mine, parameters: {iotlb-replacement: {value: fifo, source: s, status: derived}, "
                + "ats: {value: on, source: s, status: assumption}}}";
        Profile profile = ProfileReader.read(text, "mine.yaml");
        assertEquals(
                Parameters.with(CostModel.defaults(), Map.of("iotlb-replacement", "fifo", "ats", "on"), "test"),
                profile.costs());
        assertEquals(1, profile.host().value("ats").orElseThrow().value());
    }

    /** Each case is one slip in an otherwise good profile: what to replace by what, and what is then said. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            profile: mine          | profle: mine           | mine.yaml:1:1: unknown key 'profle'; did you mean 'profile'?
            profile: mine          | profile: a/b           | mine.yaml:1:10: 'a/b' is no profile; use letters
            profile: mine          | profile: 5             | mine.yaml:1:10: 'profile' must be text but is a number (5)
            profile: mine          | description: twice     | the key 'description' stands here twice
            parameters:            | params:                | mine.yaml:3:1: unknown key 'params'
            scan-per-pte-ns:       | scan-per-pte:          | mine.yaml:4:3: no parameter is called 'scan-per-pte'; did you mean 'scan-per-pte-ns'?
            value: 1.5             | valu: 1.5              | mine.yaml:5:5: unknown key 'valu'; did you mean 'value'?
            value: 1.5             | value: 15%             | 'value' must be a number but is text (15%)
            value: 1.5             | value: 21              | mine.yaml:5:12: scan-per-pte-ns = 21 is out of its range; stay within 0.1 to 20 ns
            value: 1.5             | value: -1              | scan-per-pte-ns = -1 is out of its range
            value: 3               | value: 3.5             | page-walkers = 3.5 is no whole number
            source: my own clock   | source: ''             | mine.yaml:6:13: the source is empty; say where the value comes from
            source: my own clock   | source: 5              | 'source' must be text but is a number (5)
            source: my own clock   | from: my own clock     | unknown key 'from'; take one of value, source, status
            status: measured       | status: mesured        | mine.yaml:7:13: 'mesured' is no status; did you mean 'measured'?
            status: measured       | status: MEASURED       | 'MEASURED' is no status; take one of sourced, derived, measured, assumption
            """)
    void aSlipIsNamedWithItsPlaceAndTheMend(String good, String bad, String said) {
        assertTrue(GOOD.contains(good), good);
        InputException e =
                assertThrows(InputException.class, () -> ProfileReader.read(GOOD.replace(good, bad), "mine.yaml"));
        assertTrue(e.getMessage().contains(said), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                          | is empty; begin with 'profile: NAME'
            'profile: mine'                                             | the key 'parameters' is missing
            'parameters: {}'                                            | the key 'profile' is missing
            '{profile: mine, parameters: [a]}'                          | 'parameters' must be a mapping but is a list
            '{profile: mine, parameters: {map-ns: 60}}'                 | 'map-ns' must be a mapping but is a number (60); write value, source and status
            '{profile: mine, parameters: {map-ns: {value: 60}}}'        | the key 'source' is missing
            '{profile: mine, parameters: {map-ns: {value: 60, source: s}}}' | the key 'status' is missing
            '{profile: mine, parameters: {map-ns: {source: s, status: derived}}}' | the key 'value' is missing
            '{profile: mine, parameters: {iotlb-replacement: {value: 1, source: s, status: derived}}}' | 'value' must be text but is a number (1); write one of [lru, fifo
            '{profile: mine, parameters: {iotlb-replacement: {value: mru, source: s, status: derived}}}' | iotlb-replacement is 'mru', which is no choice; did you mean 'lru'? Or take one of [lru
            """)
    void whatIsMissingIsNamed(String text, String said) {
        InputException e = assertThrows(InputException.class, () -> ProfileReader.read(text, "mine.yaml"));
        assertTrue(e.getMessage().startsWith("mine.yaml"), e.getMessage());
        assertTrue(e.getMessage().contains(said), e.getMessage());
    }

    @Test
    void aFileIsFoundBesideWhateverNamesIt() throws IOException {
        Files.writeString(folder.resolve("my host.yaml"), GOOD);
        assertEquals("mine", Profiles.open("my host.yaml", folder, "--profile").name());
    }

    @Test
    void aNameThatResultsCouldNotTellIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), GOOD.replace("mine", "kunpeng-920"));
        InputException e =
                assertThrows(InputException.class, () -> Profiles.open(file.toString(), Path.of(""), "--profile"));
        assertTrue(e.getMessage().startsWith(file + ": a bundled profile is called 'kunpeng-920';"), e.getMessage());
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("mine.yaml"), "profile: ä".getBytes(StandardCharsets.ISO_8859_1));
        InputException e = assertThrows(InputException.class, () -> Profiles.open(file.toString(), folder, "x"));
        assertEquals(file + ": is no UTF-8 text; name a profile file in YAML", e.getMessage());
    }

    static List<String> bundled() {
        return Profiles.bundled();
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void aBundledProfileIsCalledAsItIsListedAndSaysWhatItIs(String name) {
        Profile profile = Profiles.open(name, Path.of(""), "test");
        assertEquals(name, profile.name());
        assertTrue(profile.description().length() > 20, profile.description());
        assertFalse(
                profile.host().values().stream().anyMatch(value -> value.status() == Status.MEASURED),
                "nobody measured it on this host");
    }

    @Test
    void theStandardProfileIsTheDefaults() {
        Profile standard = Profiles.standard();
        assertEquals("sandy-bridge-to-broadwell", standard.name());
        assertTrue(standard.description().startsWith("The defaults."), standard.description());
        assertEquals(List.of(), standard.host().values());
        assertEquals(CostModel.defaults(), standard.costs());
    }

    @Test
    void theArmHostHasThePublishedFigures() {
        CostModel costs = Profiles.open("kunpeng-920", Path.of(""), "test").costs();
        // V7: 40 ms for the 2^24 entries of 64 GiB, 25 % of tolerance.
        assertEquals(40, costs.scanPerPteNs() * (1 << 24) / 1e6, 10);
        assertEquals(1328, costs.invalidateNs());
    }

    @Test
    void theModernHostSaysThatItIsAssumed() {
        Profile modern = Profiles.open("modern-x86", Path.of(""), "test");
        assertTrue(modern.description().startsWith("Assumption."), modern.description());
        for (String key : List.of("iotlb-entries", "page-walkers", "scan-per-pte-ns", "memory-ref-ns")) {
            assertEquals(
                    Status.ASSUMPTION, modern.host().value(key).orElseThrow().status(), key);
        }
    }
}
