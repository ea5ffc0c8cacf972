package dirtysim.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sweep performed by Spark, with threads and with a cluster, has the bytes of one that was performed without. */
@Timeout(300)
class SparkSweepTest {
    private static final int RUNS = 40;

    @TempDir
    private static Path shared;

    private static Path suite;
    private static Map<String, String> whole;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runItWithoutSpark() throws IOException, InterruptedException {
        suite = Files.writeString(shared.resolve("small.yaml"), """
                suite: small
                defaults: {ram: 128MiB, link: 10Gbit/s, downtime-limit: 1ms, warm-up: 1ms, max-rounds: 3, cpu-working-set: 16MiB, replications: 4}
                scenarios:
                  - name: only
                    traces: ["generated:steady,live=64,dirty=20000,churn=2000,over=128MiB"]
                    schemes: all
                """);
        Path out = shared.resolve("whole");
        Started plain = Started.java(List.of("-jar", System.getProperty("dirtysim.jar")), shared, arguments(out));
        assertEquals(0, plain.exitCode(), plain::said);
        whole = contents(out);
        assertEquals(RUNS + 1, whole.get("results.csv").lines().count());
    }

    @Test
    void withThreads() throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Started local = SparkCluster.submit("local[2]", folder, arguments(out));
        assertEquals(0, local.exitCode(), local::said);
        assertEquals(whole, contents(out));
    }

    @Test
    void withAMasterAndTwoWorkers() throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        try (SparkCluster cluster = SparkCluster.start(folder, 2)) {
            Started sweep = SparkCluster.submit(cluster.master(), folder, arguments(out));
            assertEquals(0, sweep.exitCode(), sweep::said);
            assertEquals(2, cluster.workersThatRan(), sweep::said);
        }
        assertEquals(whole, contents(out));
    }

    @Test
    void aWorkerThatIsLostIsMadeUpFor() throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        try (SparkCluster cluster = SparkCluster.start(folder, 2)) {
            Started sweep = SparkCluster.submit(cluster.master(), folder, arguments(out));
            Path journal = out.resolve(".runs.journal");
            while (sweep.isAlive() && (!Files.exists(journal) || Files.size(journal) < 10_000)) {
                Thread.sleep(2);
            }
            assertTrue(sweep.isAlive(), "it was over before a worker could be lost");
            cluster.kill(0);
            assertEquals(0, sweep.exitCode(), sweep::said);
        }
        assertEquals(whole, contents(out));
    }

    @Test
    void badInputIsOneLine() throws IOException, InterruptedException {
        Started refused = SparkCluster.submit(
                "local[1]",
                folder,
                "run",
                "--suite",
                "no-such",
                "--out",
                folder.resolve("out").toString());
        assertEquals(2, refused.exitCode(), refused::said);
        assertTrue(refused.said().contains("no-such"), refused::said);
        assertEquals(
                0,
                refused.said().lines().filter(line -> line.startsWith("\tat ")).count(),
                refused::said);
    }

    private static String[] arguments(Path out) {
        return new String[] {"run", "--suite", suite.toString(), "--out", out.toString()};
    }

    private static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertTrue(contents.keySet().containsAll(List.of("results.csv", "results.json", "report.html")));
        return contents;
    }
}
