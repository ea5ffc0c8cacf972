package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small suite that varies two parameters, end to end. */
class SensitivitySuiteTest {
    private static final String SUITE = """
            suite: small
            defaults:
              link: 100Gbit/s
              downtime-limit: 30ms
              time-scale: 10
              warm-up: 20ms
              max-rounds: 5
              cpu-working-set: 64MiB
            sensitivity:
              samples: 4
              parameters: [dtt-read-ns, invalidate-ns]
            scenarios:
              - name: a
                traces: [nvme-randread4k-strict]
                schemes: [shadow-dbit, dtt]
            """;

    private static final List<String> FILES =
            List.of("results.csv", "rounds.csv", "results.json", "report.html", "sensitivity.csv", "rankings.csv");

    @TempDir
    private static Path folder;

    private static CommandLineRun one;

    @BeforeAll
    static void runTwice() throws IOException {
        Path suite = Files.writeString(folder.resolve("small.yaml"), SUITE);
        one = CommandLineRun.of("run", "--suite", suite, "--jobs", 1, "--out", folder.resolve("one"))
                .succeeded();
        CommandLineRun.of("run", "--suite", suite, "--jobs", 2, "--out", folder.resolve("two"))
                .succeeded();
    }

    private static String read(String run, String file) throws IOException {
        return Files.readString(folder.resolve(run).resolve(file));
    }

    @Test
    void theNumberOfWorkersChangesNotAByte() throws IOException {
        for (String file : FILES) {
            assertEquals(read("one", file), read("two", file), file);
        }
    }

    @Test
    void everyPointIsARunAndTheTableShowsTheBase() throws IOException {
        // The base, its 8 phases, two ends of two parameters and 4 samples, under two schemes.
        assertEquals(1 + 2 * (1 + 8 + 4 + 4), read("one", "results.csv").lines().count());
        assertEquals(
                2,
                one.out()
                        .lines()
                        .filter(line -> line.contains("dbit ") || line.contains("dtt "))
                        .count());
    }

    @Test
    void whatOnlyOneSchemePaysTurnsTheOrder() throws IOException {
        assertTrue(
                read("one", "rankings.csv")
                        .lines()
                        .anyMatch(line -> line.contains(",flush-query-p50,")
                                && line.contains(",dtt-read-ns,assumption,0.8,5,shadow-dbit,")),
                () -> "reading a table at 5 ns an entry must cost dtt its lead");
        assertTrue(read("one", "report.html").contains("dtt-read-ns *</text>"));
    }

    @Test
    void aReportIsRenderedFromResults() throws IOException {
        Path report = folder.resolve("again.html");
        CommandLineRun.of("report", folder.resolve("one"), "--out", report).succeeded();
        assertEquals(read("one", "report.html"), Files.readString(report));
    }
}
