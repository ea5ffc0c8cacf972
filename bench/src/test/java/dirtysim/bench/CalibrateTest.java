package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.bench.suite.Profile;
import dirtysim.bench.suite.Profiles;
import dirtysim.host.HostProfile;
import dirtysim.host.Parameter;
import dirtysim.host.Parameter.Status;
import dirtysim.host.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code calibrate} writes is a profile; no figure in it is tested, for they are the machine's. */
class CalibrateTest {
    private static final List<String> MEASURABLE =
            List.of("scan-per-pte-ns", "dirty-pte-ns", "memory-ref-ns", "mark-page-ns", "copy-gbyte-per-s");

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsAProfileOfValuesWithinTheirRanges() {
        Path file = folder.resolve("my-host.yaml");
        CommandLineRun run = calibrate(file).succeeded();
        assertTrue(run.out().contains("use it with --profile " + file), run.out());
        Profile profile = Profiles.open(file.toString(), Path.of(""), "test");
        assertEquals("my-host", profile.name());
        for (HostProfile.Value value : profile.host().values()) {
            Parameter parameter = Parameters.declared().stream()
                    .filter(declared -> declared.key().equals(value.key()))
                    .findFirst()
                    .orElseThrow();
            assertTrue(value.value() > 0, value.toString());
            assertTrue(value.value() >= parameter.min() && value.value() <= parameter.max(), value.toString());
            assertTrue(value.source().startsWith("measured by calibrate --quick on "), value.source());
            assertTrue(value.source().contains(": median of 5, interquartile range "), value.source());
            assertEquals(Status.ASSUMPTION, value.status(), "figures of --quick are not to be relied on");
        }
        for (String key : MEASURABLE) {
            boolean left = run.out().lines().anyMatch(line -> line.startsWith(key + " was measured as"));
            assertEquals(profile.host().value(key).isEmpty(), left, key + " is either written or said to be left out");
        }
        assertTrue(MEASURABLE.containsAll(
                profile.host().values().stream().map(HostProfile.Value::key).toList()));
    }

    @Test
    void aFileThatIsThereIsKeptUnlessForced() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "mine");
        assertEquals(
                "--out: " + file + " is there already; name another file, or add --force to replace it",
                calibrate(file).complaint());
        assertEquals("mine", Files.readString(file));
        CommandLineRun.of("calibrate", "--quick", "--force", "--out", file).succeeded();
        assertEquals("mine", Profiles.open(file.toString(), folder, "test").name());
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "nothing else is left behind");
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedBeforeAnythingIsMeasured() throws IOException {
        CommandLineRun missing = calibrate(folder.resolve("gone").resolve("mine.yaml"));
        assertEquals(
                "--out: there is no folder " + folder.resolve("gone") + "; make it first, or name another",
                missing.complaint());
        assertEquals("", missing.out());
        Path taken = Files.createDirectory(folder.resolve("mine"));
        assertEquals(
                "--out: " + taken + " is a folder; name a file in it",
                calibrate(taken).complaint());
    }

    @Test
    void aFileNameThatIsNoProfileNameIsRefused() {
        String spaces = calibrate(folder.resolve("my host.yaml")).complaint();
        assertEquals("--out: 'my host' is no profile name; use letters, digits, dots and dashes", spaces);
        Path bundled = folder.resolve("modern-x86.yaml");
        String taken = calibrate(bundled).complaint();
        assertTrue(taken.startsWith("--out: a bundled profile is called 'modern-x86';"), taken);
        assertFalse(Files.exists(bundled));
    }

    private static CommandLineRun calibrate(Path file) {
        return CommandLineRun.of("calibrate", "--quick", "--out", file);
    }
}
