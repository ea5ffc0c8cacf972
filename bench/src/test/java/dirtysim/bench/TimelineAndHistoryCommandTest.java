package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineAndHistoryCommandTest {
    @TempDir
    Path folder;

    @Test
    void aTimelineChangesNoResult() throws IOException {
        Path timeline = folder.resolve("timeline.json");
        List<Object> throttled = new ArrayList<>(List.of(
                "--pre-copy",
                "qemu-7.2",
                "--auto-converge",
                "--max-bandwidth",
                "8Gbit/s",
                "--cpu-dirty",
                "400000",
                "--downtime-limit",
                "50ms"));
        simulate("plain", throttled.toArray()).succeeded();
        throttled.addAll(List.of("--timeline", timeline));
        CommandLineRun drawn = simulate("drawn", throttled.toArray()).succeeded();
        assertTrue(drawn.out().endsWith("timeline: " + timeline + "\n"), drawn.out());
        for (String file : new String[] {"results.csv", "results.json", "report.html"}) {
            assertEquals(read("plain", file), read("drawn", file), file);
        }
        TreeSet<Integer> processes = new TreeSet<>();
        TreeSet<Integer> throttles = new TreeSet<>();
        for (JsonNode event : new ObjectMapper().readTree(timeline.toFile()).path("traceEvents")) {
            processes.add(event.path("pid").intValue());
            if (event.path("name").asText().equals("throttle percent")) {
                throttles.add(event.path("args").path("value").intValue());
            }
        }
        assertEquals(new TreeSet<>(List.of(1, 2)), processes);
        assertTrue(throttles.contains(20) && throttles.contains(30), throttles.toString());
    }

    @Test
    void aTimelineThatCannotBeDrawnIsRefused() {
        assertEquals(
                "--timeline: 'x.trace' is no name of a timeline; write it like t.json",
                simulate("none", "--timeline", "x.trace").complaint());
        String many = CommandLineRun.of(
                        "run", "--suite", "schemes", "--out", folder, "--timeline", folder.resolve("t.json"))
                .complaint();
        assertTrue(many.contains("runs is more than a viewer can take"), many);
        assertFalse(Files.exists(folder.resolve("t.json")));
    }

    @Test
    void aHistoryFindsTheParameterThatChanged() throws IOException {
        for (String directory : new String[] {"a", "b", "c"}) {
            Object[] more = directory.equals("c") ? new Object[] {"--set", "scan-per-pte-ns=4"} : new Object[0];
            simulate(directory, more).succeeded();
        }
        Path page = folder.resolve("history.html");
        CommandLineRun run = history(page, "a", "b", "c").succeeded();
        assertFalse(run.out().startsWith("changes: 0\n"), run.out());
        String csv = Files.readString(folder.resolve("history.csv"));
        assertTrue(
                csv.lines()
                        .anyMatch(line -> line.contains(",nested-dbit,flush-query-p50,ns,3,")
                                && line.contains(",exact,")
                                && line.endsWith(",true")),
                csv);
        assertTrue(history(page, "a", "b").succeeded().out().startsWith("changes: 0\n"));
        assertTrue(Files.readString(page).contains("No change point in"));
    }

    @Test
    void aHistoryOfWhatCannotBeReadIsRefused() throws IOException {
        Path page = folder.resolve("history.html");
        simulate("a").succeeded();
        assertTrue(history(page, "a").complaint().contains("one results directory has no history"));
        assertTrue(history(page, "a", "none").complaint().contains("there is no such file"));
        Files.createDirectories(folder.resolve("old"));
        Files.writeString(
                folder.resolve("old/results.json"),
                read("a", "results.json").replaceFirst("\"schemaVersion\" : [0-9]+", "\"schemaVersion\" : 1"));
        assertTrue(history(page, "a", "old").complaint().contains("its schema version is 1"));
        assertFalse(Files.exists(page));
    }

    private CommandLineRun simulate(String directory, Object... more) {
        Object[] first = {
            "simulate",
            "--trace",
            "nvme-randread4k-strict",
            "--scheme",
            "nested-dbit,stop-copy",
            "--ram",
            "2GiB",
            "--link",
            "80Gbit/s",
            "--warm-up",
            "0ms",
            "--out",
            folder.resolve(directory)
        };
        Object[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return CommandLineRun.of(all);
    }

    private CommandLineRun history(Path page, String... directories) {
        Object[] all = new Object[directories.length + 4];
        all[0] = "report";
        all[1] = "--history";
        for (int i = 0; i < directories.length; i++) {
            all[i + 2] = folder.resolve(directories[i]);
        }
        all[all.length - 2] = "--out";
        all[all.length - 1] = page;
        return CommandLineRun.of(all);
    }

    private String read(String directory, String file) throws IOException {
        return Files.readString(folder.resolve(directory).resolve(file));
    }
}
