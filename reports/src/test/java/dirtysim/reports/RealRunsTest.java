package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dirtysim.Simulation;
import dirtysim.guest.Direction;
import dirtysim.guest.Workload;
import dirtysim.guest.WorkloadBuilder;
import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.HostProfile;
import dirtysim.measure.Cost;
import dirtysim.reports.compare.Measure;
import dirtysim.reports.compare.OperationTime;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Schemes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The report on records of simulated migrations, every scheme on a guest that receives and on one that only sends. */
class RealRunsTest {
    private static final long PAGE = 4096;
    private static final long US = 1_000_000;
    private static final int BUFFERS = 32;

    private static Results results;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path scratch;

    @BeforeAll
    static void simulate() {
        List<RunRecord> runs = new ArrayList<>();
        List<String> schemes = Schemes.all().stream().map(DirtyTracker::id).toList();
        for (Workload workload : List.of(
                workload("receives", false, Direction.FROM_DEVICE),
                workload("sends-lazily", true, Direction.TO_DEVICE))) {
            schemes.forEach(scheme -> runs.add(Simulation.run(scenario(scheme, workload.name()), workload)));
        }
        results = new Results("real", "java -jar dirtysim.jar run --suite real", runs);
    }

    @Test
    void everyChartIsDrawnFromRealRuns() throws Exception {
        assumeTrue(Browser.installed().isPresent(), "no Chromium is installed");
        String html = HtmlReport.render(results);
        Browser.Seen seen = Browser.open(Browser.installed().orElseThrow(), html, scratch, 1280, false);
        assertEquals(List.of(), seen.console());
        assertEquals(Browser.panels(html), seen.charts());
        assertTrue(seen.charts() > (Measure.values().length + 3 + OperationTime.values().length) * 2);
        for (String tail : List.of("tail-flush-unmap", "tail-flush-query", "tail-copy")) {
            assertTrue(html.contains("<figure id=\"" + tail + "\""), tail);
        }
        assertEquals(seen.charts(), seen.drawn());
        assertTrue(seen.overflow() <= 0, "the page is " + seen.overflow() + " px too wide");
    }

    @Test
    void theRunsHoldWhatThePageHasToShow() {
        assertTrue(results.runs().stream().anyMatch(run -> run.rounds().size() > 2), "several rounds");
        assertTrue(results.runs().stream().anyMatch(run -> run.migration().converged()), "one converged");
        assertTrue(results.runs().stream().anyMatch(run -> !run.migration().converged()), "one did not");
        String html = Browser.withoutScripts(HtmlReport.render(results));
        for (String nonsense : List.of("NaN", "Infinity", "null", ">0×<", " 0×", "(0×")) {
            assertFalse(html.contains(nonsense), nonsense);
        }
    }

    @Test
    void everyCostHasItsOwnLookInTheLegend() {
        String html = HtmlReport.render(results);
        String figure = html.substring(html.indexOf("<figure id=\"host-time\""));
        String legend = figure.substring(0, figure.indexOf("</ul>"));
        List<String> swatches = legend.lines()
                .filter(line -> line.startsWith("<li>"))
                .map(line -> line.substring(0, line.indexOf("</svg>")))
                .toList();
        assertEquals(Cost.values().length, swatches.size());
        assertEquals(swatches.size(), swatches.stream().distinct().count(), swatches.toString());
        assertTrue(legend.stripTrailing().endsWith(Cost.LOCK_WAIT.word() + "</li>"), legend);
    }

    private static Scenario scenario(String scheme, String trace) {
        return new ScenarioBuilder()
                .suite("real")
                .name("real")
                .scheme(scheme)
                .trace(trace)
                .seed(1)
                .ramBytes(64L << 20)
                .linkBytesPerSecond(1_250_000_000L)
                .downtimeLimitMs(2)
                .timeScale(1)
                .warmupMs(2)
                .maxRounds(8)
                .cpuDirtyPagesPerSecond(20_000)
                .cpuWorkingSetBytes(16L << 20)
                .lazyUnderShadow(false)
                .cpuLogging(CpuLogging.STANDARD)
                .profile(new HostProfile("sample-host", List.of()))
                .costs(CostModel.defaults())
                .capabilities(Capabilities.defaults())
                .build();
    }

    /** A ring that stays, and buffers of two pages that are mapped and unmapped in turn under the same few IOVAs. */
    private static Workload workload(String name, boolean lazy, Direction direction) {
        WorkloadBuilder builder = new WorkloadBuilder(name, lazy);
        int device = builder.device("nic");
        builder.map(0, 0, device, Direction.COHERENT, 0x1000_0000L, new long[] {PAGE}, new int[] {1});
        builder.beginBody(0);
        long now = 0;
        for (int n = 0; n < 400; n++) {
            now += 5 * US;
            long iova = 0x2000_0000L + n % BUFFERS * 2 * PAGE;
            if (n >= BUFFERS) {
                builder.unmap(now, 0, device, iova, 2);
                if (lazy) {
                    builder.flush(now, 0, device);
                }
            }
            builder.map(now + US, 0, device, direction, iova, new long[] {(16 + n * 3L) * PAGE}, new int[] {2});
        }
        return builder.build(now + 5 * US);
    }
}
