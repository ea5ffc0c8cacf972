package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate tracking} as a user runs it. The golden file, which reports show, is rewritten as those of {@link HelpTest} are. */
class ValidateTrackingTest {
    private static final Path GOLDEN = BundledChecks.file("tracking");

    @TempDir
    Path folder;

    @Test
    void writesEveryCheckMetOrNot() throws IOException {
        Path out = folder.resolve("made").resolve("here");
        String terminal = CommandLineRun.of("validate", "tracking", "--out", out)
                .succeeded()
                .out();
        String csv = Files.readString(out.resolve("validation.csv"));
        if (Boolean.getBoolean("dirtysim.golden.rewrite")) {
            Files.writeString(GOLDEN, csv);
            fail("rewrote " + GOLDEN + ": look at the difference and commit it");
        }
        assertEquals(Files.readString(GOLDEN), csv, "figures of modelled tracking have moved");
        List<String> rows = csv.lines().skip(1).toList();
        long missed = rows.stream().filter(row -> row.endsWith(",false")).count();
        assertEquals(
                missed, terminal.lines().filter(line -> line.startsWith("! ")).count());
        for (String target : List.of("V6", "V7", "V8", "V9", "V10", "V14", "V20")) {
            assertTrue(rows.stream().anyMatch(row -> row.startsWith(target + ",") && row.endsWith(",true")), target);
        }
        assertPrecise(rows, "gt-nvme-randrw-strict");
    }

    @Test
    void runsAreReadFromTheFolderThatIsGiven() {
        String complaint = CommandLineRun.of("validate", "tracking", "--runs", folder, "--out", folder.resolve("out"))
                .complaint();
        assertTrue(complaint.contains("there is no recorded run in it"), complaint);
    }

    /** Windows of 10 ms, 100 ms and 1 s; the figures within 1 %, nothing missed. */
    private static void assertPrecise(List<String> rows, String run) {
        List<String> own =
                rows.stream().filter(row -> row.startsWith(run + ",")).toList();
        assertEquals(3 * (1 + 1 + 4) + 4, own.size());
        own.forEach(row -> assertTrue(row.endsWith(",true"), row));
    }
}
