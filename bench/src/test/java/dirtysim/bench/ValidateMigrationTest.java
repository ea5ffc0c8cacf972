package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.bench.migrations.MigrationChecks;
import dirtysim.bench.migrations.RecordedMigrations;
import dirtysim.reports.Check;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code validate migration} as a user runs it, on a few runs of a folder of one's own. */
class ValidateMigrationTest {
    private static final String RUN = "conv_idle_100_300";

    @TempDir
    Path folder;

    private static List<String> bundled() throws IOException {
        try (InputStream in = ValidateMigrationTest.class.getResourceAsStream("migrations/qemu-7.2.jsonl.gz");
                GZIPInputStream unpacked = new GZIPInputStream(in)) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static String idle() throws IOException {
        return bundled().stream()
                .filter(line -> line.contains("\"" + RUN + "\""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void writesARowForEachQuantityOfEachRun() throws IOException {
        Path runs = Files.createDirectory(folder.resolve("runs"));
        Files.writeString(runs.resolve("one.json"), idle());
        Files.writeString(runs.resolve("read-me.txt"), "no run");
        String terminal = CommandLineRun.of("validate", "migration", "--runs", runs, "--no-published", "--out", folder)
                .succeeded()
                .out();
        List<String> rows = Files.readAllLines(folder.resolve("validation.csv"));
        for (String quantity : List.of(
                "status", "total_ms", "transferred_bytes", "dirty_sync_count", "downtime_ms", "throttle_events")) {
            assertEquals(
                    1,
                    rows.stream()
                            .filter(row -> row.startsWith(RUN + "," + quantity + ","))
                            .count(),
                    quantity);
        }
        assertTrue(rows.contains(RUN + ",status,completed,1,1,0,true"), rows.toString());
        assertTrue(terminal.contains("all runs: "), terminal);
        assertTrue(terminal.contains("remark: " + RUN + ": time "), terminal);
        String page = Files.readString(folder.resolve("validation.html"));
        assertTrue(page.contains("What is off most"), "the page has the remarks");
        assertFalse(page.contains("http:") || page.contains("https:"), "the page needs no network");
    }

    /** What QEMU has defaults for, and what was never seen, may be left out. */
    @Test
    void aFileWithoutOptionalFieldsIsRead() throws IOException {
        String bare = idle().replaceAll("\"migration_parameters\":\\{[^}]*\\}", "\"migration_parameters\":{}")
                .replaceAll("\"guest_rate\":\\[\\[.*\\]\\]", "\"guest_rate\":[]")
                .replaceAll(",\"throttle_events_ms\":\\[[^\\]]*\\]", "");
        assertFalse(bare.contains("cpu-throttle-initial"), bare);
        Path runs = Files.createDirectory(folder.resolve("bare"));
        Files.writeString(runs.resolve("bare.json"), bare);
        // Not by the command, which runs the published targets as well.
        List<Check> checks = MigrationChecks.of(RecordedMigrations.in(runs)).checks();
        assertTrue(checks.contains(new Check(RUN, "status", "completed", 1, 1, 0)), checks.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "\"working_set_bytes\":0, \"working_set_bytes\":\"much\", working_set_bytes is no number",
        "\"pattern\":\"idle\", \"pattern\":\"wild\", pattern is 'wild'",
        "\"total_ms\":6529, \"total_ms\":-1, total_ms is -1",
        "\"status\":\"completed\", \"status\":7, status is no text",
        "{\"config\", [\"config\", this is no JSON",
    })
    void aBrokenFileIsOneLine(String from, String to, String complaint) throws IOException {
        String broken = idle().replace(from, to);
        assertFalse(broken.equals(idle()), "the file holds " + from);
        Files.writeString(folder.resolve("broken.json"), broken);
        String said = CommandLineRun.of("validate", "migration", "--runs", folder, "--out", folder)
                .complaint();
        assertTrue(said.contains("broken.json") && said.contains(complaint), said);
    }

    @Test
    void aFolderThatIsMissingOrEmptyIsOneLine() {
        for (Path runs : List.of(folder.resolve("nowhere"), folder)) {
            String said = CommandLineRun.of("validate", "migration", "--runs", runs, "--out", folder)
                    .complaint();
            assertTrue(said.contains(runs.toString()), said);
        }
    }
}
