package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.reports.text.JsonText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rows of the CSV files as JSON, for whoever reads a command's standard output. */
class JsonRowsTest {
    @Test
    void runsAreAsSealed() {
        Golden.check(
                "rows.json",
                JsonText.render(JsonRows.results(SampleResults.small().runs())));
    }

    @Test
    void checksKeepTheirNamesAsText() {
        List<Map<String, Object>> rows = JsonRows.checks(List.of(new Check("7", "true", "ns", 1.5, Double.NaN, 0.25)));
        assertEquals("""
                [
                  {
                    "target" : "7",
                    "quantity" : "true",
                    "unit" : "ns",
                    "expected" : 1.5,
                    "simulated" : null,
                    "tolerance" : 0.25,
                    "met" : false
                  }
                ]
                """, JsonText.render(rows));
    }
}
