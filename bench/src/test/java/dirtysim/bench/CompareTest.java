package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.Simulation;
import dirtysim.bench.suite.Catalogue;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.suite.Suites;
import dirtysim.bench.sweep.Progress;
import dirtysim.bench.sweep.Simulator;
import dirtysim.bench.sweep.Sweep;
import dirtysim.host.PreCopyRules;
import dirtysim.reports.Results;
import dirtysim.reports.ResultsDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate from the command line: the tree as it is passes, planted regressions do not. */
class CompareTest {
    private static final Path BASELINE = Path.of("baselines", "regression");
    private static final String SUITE = """
            suite: planted
            defaults:
              link: 100Gbit/s
              time-scale: 10
              warm-up: 20ms
              cpu-dirty: 4000
              cpu-working-set: 16MiB
              max-rounds: 3
            scenarios:
              - name: rounds
                traces: [nvme-randread4k-strict]
                schemes: [shadow-dbit, pinned]
              - name: qemu
                traces: [nvme-randread4k-strict]
                schemes: [pinned]
                pre-copy: qemu-7.2
                max-time: 2s
            """;

    @TempDir
    private static Path folder;

    private static Path suite;
    private static Path base;

    @BeforeAll
    static void aBaseline() throws IOException {
        suite = Files.writeString(folder.resolve("planted.yaml"), SUITE);
        base = folder.resolve("base");
        run(base);
    }

    private static void run(Path out, Object... more) {
        List<Object> words = new ArrayList<>(List.of("run", "--suite", suite, "--out", out));
        words.addAll(List.of(more));
        CommandLineRun.of(words.toArray()).succeeded();
    }

    /** The same suite with a simulator that is not what it was. */
    private static Path with(String name, Simulator simulator) {
        Plan plan = Plan.of(Suites.open(suite.toString(), Catalogue.installed()), given -> given, false);
        Path out = folder.resolve(name);
        ResultsDirectory.write(
                out,
                new Results(
                        plan.suite(),
                        "",
                        new Sweep(simulator, 2)
                                .run(plan.runs(), Progress.SILENT)
                                .records()));
        return out;
    }

    private static CommandLineRun failed(Path fresh, Object... more) {
        List<Object> words = new ArrayList<>(List.of("compare", base, fresh));
        words.addAll(List.of(more));
        CommandLineRun run = CommandLineRun.of(words.toArray());
        assertEquals("", run.err());
        assertEquals(1, run.exitCode(), run.out());
        return run;
    }

    @Test
    void theTreeAsItIsPasses() {
        Path fresh = folder.resolve("regression");
        CommandLineRun.of("run", "--suite", "regression", "--out", fresh).succeeded();
        CommandLineRun run = CommandLineRun.of("compare", BASELINE, fresh);
        assertEquals(0, run.exitCode(), () -> "if this is meant, update the baseline:\n" + run.out());
        assertTrue(run.out().startsWith("pass: "), run.out());
    }

    @Test
    void aCostThatRoseByATenthIsNamed() {
        Path fresh = folder.resolve("dearer");
        run(fresh, "--set", "dirty-pte-ns=22");
        String out = failed(fresh).out();
        assertTrue(out.startsWith("changed  parameter dirty-pte-ns: 20 -> 22 (+10.0 %) in rounds"), out);
        assertTrue(out.contains("worse    shadow-dbit flush_unmap_ns_total: "), out);
        assertTrue(out.endsWith("compare " + base + " " + fresh + " --update\n"), out);
    }

    @Test
    void aCostThatFellFailsTooAndTheUpdateIsSaid() throws IOException {
        Path fresh = folder.resolve("cheaper");
        run(fresh, "--set", "dirty-pte-ns=18");
        String out = failed(fresh).out();
        assertTrue(out.contains("better   shadow-dbit flush_unmap_ns_total: "), out);
        Path copy = folder.resolve("copy");
        CommandLineRun.of("compare", copy, base, "--update").succeeded();
        CommandLineRun.of("compare", copy, fresh, "--update").succeeded();
        CommandLineRun.of("compare", copy, fresh).succeeded();
        assertEquals(
                Files.readString(fresh.resolve("parameters.csv")), Files.readString(copy.resolve("parameters.csv")));
    }

    @Test
    void aSchemeThatLosesAPageIsNamed() {
        Path fresh = with(
                "losing",
                (scenario, workload) -> scenario.scheme().equals("shadow-dbit")
                        ? Simulation.run(scenario, workload, new Forgetful())
                        : Simulation.run(scenario, workload));
        String out = failed(fresh).out();
        assertTrue(out.startsWith("worse    shadow-dbit lost_pages: 0 -> "), out);
    }

    @Test
    void aChangedRuleIsNamed() {
        Path fresh = with("rule", (scenario, workload) -> {
            PreCopyRules asked = scenario.preCopy();
            PreCopyRules otherwise = asked.rule() == PreCopyRules.Rule.ROUNDS ? asked : PreCopyRules.ROUNDS;
            return Simulation.run(scenario.change().preCopy(otherwise).build(), workload);
        });
        String out = failed(fresh).out();
        assertTrue(out.contains("worse    pinned total_ms: ") || out.contains("better   pinned total_ms: "), out);
        assertTrue(out.contains("in qemu / pinned / nvme-randread4k-strict / seed 1"), out);
        assertTrue(out.lines().noneMatch(line -> line.contains(" in rounds / ")), out);
    }

    @Test
    void aToleranceWithItsReasonLetsItPass() throws IOException {
        Path fresh = folder.resolve("tolerated");
        run(fresh, "--set", "switchover-ms=31");
        failed(fresh);
        Path file = folder.resolve("tolerances.yaml");
        StringBuilder text = new StringBuilder("tolerances:\n");
        for (String column :
                List.of("downtime_ms", "downtime_switchover_ms", "total_ms", "state_hash", "value", "duration_ms")) {
            text.append("  - column: ").append(column).append("\n    anything: true\n    reason: a slower host\n");
        }
        Files.writeString(file, text);
        CommandLineRun run = CommandLineRun.of("compare", base, fresh, "--tolerance", file);
        assertEquals(0, run.exitCode(), run.out());
        assertTrue(run.out().contains(": a slower host\n"), run.out());
    }

    @Test
    void everyFormIsWritten() throws IOException {
        Path fresh = folder.resolve("forms");
        run(fresh, "--set", "dirty-pte-ns=22");
        failed(
                fresh,
                "--markdown",
                folder.resolve("g.md"),
                "--junit",
                folder.resolve("g.xml"),
                "--json",
                folder.resolve("g.json"));
        assertTrue(
                Files.readString(folder.resolve("g.md")).startsWith("### DirtySim against the baseline: it differs"));
        assertTrue(Files.readString(folder.resolve("g.xml")).contains("<failure message=\"value changed: 20 -&gt; 22"));
        assertTrue(Files.readString(folder.resolve("g.json")).contains("\"passed\" : false"));
    }

    @Test
    void badInputIsOneLine() throws IOException {
        String gone =
                CommandLineRun.of("compare", base, folder.resolve("nowhere")).complaint();
        assertTrue(gone.contains("there is no such file"), gone);
        Path file =
                Files.writeString(folder.resolve("bad.yaml"), "tolerances:\n  - column: total_ms\n    relative: 2%\n");
        String unreasoned =
                CommandLineRun.of("compare", base, base, "--tolerance", file).complaint();
        assertTrue(unreasoned.contains("bad.yaml:2:") && unreasoned.contains("reason"), unreasoned);
        Files.writeString(file, "tolerances:\n  - column: total_ms\n    reason: x\n");
        String nothing =
                CommandLineRun.of("compare", base, base, "--tolerance", file).complaint();
        assertTrue(nothing.contains("it allows nothing"), nothing);
        Files.writeString(file, "tolerances:\n  - column: total_ms\n    relative: 2\n    reason: x\n");
        String noShare =
                CommandLineRun.of("compare", base, base, "--tolerance", file).complaint();
        assertTrue(noShare.contains("bad.yaml:3:"), noShare);
    }
}
