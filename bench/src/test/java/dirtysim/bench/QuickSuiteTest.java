package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.bench.suite.Catalogue;
import dirtysim.bench.suite.Suite;
import dirtysim.bench.suite.Suites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real simulation, end to end, through the command line. */
class QuickSuiteTest {
    @TempDir
    private static Path folder;

    private static CommandLineRun one;
    private static CommandLineRun two;

    @BeforeAll
    static void runTwice() {
        one = quick("one", "--jobs", 1).succeeded();
        two = quick("two", "--jobs", 2).succeeded();
    }

    private static CommandLineRun quick(String out, Object... more) {
        List<Object> words = new ArrayList<>(List.of("run", "--suite", "quick", "--out", folder.resolve(out)));
        words.addAll(List.of(more));
        return CommandLineRun.of(words.toArray());
    }

    @Test
    void writesTheFourResultsAndSaysWhere() throws IOException {
        for (String file : List.of("results.csv", "rounds.csv", "crossings.csv", "results.json", "report.html")) {
            assertTrue(Files.size(folder.resolve("one").resolve(file)) > 0, file);
        }
        assertTrue(one.out().endsWith("report:  " + folder.resolve("one").resolve("report.html") + "\n"), one.out());
        Suite suite = Suites.open("quick", Catalogue.installed());
        assertEquals(
                suite.runCount() + 1,
                Files.readAllLines(folder.resolve("one").resolve("results.csv")).size(),
                "a header and a row a run");
        for (String scheme : Catalogue.installed().schemes()) {
            assertTrue(one.out().contains(scheme), "the table names " + scheme);
        }
    }

    @Test
    void theNumberOfWorkersChangesNotAByte() throws IOException {
        for (String file : List.of("results.csv", "rounds.csv", "crossings.csv", "results.json", "report.html")) {
            assertEquals(
                    Files.readString(folder.resolve("one").resolve(file)),
                    Files.readString(folder.resolve("two").resolve(file)),
                    file);
        }
        assertEquals(
                one.out().replace(folder.resolve("one").toString(), ""),
                two.out().replace(folder.resolve("two").toString(), ""));
    }

    @Test
    void anotherSeedIsAnotherResult() throws IOException {
        quick("seed", "--seed", 2).succeeded();
        assertNotEquals(
                Files.readString(folder.resolve("one").resolve("results.csv")),
                Files.readString(folder.resolve("seed").resolve("results.csv")));
    }

    @Test
    void simulateGivesTheRowsThatTheSuiteGave() throws IOException {
        CommandLineRun.of(
                        "simulate",
                        "--trace",
                        "e1000e-rx-strict",
                        "--scheme",
                        "pinned",
                        "--link",
                        "100Gbit/s",
                        "--downtime-limit",
                        "30ms",
                        "--time-scale",
                        "10",
                        "--warm-up",
                        "20ms",
                        "--max-rounds",
                        "5",
                        "--cpu-working-set",
                        "64MiB",
                        "--out",
                        folder.resolve("adhoc"))
                .succeeded();
        String row = Files.readAllLines(folder.resolve("adhoc").resolve("results.csv"))
                .get(1);
        String suite = Files.readString(folder.resolve("one").resolve("results.csv"));
        assertTrue(row.startsWith("adhoc,adhoc,"), row);
        assertTrue(suite.contains(row.replace("adhoc,adhoc,", "quick,smoke,")), row + "\nis not among\n" + suite);
    }

    @Test
    void aReportIsRenderedFromResults() throws IOException {
        Path report = folder.resolve("joined.html");
        CommandLineRun.of("report", folder.resolve("one"), "--out", report).succeeded();
        assertEquals(Files.readString(folder.resolve("one").resolve("report.html")), Files.readString(report));
    }

    @Test
    void aReportDoesNotOverwriteTheResultsItIsMadeFrom() throws IOException {
        Path results = folder.resolve("one").resolve("results.json");
        String before = Files.readString(results);
        String complaint = CommandLineRun.of("report", folder.resolve("one"), "--out", results)
                .complaint();
        assertTrue(complaint.startsWith("--out: '" + results + "' is no name of a report"), complaint);
        assertEquals(before, Files.readString(results));
    }

    @Test
    void aTraceIsConvertedAndGivesTheSameStatistics() throws IOException {
        Path converted = folder.resolve("e1000e-rx-strict.dtrace");
        CommandLineRun.of("trace", "convert", "e1000e-rx-strict", converted).succeeded();
        String statistics = CommandLineRun.of("trace", "info", converted, "--json")
                .succeeded()
                .out();
        assertEquals(
                CommandLineRun.of("trace", "info", "e1000e-rx-strict", "--json")
                        .succeeded()
                        .out(),
                statistics);
        assertTrue(statistics.startsWith("{\n") && statistics.endsWith("}\n"), statistics);
        assertFalse(statistics.contains("\r"));
    }
}
