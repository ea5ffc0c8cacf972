package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.Simulation;
import dirtysim.bench.remote.RemoteSimulator;
import dirtysim.bench.suite.Plan;
import dirtysim.reports.RunText;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that another machine performs; here that is this process, and what goes between the two is the words alone. */
class ElsewhereTest {
    private static final String SUITE = """
            suite: small
            defaults: {ram: 128MiB, link: 10Gbit/s, downtime-limit: 1ms, warm-up: %s, max-rounds: 3, cpu-working-set: 16MiB, replications: 2}
            scenarios:
              - name: only
                traces: ["generated:steady,live=64,dirty=20000,churn=2000,over=128MiB"]
                schemes: [nested-dbit, shadow-dbit, iova-log]
            """;

    @TempDir
    private Path folder;

    private Path suite;

    @BeforeEach
    void write() throws IOException {
        suite = Files.writeString(folder.resolve("small.yaml"), SUITE.formatted("1ms"));
    }

    @Test
    void resultsAreThoseOfThisMachine() throws IOException {
        AtomicInteger sent = new AtomicInteger();
        Function<List<String>, String> counting = words -> {
            sent.incrementAndGet();
            return Elsewhere.perform(words);
        };
        Path here = folder.resolve("here");
        Path there = folder.resolve("there");
        CommandLineRun one = CommandLineRun.of("run", "--suite", suite, "--seed", 9, "--out", here)
                .succeeded();
        CommandLineRun other = driven(counting, "run", "--suite", suite, "--seed", 9, "--out", there)
                .succeeded();
        assertEquals(6, sent.get());
        assertEquals(contents(here), contents(there));
        assertEquals(one.out().replace(here.toString(), there.toString()), other.out());
    }

    @Test
    void aWarmUpThatARuleFoundIsSentAlong() throws IOException {
        Files.writeString(suite, SUITE.formatted("auto"));
        List<String> words = List.of("run", "--suite", suite.toString());
        Plan plan = Planning.of(words);
        Plan.Run first = plan.runs().get(0);
        Scenario settled = first.scenario().change().warmupMs(3).build();
        RunRecord there = new RemoteSimulator(Elsewhere::perform, plan, words).run(settled, first.workload());
        assertEquals(3, there.scenario().warmupMs());
        assertEquals(RunText.of(Simulation.run(settled, first.workload())), RunText.of(there));
    }

    @Test
    void simulateIsSentToo() throws IOException {
        Object[] words = {
            "simulate",
            "--trace",
            "generated:steady,live=64,dirty=20000,churn=2000,over=128MiB",
            "--scheme",
            "nested-dbit",
            "--ram",
            "128MiB",
            "--cpu-working-set",
            "16MiB",
            "--warm-up",
            "1ms",
            "--out"
        };
        CommandLineRun.of(with(words, folder.resolve("here"))).succeeded();
        driven(Elsewhere::perform, with(words, folder.resolve("there"))).succeeded();
        assertEquals(contents(folder.resolve("here")), contents(folder.resolve("there")));
    }

    @Test
    void aMachineThatSeesAnotherSuiteRefuses() {
        String said = driven(
                        words -> {
                            List<String> others = new ArrayList<>(words);
                            others.set(
                                    2, others.get(2).replace("\"linkBytesPerSecond\":1", "\"linkBytesPerSecond\":2"));
                            assertFalse(others.equals(words), words.get(2));
                            return Elsewhere.perform(others);
                        },
                        "run",
                        "--suite",
                        suite,
                        "--out",
                        folder.resolve("out"))
                .err();
        assertTrue(said.contains("is another sweep there"), said);
    }

    @Test
    void aMachineWithAnotherProgramRefuses() {
        CommandLineRun refused = driven(
                words -> {
                    List<String> others = new ArrayList<>(words);
                    others.set(0, "0".repeat(64));
                    return Elsewhere.perform(others);
                },
                "run",
                "--suite",
                suite,
                "--out",
                folder.resolve("out"));
        assertTrue(
                refused.complaint().contains("is another sweep there: program, suite or traces differ"), refused.err());
    }

    @Test
    void whatAMachineCannotReadItSays() {
        CommandLineRun refused = driven(
                words -> {
                    List<String> others = new ArrayList<>(words);
                    others.set(others.indexOf(suite.toString()), "missing.yaml");
                    return Elsewhere.perform(others);
                },
                "run",
                "--suite",
                suite,
                "--out",
                folder.resolve("out"));
        assertTrue(refused.complaint().contains("on another machine: "), refused.err());
        assertTrue(refused.err().contains("missing.yaml"), refused.err());
    }

    @Test
    void aMachineThatBreaksIsAFault() {
        CommandLineRun broken = driven(
                words -> {
                    throw new IllegalStateException("lost");
                },
                "run",
                "--suite",
                suite,
                "--out",
                folder.resolve("out"));
        assertEquals(Complaints.INTERNAL_FAULT, broken.exitCode());
        assertEquals(1, broken.err().lines().count(), broken.err());
    }

    @Test
    void whatOnlyOneMachineCanDoIsRefused() {
        Path out = folder.resolve("out");
        refused("performs no sweep", "list", "suites");
        refused("is for one machine", "run", "--suite", "validation", "--out", out);
        refused(
                "the runs are on other machines",
                "run",
                "--suite",
                suite,
                "--timeline",
                folder.resolve("t.json"),
                "--out",
                out);
    }

    private static void refused(String why, Object... words) {
        CommandLineRun refused = driven(Elsewhere::perform, words);
        assertTrue(refused.complaint().contains(why), refused.err());
    }

    private static Object[] with(Object[] words, Path out) {
        return Stream.concat(Arrays.stream(words), Stream.of(out)).toArray();
    }

    private static CommandLineRun driven(Function<List<String>, String> machine, Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Elsewhere.drive(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                machine,
                Arrays.stream(args).map(Object::toString).toArray(String[]::new));
        return new CommandLineRun(code, out.toString(), err.toString());
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
