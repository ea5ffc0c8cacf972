package dirtysim.bench.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dirtysim.Simulation;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.suite.Setting;
import dirtysim.bench.suite.Settings;
import dirtysim.bench.sweep.Outcome;
import dirtysim.bench.sweep.Progress;
import dirtysim.bench.sweep.Sweep;
import dirtysim.engine.SimTime;
import dirtysim.guest.Direction;
import dirtysim.guest.Workload;
import dirtysim.guest.WorkloadBuilder;
import dirtysim.host.InputException;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import dirtysim.tracking.Schemes;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dirtysim/bench/timeline/tiny.json");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"nested-dbit", "shadow-dbit", "emulated", "stop-copy"})
    void theFormatIsKeptAndEveryPartHasATrack(String scheme) throws IOException {
        String json = draw(plan(1, 1000, scheme), 1);
        assertEquals(List.of(), TraceEventCheck.faults(json));
        Set<String> names = new TreeSet<>();
        for (JsonNode event : MAPPER.readTree(json).path("traceEvents")) {
            boolean counter = event.path("ph").asText().equals("C");
            names.add(
                    counter
                            ? event.path("name").asText()
                            : event.path("args").path("name").asText());
        }
        List<String> wanted = new ArrayList<>(
                List.of("migration thread", "downtime", "migration link", "pages to send", "dirty pages found"));
        if (!scheme.equals("stop-copy")) {
            wanted.addAll(List.of(
                    "page walkers", "device 0: buffers", "guest CPU 0: traps", "VMM lock", "invalidation queue"));
        }
        if (scheme.equals("shadow-dbit")) {
            wanted.addAll(List.of("flush at unmap", "bitmap copies", "query of the scheme", "domain lock"));
        }
        wanted.removeAll(names);
        assertEquals(List.of(), wanted);
    }

    @Test
    void aTinyRunIsAsSealed() throws IOException {
        String json = draw(plan(1, 4, "shadow-dbit"), 1);
        if (Boolean.getBoolean("dirtysim.golden.rewrite")) {
            Files.writeString(GOLDEN, json);
            fail("rewrote " + GOLDEN + ": look at the difference, and run without -Ddirtysim.golden.rewrite=true");
        }
        assertEquals(
                Files.readString(GOLDEN),
                json,
                "if that is meant: mvn test -pl bench -am -Dtest=TimelineTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Ddirtysim.golden.rewrite=true");
    }

    @Test
    void watchingChangesNothing() {
        Plan.Run run = plan(1, 1000, "shadow-dbit").runs().get(0);
        RunTimeline timeline = new RunTimeline(new StringWriter(), 1, run.scenario());
        assertEquals(
                Simulation.run(run.scenario(), run.workload()),
                Simulation.run(run.scenario(), run.workload(), timeline));
    }

    @Test
    void theFileIsTheSameForAnyNumberOfWorkers() throws IOException {
        Plan plan = plan(3, 100, "nested-dbit");
        String one = draw(plan, 1);
        assertEquals(one, draw(plan, 3));
        assertEquals(List.of(), TraceEventCheck.faults(one));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "no part is left behind");
        }
    }

    /** What the tracks add up to is what the run's record says. */
    @Test
    void theMigrationThreadIsThatOfTheRecord() throws IOException {
        Plan plan = plan(1, 100, "nested-dbit");
        Plan.Run run = plan.runs().get(0);
        RunRecord record = Simulation.run(run.scenario(), run.workload());
        double end = 0;
        double downtime = 0;
        for (JsonNode event : MAPPER.readTree(draw(plan, 1)).path("traceEvents")) {
            if (event.path("name").asText().equals("downtime")
                    && event.path("ph").asText().equals("B")) {
                downtime = event.path("ts").doubleValue();
            } else if (event.path("name").asText().equals("downtime")
                    && event.path("ph").asText().equals("E")) {
                end = event.path("ts").doubleValue();
            }
        }
        assertEquals(SimTime.toMillis(record.migration().totalPs()), end / 1000, 1e-6);
        assertEquals(SimTime.toMillis(record.migration().downtimePs()), (end - downtime) / 1000, 1e-5);
    }

    @Test
    void spansAreJoinedRatherThanDroppedAndTheFileSaysSo() throws IOException {
        StringWriter out = new StringWriter();
        Scenario scenario = plan(1, 4, "nested-dbit").runs().get(0).scenario();
        RunTimeline timeline = new RunTimeline(out, 1, scenario);
        int track = timeline.track("t");
        timeline.begins(5_000_000);
        int spans = 1_000_000;
        for (long i = 0; i < spans; i++) {
            timeline.span(track, "s", i * 2_000_000, i * 2_000_000 + 500_000);
        }
        RunDrawn drawn = timeline.ended(Simulation.run(scenario, workload(4)));
        JsonNode events = MAPPER.readTree("[" + out.toString().substring(1) + "]");
        long counted = 0;
        long busyNs = 0;
        for (JsonNode event : events) {
            if (event.path("ph").asText().equals("X")) {
                counted += event.path("args").path("spans").asLong(1);
                busyNs += Math.round(event.path("args")
                                .path("busy_us")
                                .asDouble(event.path("dur").doubleValue())
                        * 1000);
            }
        }
        // The first three have ended before the migration began.
        assertEquals(spans - 3, counted);
        assertEquals(500L * (spans - 3), busyNs);
        assertEquals(spans - 3, drawn.tracks().get(0).spans());
        assertTrue(drawn.tracks().get(0).events() < 20 * Joined.EVENTS, drawn.toString());
        assertTrue(drawn.tracks().get(0).widestPs() > 1_000_000, drawn.toString());
    }

    @Test
    void tracksBeyondTheMostAreCounted() {
        Scenario scenario = plan(1, 4, "nested-dbit").runs().get(0).scenario();
        RunTimeline timeline = new RunTimeline(new StringWriter(), 1, scenario);
        timeline.begins(0);
        for (int i = 0; i < RunTimeline.TRACKS + 5; i++) {
            timeline.span(timeline.track("t" + i), "s", 0, 100);
        }
        RunDrawn drawn = timeline.ended(Simulation.run(scenario, workload(4)));
        assertEquals(
                List.of(5L, 5L, 500L), List.of(drawn.leftOutTracks(), drawn.leftOutSpans(), drawn.leftOutBusyPs()));
    }

    @Test
    void whatCannotBeDrawnIsRefusedBeforeTheFirstRun() {
        Plan plan = plan(1, 4, "nested-dbit");
        Plan many = new Plan(
                "many", Collections.nCopies(TimelineFile.RUNS + 1, plan.runs().get(0)));
        assertTrue(assertThrows(InputException.class, () -> TimelineFile.check(folder.resolve("t.json"), many))
                .getMessage()
                .contains("33 runs"));
        assertThrows(InputException.class, () -> TimelineFile.check(folder.resolve("none/t.json"), plan));
        assertThrows(InputException.class, () -> TimelineFile.check(folder.resolve("t.trace.gz"), plan));
    }

    @Test
    void theCheckFindsWhatIsWrong() throws IOException {
        String head =
                "{\"traceEvents\":[{\"ph\":\"M\",\"pid\":1,\"tid\":1,\"ts\":0,\"name\":\"thread_name\",\"args\":{\"name\":\"t\"}}";
        String at = "\"pid\":1,\"tid\":1,\"name\":\"n\"";
        for (String wrong : List.of(
                "{\"ph\":\"X\",\"ts\":1,\"dur\":2," + at + "},{\"ph\":\"X\",\"ts\":2,\"dur\":2," + at + "}",
                "{\"ph\":\"B\",\"ts\":1," + at + "}",
                "{\"ph\":\"E\",\"ts\":1," + at + "}",
                "{\"ph\":\"C\",\"ts\":1," + at + ",\"args\":{\"value\":\"1\"}}",
                "{\"ph\":\"X\",\"ts\":1,\"dur\":2,\"pid\":1,\"tid\":2,\"name\":\"n\"}",
                "{\"ph\":\"X\",\"dur\":2," + at + "}")) {
            assertFalse(TraceEventCheck.faults(head + "," + wrong + "]}").isEmpty(), wrong);
        }
    }

    private String draw(Plan plan, int workers) throws IOException {
        Path file = folder.resolve("t.json");
        TimelineFile.check(file, plan);
        TimelineFile drawing = new TimelineFile(file, plan);
        Outcome outcome = new Sweep(drawing, workers).run(plan.runs(), Progress.SILENT);
        assertEquals(List.of(), outcome.failures());
        drawing.finish();
        return Files.readString(file);
    }

    private static Plan plan(int seeds, int mappings, String scheme) {
        assertTrue(Schemes.create(scheme).id().equals(scheme));
        Workload workload = workload(mappings);
        Settings settings = Settings.standard()
                .with(Setting.RAM, "4MiB", "test")
                .with(Setting.WARM_UP, "0ms", "test")
                .with(Setting.CPU_WORKING_SET, "1MiB", "test")
                .checked("test");
        List<Plan.Run> runs = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            Scenario scenario = settings.scenario("test", "tiny", "w", scheme)
                    .change()
                    .seed(seed)
                    .build();
            runs.add(new Plan.Run(scenario, workload));
        }
        return new Plan("test", runs);
    }

    /** A buffer mapped, written and unmapped every 50 us. */
    private static Workload workload(int mappings) {
        WorkloadBuilder builder = new WorkloadBuilder("w", false);
        int device = builder.device("nic");
        builder.beginBody(0);
        for (int i = 0; i < mappings; i++) {
            long atPs = i * 50 * SimTime.PS_PER_US;
            long iova = 0x1000L * (i % 7 + 1);
            long gpa = 0x100000L + 0x1000L * i % 0x100000L;
            builder.map(atPs, 0, device, Direction.FROM_DEVICE, iova, new long[] {gpa}, new int[] {1});
            builder.unmap(atPs + 30 * SimTime.PS_PER_US, 0, device, iova, 1);
        }
        return builder.build(mappings * 50 * SimTime.PS_PER_US);
    }
}
