package dirtysim.bench.advise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dirtysim.host.Parameters;
import dirtysim.reports.frontier.Limit;
import dirtysim.reports.text.JsonText;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An advice as JSON, with everything that it may hold. */
class AdviceJsonTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "dirtysim", "bench", "json", "advice.json");

    private static Advice advice() {
        Scenario scenario =
                new ScenarioBuilder().scheme("nested-dbit").trace("nic").build();
        double own = scenario.linkBytesPerSecond();
        return new Advice(
                scenario,
                List.of(
                        List.of(
                                Candidates.of("nested-dbit", true, 120, 1.0, 20_000, 0.02),
                                Candidates.of("dtt", true, 1.0 / 3, 1.001, 20_100, 0.021)),
                        List.of(Candidates.of("stop-copy", false, 2_000, Double.NaN, 2_000, 0.01))),
                List.of(new Exclusion("iova-log", "loses pages")),
                List.of("dtt"),
                List.of(
                        new Margin(Limit.LINK, true, own, own / 2, own / 2.2, "nested-dbit no longer converges"),
                        new Margin(Limit.DMA_RATE, false, 1, 4, Double.NaN, "")),
                List.of(),
                true,
                List.of(new Assumption(
                        Parameters.declared().get(1), 8, List.of("nested-dbit"), List.of("at 16 the two tie"))),
                34,
                List.of("nested-dbit: reads D bits."),
                List.of("the trace was looped, 3 passes begun"));
    }

    @Test
    void itIsAsSealed() throws IOException {
        String actual = JsonText.render(AdviceJson.of(advice()));
        if (Boolean.getBoolean("dirtysim.golden.rewrite")) {
            Files.writeString(GOLDEN, actual);
            fail("rewrote " + GOLDEN + ": look at the difference, and commit it");
        }
        assertEquals(Files.readString(GOLDEN), actual);
    }
}
