package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dirtysim.Simulation;
import dirtysim.bench.suite.Catalogue;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.suite.Suites;
import dirtysim.guest.Workload;
import dirtysim.reports.compare.OperationTime;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import dirtysim.workloads.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What suite {@code schemes} must show, whatever the figures: who loses pages on the bundled real traces, and who does not. */
class SchemesSuiteTest {
    /** Their devices read: nothing that they write is torn down but a few received acknowledgements and completions. */
    private static final Set<String> TRANSMIT_ONLY =
            new TreeSet<>(List.of("e1000e-tx-strict", "nvme-randwrite4k-strict"));

    private static final Set<String> LOSSY = new TreeSet<>(List.of("iova-log", "device-log"));

    private static List<Plan.Run> runs;

    @BeforeAll
    static void plan() {
        runs = Plan.of(Suites.open("schemes", Catalogue.installed()), UnaryOperator.identity(), false)
                .runs();
    }

    @Test
    void logsOfIovasLosePagesWhereverWrittenMappingsAreTornDown() {
        Set<String> spared = new TreeSet<>();
        for (Plan.Run run : runs) {
            if (LOSSY.contains(run.scenario().scheme())
                    && !TRANSMIT_ONLY.contains(run.scenario().trace())) {
                RunRecord record = Simulation.run(run.scenario(), run.workload());
                String which = run.scenario().scheme() + " on " + run.scenario().trace();
                assertNothingIsLostInTheBreakdown(record, which);
                if (record.tracking().lostPages() == 0) {
                    spared.add(which);
                }
                for (String reason : record.tracking().lostReasons()) {
                    assertTrue(reason.contains("; the IOVA was torn down at "), which + ": " + reason);
                }
            }
        }
        assertEquals(Set.of(), spared);
    }

    @ParameterizedTest(name = "seed {0}, {1} times as fast as recorded")
    @CsvSource({"1, 10", "2, 1", "3, 40"})
    void theOthersLoseNone(long seed, double timeScale) {
        for (Plan.Run run : runs) {
            if (!LOSSY.contains(run.scenario().scheme())) {
                Scenario scenario = hurried(run.scenario(), seed, timeScale);
                RunRecord record = Simulation.run(scenario, run.workload());
                String which = scenario.scheme() + " on " + scenario.trace() + ", seed " + seed + ", " + timeScale;
                assertEquals(List.of(), record.tracking().lostSample(), which);
                assertEquals(0, record.guest().dmaFaults(), which);
                assertNothingIsLostInTheBreakdown(record, which);
            }
        }
    }

    @Test
    void theOthersLoseNoneOnTheRecordingsThatAreNotBundled() throws IOException {
        Path folder = Path.of(System.getProperty("dirtysim.shared"), "traces");
        assumeTrue(Files.isDirectory(folder), "no recordings beside the checkout");
        int replayed = 0;
        for (Path file : recordings(folder)) {
            Workload workload = Traces.open(file.toString(), true).workload();
            for (Plan.Run run : runs.subList(0, Catalogue.installed().schemes().size())) {
                if (!LOSSY.contains(run.scenario().scheme())) {
                    RunRecord record = Simulation.run(hurried(run.scenario(), 4, 10), workload);
                    assertEquals(
                            List.of(),
                            record.tracking().lostSample(),
                            run.scenario().scheme() + " on " + file);
                }
            }
            replayed++;
        }
        assertTrue(replayed > 0, "no recording in " + folder);
    }

    private static void assertNothingIsLostInTheBreakdown(RunRecord record, String which) {
        for (OperationTime operation : OperationTime.values()) {
            long sum = OperationTime.PARTS.stream()
                    .mapToLong(part -> operation.partPs(record, part))
                    .sum();
            assertEquals(operation.totalPs(record), sum, operation.title() + " of " + which);
        }
    }

    /** All but those bundled, and the one whose guest ran its devices in passthrough, which has no mapping to replay. */
    private static List<Path> recordings(Path folder) throws IOException {
        Set<String> left = new TreeSet<>(Catalogue.installed().traces());
        left.add("e1000e-rx-passthrough");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".trace.gz"))
                    .filter(file -> !left.contains(file.getFileName().toString().replace(".trace.gz", "")))
                    .sorted()
                    .toList();
        }
    }

    /** The same over a link ten times as fast and with a tenth of the limit: as many rounds, in less time. */
    private static Scenario hurried(Scenario like, long seed, double timeScale) {
        return like.change()
                .seed(seed)
                .linkBytesPerSecond(like.linkBytesPerSecond() * 10)
                .downtimeLimitMs(like.downtimeLimitMs() / 10)
                .timeScale(timeScale)
                .cpuDirtyPagesPerSecond(like.cpuDirtyPagesPerSecond() * 10)
                .build();
    }
}
