package dirtysim.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.bench.CommandLineRun;
import dirtysim.host.InputException;
import dirtysim.reports.ResultsCsv;
import dirtysim.scenario.ScenarioBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The library as a notebook uses it; what it gives is what the command line gives. */
class ExperimentTest {
    private static final String TRACE = "e1000e-rx-strict";

    @TempDir
    private Path folder;

    private static Experiment small() {
        return Experiment.of(TRACE, "shadow-dbit")
                .with("link", "100Gbit/s")
                .with("downtime-limit", "30ms")
                .with("time-scale", "10")
                .with("warm-up", "10ms")
                .with("max-rounds", "3")
                .with("cpu-dirty", "10000")
                .with("cpu-working-set", "16MiB");
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(InputException.class, call).getMessage());
    }

    @Test
    void itGivesWhatTheCommandLineGives() throws Exception {
        Result result = small().set("iotlb-miss-ns", "500").run();
        Path out = folder.resolve("cli");
        CommandLineRun.of((Object[])
                        ("simulate --trace " + TRACE + " --scheme shadow-dbit --link 100Gbit/s --downtime-limit 30ms"
                                        + " --time-scale 10 --warm-up 10ms --max-rounds 3 --cpu-dirty 10000"
                                        + " --cpu-working-set 16MiB --set iotlb-miss-ns=500 --quiet --out " + out)
                                .split(" "))
                .succeeded();
        String csv = Files.readString(out.resolve("results.csv"));
        assertEquals(csv, ResultsCsv.render(List.of(result.record())));
        assertEquals(
                List.of(csv.lines().findFirst().orElseThrow().split(",")),
                List.copyOf(result.figures().keySet()));

        Dirtysim.report(folder.resolve("api"), List.of(result));
        assertEquals(csv, Files.readString(folder.resolve("api").resolve("results.csv")));
        assertTrue(Files.exists(folder.resolve("api").resolve("report.html")));
    }

    @Test
    void figuresComeAsTextAndAsNumbers() {
        Result result = small().scheme("stop-copy").run();
        assertEquals("stop-copy", result.text("scheme"));
        assertEquals(0, result.number("lost_pages"));
        assertEquals(result.record().migration().downtimePs() / 1e9, result.number("downtime_ms"), 0.001);
        assertTrue(Double.isNaN(result.number("flush_unmap_ns_p99")), "it flushes nothing");
        assertTrue(
                result.toString()
                        .matches(TRACE + " under stop-copy: converged (true|false), rounds \\d+, total_ms [0-9.]+,"
                                + " downtime_ms [0-9.]+, lost_pages 0"),
                result.toString());
        assertRefused("figure scheme: 'stop-copy' is no number; ask for it as text", () -> result.number("scheme"));
        String unknown = assertThrows(InputException.class, () -> result.number("downtime_ns"))
                .getMessage();
        assertTrue(unknown.startsWith("figure: unknown 'downtime_ns'; did you mean 'downtime_ms'?"), unknown);
    }

    @Test
    void aTypedScenarioGivesTheSame() {
        Experiment experiment = small().scheme("stop-copy");
        Result typed = Dirtysim.run(new ScenarioBuilder()
                .scheme("stop-copy")
                .trace(TRACE)
                .linkBytesPerSecond(12_500_000_000L)
                .downtimeLimitMs(30)
                .timeScale(10)
                .warmupMs(10)
                .maxRounds(3)
                .cpuDirtyPagesPerSecond(10_000)
                .cpuWorkingSetBytes(16L << 20)
                .build());
        Result named = Dirtysim.run(experiment.scenario());
        assertEquals(named.record().stateHash(), typed.record().stateHash());
        assertEquals(named.record().migration(), typed.record().migration());
    }

    @Test
    void whatThereIsCanBeListed() {
        assertTrue(Dirtysim.traces().contains(TRACE));
        assertEquals("nested-dbit", Dirtysim.schemes().get(0));
        assertEquals(TRACE + " under dtt", small().scheme("dtt").toString());
    }

    @Test
    void aSlipIsRefusedInOneLine() {
        Experiment experiment = small();
        String scheme = assertThrows(InputException.class, () -> experiment.scheme("shadow-dbt"))
                .getMessage();
        assertTrue(scheme.startsWith("scheme: unknown scheme 'shadow-dbt'; did you mean 'shadow-dbit'?"), scheme);
        String trace = assertThrows(InputException.class, () -> Experiment.of("e1000e-rx-strickt", "dtt"))
                .getMessage();
        assertTrue(trace.contains("did you mean 'e1000e-rx-strict'?"), trace);
        String setting = assertThrows(InputException.class, () -> experiment.with("lnk", "1Gbit/s"))
                .getMessage();
        assertTrue(setting.startsWith("setting: unknown 'lnk'; did you mean 'link'?"), setting);
        String unit = assertThrows(InputException.class, () -> experiment.with("ram", "64"))
                .getMessage();
        assertTrue(unit.startsWith("ram: '64' is not a size in bytes with its unit; write it like 2GiB"), unit);
        String parameter = assertThrows(InputException.class, () -> experiment.set("iotlb-mis-ns", "1"))
                .getMessage();
        assertTrue(parameter.contains("did you mean 'iotlb-miss-ns'?"), parameter);
        assertRefused(
                "replications: one experiment is one run; vary 'seed' in a loop, or run a suite with replications",
                () -> experiment.with("replications", "3").run());
        assertRefused(
                "report: there is no result to report; give at least one",
                () -> Dirtysim.report(folder.resolve("none"), List.of()));
    }
}
