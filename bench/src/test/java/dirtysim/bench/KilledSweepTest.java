package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.bench.sweep.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps that are killed, or shared between machines: the results are those of one that ran through. */
@Timeout(300)
class KilledSweepTest {
    private static final long SEED = 20_261_123;
    private static final int KILLS = 10;
    private static final int RUNS = 40;

    private static Path suite;
    private static Path whole;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runItThrough(@TempDir Path shared) throws IOException {
        suite = Files.writeString(shared.resolve("small.yaml"), """
                suite: small
                defaults: {ram: 128MiB, link: 10Gbit/s, downtime-limit: 1ms, warm-up: 1ms, max-rounds: 3, cpu-working-set: 16MiB, replications: 4}
                scenarios:
                  - name: only
                    traces: ["generated:steady,live=64,dirty=20000,churn=2000,over=128MiB"]
                    schemes: all
                """);
        whole = shared.resolve("whole");
        CommandLineRun.of("run", "--suite", suite, "--out", whole).succeeded();
    }

    @Test
    void killedTenTimesItEndsAsIfItHadNotBeen() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        Path out = folder.resolve("killed");
        long kept = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process sweep = start(out);
            long enough = Math.min(kept + 1 + random.nextInt(3), RUNS - 2);
            while (sweep.isAlive() && kept(out) < enough) {
                Thread.sleep(1 + random.nextInt(5));
            }
            sweep.destroyForcibly().waitFor();
            long now = kept(out);
            assertTrue(now >= kept, "seed " + SEED + ", kill " + kill + ": " + now + " of " + kept + " left");
            kept = now;
        }
        assertTrue(kept > 0, "it was never killed between two runs");
        boolean unfinished = Files.exists(out.resolve(Journal.NAME));
        CommandLineRun last = CommandLineRun.of("run", "--suite", suite, "--out", out);
        assertEquals(0, last.exitCode(), last.err());
        if (unfinished) {
            assertTrue(last.err().matches("[0-9]+ of 40 runs had ended .*; they are kept\\R"), last.err());
        }
        assertEquals(contents(whole), contents(out), "seed " + SEED);
    }

    @Test
    void stoppedItSaysWhatIsKept() throws IOException, InterruptedException {
        Path out = folder.resolve("stopped");
        Path said = folder.resolve("said");
        Process sweep = starting(out)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(said.toFile())
                .start();
        while (sweep.isAlive() && kept(out) == 0) {
            Thread.sleep(2);
        }
        sweep.destroy();
        assertEquals(128 + 15, sweep.waitFor(), "SIGTERM");
        String line = Files.readString(said);
        assertTrue(
                line.matches("stopped: [0-9]+ of 40 runs have ended and are kept in .*stopped; give the same command"
                        + " again to go on\\R"),
                line);
        CommandLineRun again = CommandLineRun.of("run", "--suite", suite, "--out", out);
        assertTrue(again.err().contains(" of 40 runs had ended"), again.err());
        assertEquals(contents(whole), contents(out));
    }

    @Test
    void anotherSuiteDoesNotBeginOverAKilledOne() throws IOException, InterruptedException {
        Path out = folder.resolve("killed");
        Process sweep = start(out);
        while (sweep.isAlive() && kept(out) == 0) {
            Thread.sleep(2);
        }
        sweep.destroyForcibly().waitFor();
        assertTrue(Files.exists(out.resolve(Journal.NAME)), "it ended before it was killed");
        String said = CommandLineRun.of("run", "--suite", suite, "--seed", 7, "--out", out)
                .complaint();
        assertTrue(said.contains("runs of another sweep that did not end; give another directory"), said);
    }

    @Test
    void partsTogetherAreTheWhole() throws IOException {
        Path[] parts = new Path[3];
        for (int part = 0; part < 3; part++) {
            parts[part] = folder.resolve("part-" + part);
            CommandLineRun quiet = CommandLineRun.of(
                            "run", "--suite", suite, "--shard", (part + 1) + "/3", "--out", parts[part], "--quiet")
                    .succeeded();
            assertEquals("", quiet.out());
        }
        Path merged = folder.resolve("merged");
        CommandLineRun.of("merge", parts[2], parts[0], parts[1], "--out", merged)
                .succeeded();
        assertEquals(contents(whole), contents(merged));

        refused("2 of 3 parts are missing: 1, 2;", parts[2]);
        refused("is part 1/3, as is ", parts[0], parts[1], parts[0], parts[2]);
        refused("is no finished part of a sweep", parts[0], parts[1], whole);
        Path other = folder.resolve("other");
        CommandLineRun.of("run", "--suite", suite, "--seed", 7, "--shard", "3/3", "--out", other)
                .succeeded();
        refused("is of another sweep, or of another build", parts[0], parts[1], other);
        Path half = folder.resolve("half");
        CommandLineRun.of("run", "--suite", suite, "--shard", "2/2", "--out", half)
                .succeeded();
        refused("is part 2/2, and ", parts[0], half);
        CommandLineRun.of("run", "--suite", suite, "--out", parts[0]).succeeded();
        refused("is no finished part", parts[0], parts[1], parts[2]);
    }

    private void refused(String why, Path... parts) {
        Path none = folder.resolve("none");
        Object[] words = Stream.concat(Stream.concat(Stream.of("merge"), Stream.of(parts)), Stream.of("--out", none))
                .toArray();
        String said = CommandLineRun.of(words).complaint();
        assertTrue(said.contains(why), said);
        assertFalse(Files.exists(none), "nothing is written");
    }

    private Process start(Path out) throws IOException {
        return starting(out)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private ProcessBuilder starting(Path out) {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--suite",
                suite.toString(),
                "--jobs",
                "1",
                "--out",
                out.toString());
    }

    /** Whole lines of the journal behind its first. */
    private static long kept(Path out) throws IOException {
        Path journal = out.resolve(Journal.NAME);
        if (!Files.exists(journal)) {
            return 0;
        }
        long lines = 0;
        for (byte b : Files.readAllBytes(journal)) {
            lines += b == '\n' ? 1 : 0;
        }
        return Math.max(0, lines - 1);
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
