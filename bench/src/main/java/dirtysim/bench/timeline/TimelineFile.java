package dirtysim.bench.timeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.Simulation;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.sweep.Simulator;
import dirtysim.files.OutputFile;
import dirtysim.guest.ReplaySource;
import dirtysim.host.InputException;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code timeline.json}: the timelines of all runs of a plan. Each is written to a file of its own beside it while the run goes
 * on, so the result is the same for any number of workers.
 */
public final class TimelineFile implements Simulator {
    /** Most runs of a file. */
    public static final int RUNS = 32;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final Map<Scenario, Integer> numbers = new IdentityHashMap<>();
    private final Map<Integer, RunDrawn> drawn = new ConcurrentHashMap<>();

    /**
     * @param file what is to be written
     * @param plan the runs
     */
    public TimelineFile(Path file, Plan plan) {
        this.file = file;
        for (Plan.Run run : plan.runs()) {
            numbers.put(run.scenario(), numbers.size() + 1);
        }
    }

    /**
     * Looks whether runs can be drawn, and makes the file.
     *
     * @throws InputException if they are more than a viewer can take, or the file cannot be written
     */
    public static void check(Path file, Plan plan) {
        if (plan.runs().size() > RUNS) {
            throw new InputException(
                    "--timeline",
                    "a timeline of " + plan.runs().size() + " runs is more than a viewer can take",
                    "draw " + RUNS + " at most: choose traces and schemes with 'simulate', or a smaller suite");
        }
        if (!file.toString().endsWith(".json")) {
            // A slip here must not cost a trace or a suite.
            throw new InputException("--timeline", "'" + file + "' is no name of a timeline", "write it like t.json");
        }
        try {
            // It can be written: what it holds stays until there is something to put in its place.
            OutputFile.begin(file).close();
        } catch (IOException e) {
            throw new InputException(
                    "--timeline",
                    file + " cannot be written (" + e.getClass().getSimpleName() + ")",
                    "give a file in a directory that exists",
                    e);
        }
    }

    @Override
    public RunRecord run(Scenario scenario, ReplaySource workload) {
        int number = numbers.get(scenario);
        try (Writer out = Files.newBufferedWriter(part(number))) {
            RunTimeline timeline = new RunTimeline(out, number, scenario);
            RunRecord record = Simulation.run(scenario, workload, timeline);
            drawn.put(number, timeline.ended(record));
            return record;
        } catch (IOException e) {
            throw unwritable(e);
        } catch (UncheckedIOException e) {
            throw unwritable(e.getCause());
        }
    }

    private InputException unwritable(IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new InputException(
                "--timeline", file + " cannot be written (" + reason + ")", "make room, or name another", e);
    }

    /** Puts the file together. A run that failed is not in it, and if all did, what was there stays. */
    public void finish() {
        if (drawn.isEmpty()) {
            numbers.values().forEach(number -> discard(part(number)));
            return;
        }
        try (OutputFile whole = OutputFile.begin(file)) {
            OutputStream out = whole.stream();
            out.write(bytes("{\"displayTimeUnit\":\"ns\",\"traceEvents\":["));
            boolean first = true;
            for (int number = 1; number <= numbers.size(); number++) {
                if (drawn.containsKey(number)) {
                    append(part(number), first, out);
                    first = false;
                }
            }
            out.write(bytes("\n],\"otherData\":" + MAPPER.writeValueAsString(metadata()) + "}\n"));
            whole.keep();
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            numbers.values().forEach(number -> discard(part(number)));
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            System.getLogger(TimelineFile.class.getName()).log(System.Logger.Level.DEBUG, "left behind: " + part, e);
        }
    }

    /** Each event has a comma before it, which the first of all must not have. */
    private static void append(Path part, boolean first, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(part)) {
            if (first) {
                in.skipNBytes(1);
            }
            in.transferTo(out);
        }
    }

    private ObjectNode metadata() {
        ObjectNode all = MAPPER.createObjectNode();
        all.put("time", "simulated microseconds since the start of the migration");
        all.put(
                "joined",
                "spans without a gap between them are drawn as one; after " + Joined.EVENTS
                        + " events of a track, so are those"
                        + " that begin within a window of 1 us; their number and sum are arguments. The window doubles"
                        + " after each further " + Joined.EVENTS + ", and starts anew when the guest is stopped");
        ArrayNode runs = all.putArray("runs");
        new TreeMap<>(drawn).forEach((number, run) -> {
            ObjectNode node = runs.addObject();
            node.put("pid", number);
            node.put("run", run.run());
            node.put("left_out_tracks", run.leftOutTracks());
            node.put("left_out_spans", run.leftOutSpans());
            node.put("left_out_busy_ns", run.leftOutBusyPs() / 1000);
            ArrayNode tracks = node.putArray("tracks");
            for (RunDrawn.TrackDrawn track : run.tracks()) {
                tracks.addObject()
                        .put("name", track.track())
                        .put("spans", track.spans())
                        .put("events", track.events())
                        .put("widest_window_ns", track.widestPs() / 1000);
            }
        });
        return all;
    }

    private Path part(int number) {
        return file.resolveSibling("." + file.getFileName() + ".part" + number);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
