package dirtysim.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.CostModel;
import dirtysim.host.InputException;
import dirtysim.scenario.Scenario;
import dirtysim.workloads.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a parameter: {@code set:} of a suite goes over its profile, in whatever order they stand, that over the default. */
class ProfilePrecedenceTest {
    private static final String PROFILE = """
            profile: %s
            parameters:
              scan-per-pte-ns: {value: %s, source: s, status: assumption}
              map-ns: {value: 100, source: s, status: assumption}
            """;

    @TempDir
    private Path folder;

    private Suite read(String text) throws IOException {
        Files.writeString(folder.resolve("slow.yaml"), PROFILE.formatted("slow", 9));
        Files.writeString(folder.resolve("fast.yaml"), PROFILE.formatted("fast", 0.5));
        Catalogue catalogue = new Catalogue(List.of(Traces.bundled().get(0).name()), List.of("pinned"));
        return new SuiteReader(catalogue, folder).read(text, "mine.yaml");
    }

    private static Scenario scenario(Suite.Entry entry) {
        return entry.settings().scenario("mine", entry.name(), "t", "pinned");
    }

    @Test
    void setGoesOverProfileAndProfileOverDefault() throws IOException {
        Suite suite = read("""
                suite: mine
                defaults:
                  set: {map-ns: 0.07us}
                  profile: slow.yaml
                scenarios:
                  - {name: slow, traces: all, schemes: all}
                  - {name: fast, traces: all, schemes: all, set: {iotlb-entries: 64}, profile: fast.yaml}
                  - {name: bundled, traces: all, schemes: all, profile: kunpeng-920}
                """);
        Scenario slow = scenario(suite.scenarios().get(0));
        assertEquals("slow", slow.profile().name());
        assertEquals(9, slow.costs().scanPerPteNs());
        assertEquals(70, slow.costs().mapNs(), "set: goes over the profile, though it stands before it");
        assertEquals(CostModel.defaults().unmapNs(), slow.costs().unmapNs(), "neither says anything");

        Scenario fast = scenario(suite.scenarios().get(1));
        assertEquals("fast", fast.profile().name());
        assertEquals(0.5, fast.costs().scanPerPteNs(), "the scenario's profile takes the place of the suite's");
        assertEquals(70, fast.costs().mapNs(), "what the suite set stays");
        assertEquals(64, fast.costs().iotlbEntries());

        Scenario bundled = scenario(suite.scenarios().get(2));
        assertEquals("kunpeng-920", bundled.profile().name());
        assertEquals(2.4, bundled.costs().scanPerPteNs(), "nothing of the profile before it remains");
    }

    @Test
    void theCommandLinesProfileTakesThePlaceOfTheSuitesAndLeavesItsSet() throws IOException {
        Settings settings = read("""
                suite: mine
                scenarios:
                  - {name: a, traces: all, schemes: all, profile: slow.yaml, set: {map-ns: 70}}
                """).scenarios().get(0).settings();
        Settings overridden =
                settings.with(Profiles.open("fast.yaml", folder, "--profile")).withParameter("map-ns", "90", "--set");
        Scenario scenario = overridden.scenario("mine", "a", "t", "pinned");
        assertEquals(0.5, scenario.costs().scanPerPteNs());
        assertEquals(90, scenario.costs().mapNs(), "--set goes over the suite's set:");
    }

    @Test
    void aProfileThatIsNotThereIsNamedWithItsPlace() {
        InputException e = assertThrows(InputException.class, () -> read("""
                suite: mine
                scenarios:
                  - {name: a, traces: all, schemes: all, profile: kunpeng}
                """));
        assertTrue(
                e.getMessage().startsWith("mine.yaml:3:51: no bundled profile and no file is called 'kunpeng';"),
                e.getMessage());
    }

    @Test
    void twoProfilesOfOneNameAreRefused() throws IOException {
        Files.writeString(folder.resolve("other.yaml"), PROFILE.formatted("slow", 8));
        Suite suite = read("""
                suite: mine
                scenarios:
                  - {name: a, traces: all, schemes: all, profile: slow.yaml}
                  - {name: b, traces: all, schemes: all, profile: other.yaml}
                """);
        InputException e = assertThrows(InputException.class, () -> Plan.of(suite, given -> given, false));
        assertTrue(e.getMessage().startsWith("scenario b: another host profile is called 'slow' too;"), e.getMessage());
    }
}
