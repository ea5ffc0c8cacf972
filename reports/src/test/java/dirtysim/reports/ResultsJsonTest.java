package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.CapabilityKeys;
import dirtysim.host.CostModel;
import dirtysim.host.InputException;
import dirtysim.host.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsJsonTest {
    @Test
    void readsBackWhatItWrote() {
        Results results = SampleResults.full();
        assertEquals(results, ResultsJson.parse(ResultsJson.render(results), "results.json"));
    }

    @Test
    void noRunsAreResultsToo() {
        Results none = new Results("empty", "dirtysim run --suite empty", List.of());
        assertEquals(none, ResultsJson.parse(ResultsJson.render(none), "results.json"));
    }

    @Test
    void holdsEveryParameterAndCapability() {
        String json = ResultsJson.render(SampleResults.small());
        long values = Parameters.declared().size() + CapabilityKeys.declared().size();
        long fields = json.substring(json.indexOf("\"costs\""), json.indexOf("\"migration\""))
                .lines()
                .filter(line -> line.contains("\" : "))
                .count();
        long parts = Arrays.stream(CostModel.class.getRecordComponents())
                .filter(component -> component.getType().isRecord())
                .count();
        long groups = parts + List.of("costs", "capabilities").size();
        assertEquals(values + groups, fields);
    }

    /** Each is one small damage to a good file; the message must name what is wrong and stay on one line. */
    @ParameterizedTest
    @CsvSource({
        "'\"schemaVersion\" : 4', '\"schemaVersion\" : 1', schema version is 1",
        "'\"schemaVersion\" : 4,', '', no schemaVersion",
        "'\"schemaVersion\" : 4', '\"schemaVersion\" : \"2\"', no schemaVersion",
        "'\"nesting\" : true', '\"nesting\" : \"yes\"', nesting",
        "'\"lostPages\"', '\"lost\"', lost",
        "'\"lostPages\" : 0', '\"lostPages\" : null', lostPages",
        "'\"lostPages\" : 0', '\"lostPages\" : 0.5', lostPages",
        "'\"lostPages\" : 0', '\"lostPages\" : \"0\"', lostPages",
        "'\"lostPages\" : 0', '\"lostPages\" : 0, \"lostPages\" : 0', lostPages",
        "'\"rounds\" : [', '\"rounds\" : [ null,', 'runs[0]: Cannot construct'",
        "'\"runs\" : [', '\"runs\" : {', line",
        "'\"suite\" : \"schemes\",', '', suite",
    })
    void refusesWhatDoesNotMatchTheSchema(String good, String bad, String named) {
        String json = ResultsJson.render(SampleResults.small());
        assertTrue(json.contains(good), good);
        String broken =
                json.replaceFirst(java.util.regex.Pattern.quote(good), java.util.regex.Matcher.quoteReplacement(bad));
        InputException e = assertThrows(InputException.class, () -> ResultsJson.parse(broken, "results.json"));
        assertTrue(e.getMessage().startsWith("results.json"), e.getMessage());
        assertTrue(e.getMessage().contains(named), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"''", "null", "[]", "'{'", "'{}'", "'not json'"})
    void refusesWhatIsNoResultsFile(String text) {
        assertThrows(InputException.class, () -> ResultsJson.parse(text, "results.json"));
    }

    @Test
    void refusesATruncatedFileAndTrailingText() {
        String json = ResultsJson.render(SampleResults.small());
        String half = json.substring(0, json.length() / 2);
        assertThrows(InputException.class, () -> ResultsJson.parse(half, "results.json"));
        assertThrows(InputException.class, () -> ResultsJson.parse(json + "{}", "results.json"));
    }

    @Test
    void changedParametersSurvive() {
        var model = Parameters.with(Parameters.defaults(), Map.of("scan-per-pte-ns", "0.1"), "--set");
        assertFalse(model.equals(Parameters.defaults()));
        var run = SampleResults.withCosts(SampleResults.run("pinned", "net-rx-lazy"), model);
        Results results = new Results("s", "c", List.of(run));
        Results read = ResultsJson.parse(ResultsJson.render(results), "results.json");
        assertEquals(model, read.runs().get(0).scenario().costs());
    }
}
