package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhReportCommandTest {
    private static final String JSON = """
            [{"benchmark": "x.Hold.engine", "mode": "avgt", "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[2, 2.1], [1.9, 2]]},
              "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 24}}},
             {"benchmark": "x.Hold.reference", "mode": "avgt", "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1, 1.1], [0.9, 1]]}}]
            """;

    @TempDir
    Path folder;

    private Path json;
    private Path out;

    @BeforeEach
    void write() throws IOException {
        json = Files.writeString(folder.resolve("some.json"), JSON);
        out = folder.resolve("jmh.html");
    }

    @Test
    void aFileOfJmhBecomesAPageAndACsv() throws IOException {
        CommandLineRun run =
                CommandLineRun.of("report", "--jmh", json, "--out", out).succeeded();
        assertTrue(run.out().startsWith("ratio:   Hold.engine / reference = 2.000 ("), run.out());
        assertTrue(Files.readString(out).contains("beside reference"), "the page");
        assertTrue(Files.readString(folder.resolve("jmh.csv")).contains("Hold.engine,,reference,2,4,2.000000,"));
    }

    @Test
    void whatLiesInTheResultsDirectoryIsTakenInUnasked() throws IOException {
        CommandLineRun.of("run", "--suite", "quick", "--out", folder).succeeded();
        CommandLineRun.of("report", folder, "--out", out).succeeded();
        assertTrue(!Files.readString(out).contains("id=\"jmh\""));
        Files.copy(json, folder.resolve("jmh.json"));
        CommandLineRun.of("report", folder, "--out", out).succeeded();
        String page = Files.readString(out);
        assertTrue(page.contains("id=\"jmh\"") && page.contains("id=\"verdict\""), "both in one report");
    }

    @Test
    void onlyAllocationFailsTheGate() throws IOException {
        Path targets = folder.resolve("targets.csv");
        String head = "benchmark,reference,params,quantity,limit,source\n";
        Files.writeString(targets, head + "Hold.engine,,,ratio,1.5,s\n");
        CommandLineRun slow = CommandLineRun.of(
                        "report", "--jmh", json, "--jmh-targets", targets, "--jmh-gate", "--out", out)
                .succeeded();
        assertTrue(slow.out().contains("target:  MISSED: Hold.engine / reference ratio<=1.5, is 2.000"), slow.out());
        Files.writeString(targets, head + "Hold.engine,,,bytes,1,s\n");
        CommandLineRun wasteful =
                CommandLineRun.of("report", "--jmh", json, "--jmh-targets", targets, "--jmh-gate", "--out", out);
        assertEquals(1, wasteful.exitCode());
        CommandLineRun.of("report", "--jmh", json, "--jmh-targets", targets, "--out", out)
                .succeeded();
    }

    @Test
    void nothingToReportIsSaidSo() {
        assertEquals(
                "report: there is nothing to report; give results directories, or --jmh",
                CommandLineRun.of("report", "--out", out).complaint());
        assertTrue(CommandLineRun.of("report", "--jmh", folder.resolve("none.json"), "--out", out)
                .complaint()
                .contains("none.json: there is no such file"));
    }
}
