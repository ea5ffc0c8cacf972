package dirtysim.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.CostModel;
import dirtysim.host.InputException;
import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is varied, and over which points. */
class VariationTest {
    private static final Catalogue CATALOGUE = new Catalogue(List.of("rx"), List.of("pinned"));
    private static final String GOOD = """
            suite: mine
            sensitivity:
              samples: 8
              parameters: [ats, iotlb-miss-ns]
            scenarios:
              - {name: a, traces: [rx], schemes: all}
            """;

    private static Suite read(String text) {
        return new SuiteReader(CATALOGUE, Path.of("")).read(text, "mine.yaml");
    }

    private static Parameter parameter(String key) {
        return Parameters.declared().stream()
                .filter(declared -> declared.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static double value(String key, CostModel costs) {
        return Parameters.values(costs)[Parameters.declared().indexOf(parameter(key))];
    }

    private static List<VariedPoints.Varied> points(Variation variation) {
        return VariedPoints.of("a", variation, CostModel.defaults(), costs -> true);
    }

    @Test
    void theKeyIsReadAndUnfolded() {
        Suite suite = read(GOOD);
        Variation variation = suite.variation().orElseThrow();
        assertEquals(8, variation.samples());
        assertEquals(
                List.of("iotlb-miss-ns", "ats"),
                variation.parameters().stream().map(Parameter::key).toList(),
                "in the order of the declarations");
        List<String> names = Plan.points(
                        suite,
                        suite.scenarios().get(0),
                        suite.scenarios().get(0).settings())
                .stream()
                .map(Plan.Place::name)
                .toList();
        assertEquals("a/base", names.get(0));
        assertEquals("a/phase-8", names.get(8));
        assertEquals(List.of("a/iotlb-miss-ns=low", "a/iotlb-miss-ns=high", "a/ats=on"), names.subList(9, 12));
        assertEquals("a/sobol-000", names.get(12));
        assertEquals(12 + 8, names.size());
        assertEquals(names.size(), suite.runCount());
    }

    @Test
    void isNotReplicatedAsWell() {
        Suite suite = read(GOOD.replace("schemes: all", "schemes: all, replications: 3"));
        InputException refused = assertThrows(InputException.class, () -> Plan.of(suite, settings -> settings, false));
        assertTrue(
                refused.getMessage()
                        .startsWith("scenario a: replications is 3 in a suite with the key sensitivity; leave out"),
                refused.getMessage());
    }

    @Test
    void allIsEveryParameterButThoseThatAreLeftOut() {
        Suite suite = read(GOOD.replace("[ats, iotlb-miss-ns]", "all\n  except: [ats]"));
        List<String> all = suite.variation().orElseThrow().parameters().stream()
                .map(Parameter::key)
                .toList();
        assertEquals(Parameters.declared().size() - 1, all.size());
        assertTrue(!all.contains("ats"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            samples: 8             | smaples: 8           | mine.yaml:3:3: unknown key 'smaples'; did you mean 'samples'?
            samples: 8             | samples: many        | mine.yaml:3:12: 'samples' must be a number but is text (many)
            samples: 8             | samples: 8.5         | mine.yaml:3:12: samples is 8.5; write a whole number of 0 to 4096
            samples: 8             | samples: 5000        | mine.yaml:3:12: samples is 5000; write a whole number of 0 to 4096
            samples: 8             | samples: -1          | mine.yaml:3:12: samples is -1; write a whole number
            samples: 8             | '# none'             | mine.yaml:4:3: the key 'samples' is missing
            [ats, iotlb-miss-ns]   | none                 | mine.yaml:4:15: 'parameters' must be a list but is text (none)
            [ats, iotlb-miss-ns]   | []                   | mine.yaml:4:15: there is no parameter to vary
            [ats, iotlb-miss-ns]   | [ats, ats]           | mine.yaml:4:21: 'ats' is listed twice
            [ats, iotlb-miss-ns]   | [iotlb-mis-ns]       | mine.yaml:4:16: no parameter is called 'iotlb-mis-ns'; did you mean
            [ats, iotlb-miss-ns]   | [ats], except: [ats] | no valid YAML
            """)
    void refusesASlipAndNamesItsPlace(String good, String bad, String complaint) {
        assertTrue(GOOD.contains(good), good);
        InputException refused = assertThrows(InputException.class, () -> read(GOOD.replace(good, bad)));
        assertTrue(refused.getMessage().contains(complaint), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void anExceptionBesideAListIsRefused() {
        String bad = GOOD.replace("[ats, iotlb-miss-ns]", "[ats]\n  except: [ats]");
        InputException refused = assertThrows(InputException.class, () -> read(bad));
        assertTrue(refused.getMessage().contains("'except' stands beside a list"), refused.getMessage());
    }

    @Test
    void theEndsOfEveryRangeAreReachedAndNothingBeyond() {
        for (Parameter parameter : Parameters.declared()) {
            assertEquals(parameter.min(), Spread.value(parameter, 0), parameter.key());
            assertEquals(parameter.max(), Spread.value(parameter, 1), parameter.max() * 1e-5, parameter.key());
            double before = parameter.min();
            for (int i = 1; i <= 100; i++) {
                double value = Spread.value(parameter, i / 100.0);
                assertTrue(value >= before && value <= parameter.max(), parameter.key() + " " + value);
                assertTrue(!parameter.whole() || value == Math.rint(value), parameter.key() + " " + value);
                before = value;
            }
        }
    }

    @Test
    void wideRangesAreSpreadByOrdersOfMagnitudeOthersEvenly() {
        assertEquals(256, Spread.value(parameter("iotlb-entries"), 0.5), "1 to 65536");
        assertEquals(500, Spread.value(parameter("iotlb-miss-ns"), 0.5), "0 to 1000, default 280");
        // From 0: evenly on the scale of 1 + value / 64, of which 4096 is 65.
        assertEquals(Math.rint(64 * (Math.sqrt(65) - 1)), Spread.value(parameter("walk-cache-entries"), 0.5));
        int[] levels = new int[6];
        for (int i = 0; i < 300; i++) {
            levels[(int) Spread.value(parameter("second-stage-levels"), (i + 0.5) / 300)]++;
        }
        assertEquals("[0, 0, 0, 100, 100, 100]", Arrays.toString(levels), "each whole number has an equal part");
    }

    @Test
    void aHalfOfTheSamplesIsInEachHalfOfEveryRange() {
        Variation variation = new Variation(
                64, Parameters.declared().stream().filter(p -> !p.whole()).toList());
        List<VariedPoints.Varied> points = points(variation);
        List<VariedPoints.Varied> joint = points.subList(points.size() - 64, points.size());
        for (Parameter parameter : variation.parameters()) {
            double middle = Spread.value(parameter, 0.5);
            long below = joint.stream()
                    .filter(varied -> value(parameter.key(), varied.costs()) < middle)
                    .count();
            assertEquals(32, below, parameter.key());
        }
        assertEquals(
                64,
                new TreeSet<>(joint.stream()
                                .map(varied -> value("iotlb-miss-ns", varied.costs()))
                                .toList())
                        .size(),
                "no two samples are alike");
    }

    @Test
    void whatTheModelRefusesIsNotMovedThereAlone() {
        Variation variation = new Variation(16, List.of(parameter("second-stage-levels"), parameter("ats")));
        List<VariedPoints.Varied> points =
                VariedPoints.of("a", variation, CostModel.defaults(), costs -> costs.secondStageLevels() != 3);
        List<String> names =
                points.stream().map(varied -> varied.point().name()).toList();
        assertTrue(!names.contains("a/second-stage-levels=low") && names.contains("a/second-stage-levels=high"));
        List<CostModel> joint = points.subList(points.size() - 16, points.size()).stream()
                .map(VariedPoints.Varied::costs)
                .toList();
        assertTrue(joint.stream().noneMatch(costs -> costs.secondStageLevels() == 3));
        List<CostModel> free =
                points(variation)
                        .subList(
                                points(variation).size() - 16, points(variation).size())
                        .stream()
                        .map(VariedPoints.Varied::costs)
                        .toList();
        for (int i = 0; i < 16; i++) {
            double wanted = free.get(i).secondStageLevels();
            assertEquals(wanted == 3 ? 4 : wanted, joint.get(i).secondStageLevels(), "the base's in place of 3");
            assertEquals(free.get(i).ats(), joint.get(i).ats(), "and no other parameter is touched");
        }
    }
}
