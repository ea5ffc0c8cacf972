package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dirtysim.host.Parameters;
import dirtysim.workloads.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under {@code --json} a command prints one document, with what its table and its files hold. */
class JsonOutputTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "dirtysim", "bench", "json");
    private static final String QUICK = " --link 100Gbit/s --time-scale 10 --warm-up 10ms --max-rounds 3"
            + " --cpu-dirty 10000 --cpu-working-set 16MiB";

    @TempDir
    private Path folder;

    private static String out(String commandLine) {
        return CommandLineRun.of((Object[]) commandLine.split(" ")).succeeded().out();
    }

    /** The one document on standard output; whatever stands before or behind it is an error. */
    private static JsonNode json(String commandLine) throws IOException {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build()
                .readTree(out(commandLine));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Each row of a CSV file is an object under the same names, its empty cells null. */
    private static void assertRows(Path csv, JsonNode rows) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        assertEquals(lines.size() - 1, rows.size());
        for (int n = 0; n < rows.size(); n++) {
            assertEquals(List.of(lines.get(0).split(",")), names(rows.get(n)));
            List<String> cells = new ArrayList<>();
            rows.get(n).forEach(cell -> cells.add(cell.isNull() ? "" : cell.asText()));
            assertEquals(List.of(lines.get(n + 1).split(",", -1)), cells);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"schemes", "profiles"})
    void listsAreAsSealed(String what) throws IOException {
        Path golden = GOLDEN.resolve("list-" + what + ".json");
        String actual = out("list " + what + " --json");
        if (Boolean.getBoolean("dirtysim.golden.rewrite")) {
            Files.writeString(golden, actual);
            fail("rewrote " + golden + ": look at the difference, and commit it");
        }
        assertEquals(Files.readString(golden), actual);
    }

    @Test
    void listsHoldWhatTheirTablesHold() throws IOException {
        for (String what : List.of("schemes", "traces", "kinds", "profiles", "parameters", "capabilities")) {
            JsonNode root = json("list --json " + what);
            assertEquals(List.of(what), names(root));
            assertEquals(out("list " + what).lines().count(), root.get(what).size(), what);
        }
        assertEquals(
                Traces.bundled().get(0).name(),
                json("list traces --json").at("/traces/0/name").asText());
        JsonNode first = json("list parameters --json").at("/parameters/0");
        assertEquals(List.of("key", "value", "range", "unit", "status", "meaning", "source"), names(first));
        assertEquals(Parameters.declared().get(0).value(), first.get("value").asDouble());
    }

    @Test
    void runsAreTheRowsOfResultsCsv() throws IOException {
        Path out = folder.resolve("runs");
        JsonNode root =
                json("simulate --trace e1000e-rx-strict --scheme stop-copy,iova-log --json --out " + out + QUICK);
        assertEquals(List.of("command", "results", "report", "failed", "runs"), names(root));
        assertEquals(0, root.get("failed").asInt());
        assertTrue(root.get("command").asText().startsWith("simulate --trace e1000e-rx-strict --scheme stop-copy"));
        assertTrue(Files.exists(Path.of(root.get("report").asText())));
        assertRows(out.resolve("results.csv"), root.get("runs"));
        assertTrue(root.at("/runs/0/downtime_ms").isNumber());
        assertTrue(root.at("/runs/0/converged").isBoolean());
        assertTrue(root.at("/runs/0/state_hash").isTextual());

        assertEquals(
                List.of("passed", "rows"),
                names(json("compare " + out + " " + out + " --json")).subList(0, 2));
    }

    @Test
    void anAdviceHasItsRanksAndWhoIsOut() throws IOException {
        Path out = folder.resolve("advice");
        JsonNode root = json("advise --trace e1000e-rx-strict --scheme stop-copy,iova-log --quick --json"
                + " --downtime-limit 400ms --out " + out + QUICK);
        assertEquals(List.of("command", "results", "report", "advice"), names(root));
        JsonNode advice = root.at("/advice/0");
        assertEquals("e1000e-rx-strict", advice.get("trace").asText());
        assertEquals("iova-log", advice.at("/out/0/scheme").asText());
        List<String> ranked = new ArrayList<>();
        advice.get("ranks")
                .forEach(
                        rank -> rank.forEach(one -> ranked.add(one.get("scheme").asText())));
        assertEquals(List.of("stop-copy"), ranked);
    }

    @Test
    void frontiersAreTheRowsOfFrontierCsv() throws IOException {
        Path out = folder.resolve("frontier");
        JsonNode root = json("frontier --trace e1000e-rx-strict --scheme stop-copy --find downtime-limit --range 1.1"
                + " --resolution 2 --json --out " + out + QUICK);
        assertEquals(List.of("command", "csv", "report", "frontiers"), names(root));
        assertRows(out.resolve("frontier.csv"), root.get("frontiers"));
    }

    @Test
    void aFitHasTheFiguresOfItsTable() throws IOException {
        Path out = folder.resolve("fit.yaml");
        String trace = "nvme-randwrite4k-strict";
        List<String> table = out("trace fit " + trace).lines().toList();
        JsonNode root = json("trace fit " + trace + " --json --out " + out);
        assertEquals(List.of("trace", "parameters", "met", "missed", "figures"), names(root));
        assertEquals(trace, root.get("trace").asText());
        assertEquals(out.toString(), root.get("parameters").asText());
        assertTrue(Files.size(out) > 1000, "the parameters are written all the same");
        JsonNode figures = root.get("figures");
        assertEquals(table.size() - 2, figures.size(), "a head above the table, the sum below");
        assertEquals(
                figures.size(), root.get("met").asInt() + root.get("missed").asInt());
        int met = 0;
        for (int n = 0; n < figures.size(); n++) {
            JsonNode figure = figures.get(n);
            assertEquals(
                    List.of("figure", "unit", "recorded", "synthetic", "difference", "tolerance", "met"),
                    names(figure));
            assertTrue(table.get(n + 1).startsWith(figure.get("figure").asText() + " "), table.get(n + 1));
            assertTrue(
                    table.get(n + 1)
                            .contains(String.format(
                                    Locale.ROOT,
                                    " %.3f ",
                                    figure.get("difference").asDouble())),
                    table.get(n + 1));
            met += figure.get("met").asBoolean() ? 1 : 0;
        }
        assertEquals(met, root.get("met").asInt());
    }
}
