package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate hardware} as a user runs it. The golden file, which reports show, is rewritten as those of {@link HelpTest} are. */
class ValidateHardwareTest {
    private static final Path GOLDEN = BundledChecks.file("hardware");

    @TempDir
    Path folder;

    @Test
    void writesEveryCheckMetOrNot() throws IOException {
        Path out = folder.resolve("made").resolve("here");
        String terminal = CommandLineRun.of("validate", "hardware", "--out", out)
                .succeeded()
                .out();
        String csv = Files.readString(out.resolve("validation.csv"));
        if (Boolean.getBoolean("dirtysim.golden.rewrite")) {
            Files.writeString(GOLDEN, csv);
            fail("rewrote " + GOLDEN + ": look at the difference and commit it");
        }
        assertEquals(Files.readString(GOLDEN), csv, "figures of the modelled hardware have moved");
        List<String> rows = csv.lines().skip(1).toList();
        assertEquals(
                6 * 9,
                rows.stream().filter(row -> row.startsWith("V1,added_latency/")).count());
        assertTrue(
                rows.stream().filter(row -> row.startsWith("V1,added_latency/")).allMatch(row -> row.endsWith("true")));
        long missed = rows.stream().filter(row -> row.endsWith(",false")).count();
        assertEquals(
                missed, terminal.lines().filter(line -> line.startsWith("! ")).count());
        String page = Files.readString(out.resolve("validation.html"));
        assertEquals(
                missed,
                page.lines().filter(line -> line.contains("missed</td>")).count());
        assertFalse(page.contains("http:") || page.contains("https:"), "the page needs no network");
    }

    @Test
    void recordedRunsBesideTheCheckoutAgreeWithTheEmulator() throws IOException {
        Path runs = Path.of(System.getProperty("dirtysim.shared"), "traces");
        assumeTrue(Files.isDirectory(runs), "no recorded runs beside the checkout");
        CommandLineRun.of("validate", "hardware", "--runs", runs, "--out", folder)
                .succeeded();
        List<String> rows = Files.readAllLines(folder.resolve("validation.csv"));
        for (String run : List.of("gt-e1000e-rx-lazy", "gt-nvme-randrw-strict")) {
            for (String quantity : List.of("iotlb_agreement", "gpa_agreement", "clock_reordered")) {
                String start = run + "," + quantity + ",%,";
                assertEquals(
                        1,
                        rows.stream()
                                .filter(row -> row.startsWith(start) && row.endsWith(",true"))
                                .count(),
                        start);
            }
        }
    }
}
