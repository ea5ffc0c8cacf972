package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full and paths that cannot be written: one line, and what was there before is there after. */
@Timeout(120)
class FullDiskTest {
    private static final String SIMULATE = "simulate --trace e1000e-rx-strict --scheme nested-dbit";
    /** Blocks of 512 or 1024 bytes, as the shell has it: more than a run in the journal, less than a report. */
    private static final int SOME = 60;

    @TempDir
    private static Path shared;

    private static Path good;

    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void runOne() {
        good = shared.resolve("good");
        CommandLineRun.of((Object[]) (SIMULATE + " --out " + good).split(" ")).succeeded();
    }

    @Test
    void earlierResultsStayWholeAndTheRunIsKept() throws IOException, InterruptedException {
        Map<String, String> before = contents(good);
        Ended full = shell("ulimit -f " + SOME + "; ", SIMULATE + " --seed 2 --out " + good);
        assertEquals(2, full.code(), full.err());
        assertTrue(
                full.err().matches("\\S*good: the results cannot be written here \\(.*File too large\\); .*\\R"),
                full.err());
        Map<String, String> after = contents(good);
        assertTrue(after.remove(".runs.journal").length() > 1000, "the run that has ended is kept");
        assertEquals(before, after);
        CommandLineRun again = CommandLineRun.of((Object[]) (SIMULATE + " --seed 2 --out " + good).split(" "));
        assertEquals(0, again.exitCode(), again.err());
        assertFalse(Files.exists(good.resolve(".runs.journal")));
    }

    @Test
    void standardOutputIsWatched() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/dev/full")));
        Ended full = shell("", "list schemes > /dev/full");
        assertEquals(2, full.code());
        assertEquals(
                "standard output: it cannot be written (No space left on device); make room, or send it elsewhere\n",
                full.err());
    }

    @Test
    void devicesThatAreFullAreNamed() {
        assumeTrue(Files.exists(Path.of("/dev/full")));
        full(SIMULATE + " --out " + folder + " --event-log /dev/full", "cannot be written");
        full("trace info e1000e-rx-strict --html /dev/full", "No space left");
        full("compare " + good + " " + good + " --markdown /dev/full", "cannot be written");
        full("trace convert e1000e-rx-strict /dev/full", "the file exists");
        full("trace fit e1000e-rx-strict --out /dev/full", "the file exists");
        full(SIMULATE + " --out /dev/full", "is a file, not a folder");
    }

    private static void full(String command, String why) {
        String said = CommandLineRun.of((Object[]) command.split(" ")).complaint();
        assertTrue(said.contains("/dev/full: ") && said.contains(why), said);
    }

    @Test
    void aFolderIsNotReplacedByAFile() throws IOException {
        Path out = Files.createDirectories(folder.resolve("out"));
        Files.createDirectory(out.resolve("results.csv"));
        refused(SIMULATE + " --out " + out, "results.csv: is a folder, not a file");
        assertTrue(Files.isDirectory(out.resolve("results.csv")));
        assertFalse(Files.exists(out.resolve("report.html")));
        Path page = Files.createDirectory(folder.resolve("r.html"));
        refused("report " + good + " --out " + page, "is a folder");
        refused("trace info e1000e-rx-strict --html " + page, "is a folder");
        refused("compare " + good + " " + good + " --json " + page, "is a folder");
        refused(SIMULATE + " --out " + folder.resolve("x") + " --event-log " + page, "is a folder");
        Path timeline = Files.createDirectory(folder.resolve("t.json"));
        refused(SIMULATE + " --out " + folder.resolve("x") + " --timeline " + timeline, "cannot be written");
        refused(SIMULATE + " --out " + good.resolve("results.csv"), "is a file, not a folder");
        refused("report " + good + " --out " + folder.resolve("none/r.html"), "none/r.html: no such file or folder");
    }

    /** Each of these would fail in its first run, and says what it would only meet after the last. */
    @Test
    void aFolderInTheWayIsSeenBeforeTheFirstRun() throws IOException {
        String failing = " --trace e1000e-rx-strict --scheme nested-dbit --ram 128MiB --cpu-working-set 16MiB --out ";
        for (String file : List.of("simulate results.json", "advise advice.md", "frontier frontier.html")) {
            String command = file.split(" ")[0];
            String name = file.split(" ")[1];
            Path out = Files.createDirectories(folder.resolve(command));
            refused(command + failing + out, "beyond RAM");
            Files.createDirectory(out.resolve(name));
            refused(command + failing + out, command + "/" + name + ": is a folder, not a file; ");
        }
        Path out = Files.createDirectories(folder.resolve("validation"));
        Files.createDirectory(out.resolve("validation.html"));
        refused("validate hardware --out " + out, "validation/validation.html: is a folder, not a file; ");
        refused("run --suite validation --out " + out, "validation/validation.html: is a folder, not a file; ");
        Path taken = Files.createFile(folder.resolve("taken"));
        for (String below : List.of("", "/x", "/x/y")) {
            refused("run --suite quick --out " + taken + below, "taken: is a file, not a folder; ");
        }
    }

    @Test
    void aRunThatFailsLeavesLogAndTimelineAsTheyWere() throws IOException {
        for (String option : List.of("--event-log", "--timeline")) {
            Path file = Files.writeString(folder.resolve("before.json"), "before");
            refused(
                    SIMULATE + " --out " + folder.resolve("x") + " --ram 128MiB --cpu-working-set 16MiB " + option + " "
                            + file,
                    "beyond RAM");
            assertEquals("before", Files.readString(file), option);
            assertFalse(Files.exists(folder.resolve(".before.json.part")), option);
        }
    }

    @Test
    void anInterruptedTraceIsNoFile() throws IOException, InterruptedException {
        Path out = folder.resolve("t.dtrace");
        Ended full = shell("ulimit -f 10; ", "trace convert e1000e-rx-strict " + out);
        assertEquals(2, full.code(), full.err());
        assertTrue(full.err().contains("t.dtrace: the file cannot be written (File too large)"), full.err());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private static void refused(String command, String why) {
        String said = CommandLineRun.of((Object[]) command.split(" ")).complaint();
        assertTrue(said.contains(why), said);
    }

    /** A file-size limit stands for a full disk: it needs no rights. */
    private Ended shell(String before, String command) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        Path out = shared.resolve("stdout");
        Path err = shared.resolve("stderr");
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c"));
        words.add(before + "exec \"$JAVA\" -XX:-UsePerfData -XX:TieredStopAtLevel=1 -cp \"$CLASSES\" "
                + Main.class.getName() + " " + command);
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment()
                .put(
                        "JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().put("CLASSES", System.getProperty("java.class.path"));
        int code = builder.start().waitFor();
        return new Ended(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    private static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
