package dirtysim.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.HostProfile;
import dirtysim.host.InputException;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteReaderTest {
    private static final Catalogue CATALOGUE =
            new Catalogue(List.of("rx", "tx", "nvme"), List.of("map-time", "nested-dbit", "pinned"));

    @TempDir
    private Path folder;

    private Suite read(String text) {
        return new SuiteReader(CATALOGUE, folder).read(text, "mine.yaml");
    }

    @Test
    void everySettingReachesTheScenario() {
        Suite suite = read("""
                suite: mine
                description: A sentence.
                defaults:
                  ram: 4GiB
                  link: 25Gbit/s
                  downtime-limit: 300ms
                  time-scale: 2.5
                  warm-up: 1s
                  max-rounds: 7
                  cpu-dirty: 1e3
                  cpu-working-set: 64MiB
                  seed: 9223372036854775807
                  set: {iotlb-entries: 64, page-walkers: 2, iotlb-replacement: fifo}
                scenarios:
                  - name: first
                    traces: all
                    schemes: all
                  - name: second
                    traces: [nvme]
                    schemes: [pinned, map-time]
                    ram: 8GiB
                    keep-lazy: true
                    cpu-log: dirty-ring
                    cpu-log-split: lazy
                    cpu-log-mmu: legacy
                    vcpus: 16
                    cpu-ring-entries: 1024
                    set:
                      iotlb-entries: 32
                """);
        assertEquals("mine", suite.name());
        assertEquals("A sentence.", suite.description());
        assertEquals(3 * 3 + 2, suite.runCount());

        Suite.Entry first = suite.scenarios().get(0);
        assertEquals(List.of("rx", "tx", "nvme"), first.traces());
        assertEquals(List.of("map-time", "nested-dbit", "pinned"), first.schemes());
        Scenario scenario = first.settings().scenario("mine", "first", "rx", "pinned");
        assertEquals(
                new ScenarioBuilder()
                        .suite("mine")
                        .name("first")
                        .scheme("pinned")
                        .trace("rx")
                        .seed(Long.MAX_VALUE)
                        .ramBytes(4L << 30)
                        .linkBytesPerSecond(3_125_000_000L)
                        .downtimeLimitMs(300)
                        .timeScale(2.5)
                        .warmupMs(1000)
                        .maxRounds(7)
                        .cpuDirtyPagesPerSecond(1000)
                        .cpuWorkingSetBytes(64 << 20)
                        .lazyUnderShadow(false)
                        .cpuLogging(CpuLogging.STANDARD)
                        .profile(scenario.profile())
                        .costs(scenario.costs())
                        .capabilities(Capabilities.defaults())
                        .build(),
                scenario);
        assertEquals(CpuLogging.STANDARD, scenario.cpuLogging());
        assertEquals(64, scenario.costs().iotlbEntries());
        assertEquals(2, scenario.costs().pageWalkers());
        assertEquals(1, scenario.costs().iotlbReplacement(), "by its word");

        Suite.Entry second = suite.scenarios().get(1);
        assertEquals(List.of("pinned", "map-time"), second.schemes(), "in the order of the file");
        Scenario changed = second.settings().scenario("mine", "second", "nvme", "pinned");
        assertEquals(8L << 30, changed.ramBytes());
        assertTrue(changed.lazyUnderShadow());
        assertEquals(
                new CpuLogging(CpuLogging.Kind.DIRTY_RING, false, false, false, true, 16, 1024), changed.cpuLogging());
        assertEquals(32, changed.costs().iotlbEntries());
        assertEquals(2, changed.costs().pageWalkers(), "the suite's own default remains");
    }

    @Test
    void whatIsNotSaidIsTheDocumentedDefault() {
        Suite suite = read("""
                suite: mine
                scenarios: [{name: a, traces: [rx], schemes: [pinned]}]
                """);
        assertEquals(
                new ScenarioBuilder()
                        .suite("mine")
                        .name("a")
                        .scheme("pinned")
                        .trace("rx")
                        .seed(1)
                        .ramBytes(2L << 30)
                        .linkBytesPerSecond(1_250_000_000L)
                        .downtimeLimitMs(300)
                        .timeScale(1)
                        .warmupMs(100)
                        .maxRounds(30)
                        .cpuDirtyPagesPerSecond(40_000)
                        .cpuWorkingSetBytes(512 << 20)
                        .lazyUnderShadow(false)
                        .cpuLogging(CpuLogging.STANDARD)
                        .profile(new HostProfile("sandy-bridge-to-broadwell", List.of()))
                        .costs(CostModel.defaults())
                        .capabilities(Capabilities.defaults())
                        .build(),
                suite.scenarios().get(0).settings().scenario("mine", "a", "rx", "pinned"));
    }

    @Test
    void capabilitiesAreSetBesideParameters() {
        Suite suite = read("""
                suite: mine
                defaults:
                  set: {nesting: no, iotlb-ways: 4}
                scenarios:
                  - {name: a, traces: [rx], schemes: [pinned], set: {pages-1g: false, max-address-mask: 9, caching-mode: yes}}
                """);
        Scenario scenario = suite.scenarios().get(0).settings().scenario("mine", "a", "rx", "pinned");
        Capabilities capabilities = scenario.capabilities();
        assertFalse(capabilities.nesting());
        assertFalse(capabilities.pages1g());
        assertTrue(capabilities.cachingMode());
        assertEquals(9, capabilities.maxAddressMask());
        assertEquals(4, scenario.costs().iotlbWays());
    }

    @Test
    void aTraceFileIsFoundBesideTheSuite() throws IOException {
        Path trace = Files.createFile(folder.resolve("own.trace"));
        Suite suite =
                read("suite: mine\ndescription: d\nscenarios: [{name: a, traces: [own.trace, rx], schemes: all}]\n");
        assertEquals(List.of(trace.toString(), "rx"), suite.scenarios().get(0).traces());
    }

    /** Each case is one slip in an otherwise good suite: what to replace by what, and what is then said. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            suite: mine     | siute: mine            | mine.yaml:1:1: unknown key 'siute'; did you mean 'suite'?
            suite: mine     | suite: a/b             | mine.yaml:1:8: 'a/b' is no suite
            suite: mine     | suite: 5               | mine.yaml:1:8: 'suite' must be text but is a number (5)
            description: d  | 'description: [d]'     | mine.yaml:2:14: 'description' must be text but is a list
            ram: 4GiB       | rma: 4GiB              | mine.yaml:4:3: unknown key 'rma'
            ram: 4GiB       | ram: 4                 | mine.yaml:4:8: '4' is not a size in bytes
            ram: 4GiB       | ram: 4XiB              | mine.yaml:4:8: '4XiB' is not a size in bytes
            ram: 4GiB       | ram: [4GiB]            | mine.yaml:4:8: 'ram' must be text but is a list
            ram: 4GiB       | 'ram:'                 | 'ram' must be text but is nothing
            ram: 4GiB       | traces: all            | mine.yaml:4:3: unknown key 'traces'
            ram: 4GiB       | seed: one              | mine.yaml:4:9: 'seed' must be a number but is text (one)
            ram: 4GiB       | seed: 1.5              | mine.yaml:4:9: seed is '1.5', which is no whole number
            ram: 4GiB       | seed: '"1"'            | mine.yaml:4:9: 'seed' must be a number but is text
            ram: 4GiB       | keep-lazy: maybe       | mine.yaml:4:14: 'keep-lazy' must be true or false
            ram: 4GiB       | max-rounds: 0          | mine.yaml:4:15: max-rounds is out of its range
            ram: 4GiB       | set: {iotlb-entry: 1}  | mine.yaml:4:9: no parameter is called 'iotlb-entry'; did you mean
            ram: 4GiB       | set: {iotlb-entries: 0} | mine.yaml:4:9: iotlb-entries = 0 is out of its range
            ram: 4GiB       | set: {iotlb-entries: x} | 'iotlb-entries' must be a number but is text (x)
            ram: 4GiB       | set: {iotlb-replacement: 1} | 'iotlb-replacement' must be text but is a number (1)
            ram: 4GiB       | set: {iotlb-replacement: mru} | mine.yaml:4:9: iotlb-replacement is 'mru', which is no choice
            ram: 4GiB       | set: {nesting: perhaps} | mine.yaml:4:9: nesting is 'perhaps'; give yes or no
            ram: 4GiB       | set: {nesting: [no]}   | 'nesting' must be a number but is a list
            ram: 4GiB       | set: {max-address-mask: no} | mine.yaml:4:9: max-address-mask is 'no'; give a whole number of 0 to 52
            ram: 4GiB       | set: 5                 | mine.yaml:4:8: 'set' must be a mapping but is a number (5)
            link: 1Gbit/s   | ram: 2GiB              | mine.yaml:5:3: the key 'ram' stands here twice
            - name: a       | - nmae: a              | mine.yaml:7:5: unknown key 'nmae'; did you mean 'name'?
            - name: a       | - a                    | no valid YAML
            traces: [rx]    | traces: [xr]           | mine.yaml:8:13: no bundled trace and no file is called 'xr'
            traces: [rx]    | traces: [rx, rx]       | mine.yaml:8:13: 'rx' is named twice
            traces: [rx]    | traces: []             | mine.yaml:8:13: nothing is named
            traces: [rx]    | traces: rx             | mine.yaml:8:13: 'traces' must be a list but is text (rx)
            traces: [rx]    | traces: &t [rx], more: *t | no valid YAML
            traces: [rx]    | '# none'               | the key 'traces' is missing
            schemes: all    | schemes: [nested-dbt]  | mine.yaml:9:14: unknown scheme 'nested-dbt'; did you mean 'nested-dbit'?
            schemes: all    | schemes: [5]           | 'schemes' must be text but is a number (5)
            """)
    void refusesASlipAndNamesItsPlace(String good, String bad, String complaint) {
        String suite = """
                suite: mine
                description: d
                defaults:
                  ram: 4GiB
                  link: 1Gbit/s
                scenarios:
                  - name: a
                    traces: [rx]
                    schemes: all
                """;
        assertTrue(suite.contains(good), good);
        InputException refused = assertThrows(InputException.class, () -> read(suite.replace(good, bad)));
        assertTrue(refused.getMessage().contains(complaint), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void refusesAnAliasASecondDocumentAndAnEmptyFile() {
        String good = "suite: mine\ndescription: d\nscenarios: [{name: a, traces: all, schemes: all}]\n";
        assertRefused(good.replace("description: d", "description: &d d\ndefaults: *d"), "an alias (*d)");
        assertRefused(good + "---\n" + good, "a second document begins");
        assertRefused("", "mine.yaml: is empty");
        assertRefused("- suite\n", "'the file' must be a mapping but is a list");
    }

    @Test
    void namesThePlaceOfATabAndSaysThatItIsOne() {
        assertRefused(
                "suite: mine\nscenarios:\n\t- name: a\n", "mine.yaml:3:1: no valid YAML: found character '\\t(TAB)'");
    }

    @Test
    void refusesTwoScenariosOfOneName() {
        assertRefused(
                "suite: mine\ndescription: d\nscenarios:\n- {name: a, traces: all, schemes: all}\n"
                        + "- {name: a, traces: all, schemes: all}\n",
                "mine.yaml:5:3: a second scenario is called 'a'");
    }

    @Test
    void refusesAWorkingSetGreaterThanTheRam() {
        assertRefused(
                "suite: mine\ndescription: d\nscenarios:\n- {name: a, traces: all, schemes: all, ram: 2MiB}\n",
                "mine.yaml:4:3: cpu-working-set (536870912 bytes) is greater than ram (2097152 bytes)");
    }

    @Test
    void everyBundledSuiteIsReadAndNamedAsItsFile() {
        for (String name : Suites.bundled()) {
            Suite suite = Suites.open(name, Catalogue.installed());
            assertEquals(name, suite.name());
            assertTrue(suite.runCount() > 0);
        }
    }

    private void assertRefused(String text, String complaint) {
        InputException refused = assertThrows(InputException.class, () -> read(text));
        assertTrue(refused.getMessage().contains(complaint), refused.getMessage());
    }
}
