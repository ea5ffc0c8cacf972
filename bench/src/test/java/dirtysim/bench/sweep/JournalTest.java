package dirtysim.bench.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.bench.suite.Settings;
import dirtysim.host.InputException;
import dirtysim.scenario.RunRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that was left behind, whole or not. */
class JournalTest {
    @TempDir
    private Path folder;

    private final List<RunRecord> records = List.of(record(0), record(1), record(2));

    private static RunRecord record(int n) {
        return SweepTest.record(Settings.standard().scenario("suite", "name", "trace", "scheme-" + n));
    }

    @BeforeEach
    void threeRunsHaveEnded() {
        try (Journal journal = Journal.open(folder, "this", 5)) {
            assertEquals(0, journal.size());
            for (int n = 0; n < 3; n++) {
                journal.add(2 * n, records.get(n));
            }
        }
    }

    @Test
    void whatWasKeptIsThereAgain() {
        for (int time = 0; time < 2; time++) {
            try (Journal journal = Journal.open(folder, "this", 5)) {
                assertEquals(3, journal.size());
                assertEquals(Optional.of(records.get(1)), journal.of(2));
                assertEquals(Optional.empty(), journal.of(1));
            }
        }
    }

    /** Wherever the kill cut the file: what is whole is kept, and what comes next is readable again. */
    @Test
    void aCutLineIsDropped() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve(Journal.NAME));
        int[] ends = new int[4];
        for (int at = 0, line = 0; at < whole.length; at++) {
            if (whole[at] == '\n') {
                ends[line++] = at + 1;
            }
        }
        for (int cut = 0; cut <= whole.length; cut += 97) {
            Files.write(folder.resolve(Journal.NAME), Arrays.copyOf(whole, cut));
            int left = 0;
            for (int line = 1; line < 4; line++) {
                left += cut >= ends[line] ? 1 : 0;
            }
            try (Journal journal = Journal.open(folder, "this", 5)) {
                assertEquals(left, journal.size(), "cut at " + cut);
                journal.add(3, records.get(0));
            }
            try (Journal journal = Journal.open(folder, "this", 5)) {
                assertEquals(left + 1, journal.size(), "cut at " + cut);
            }
        }
    }

    @Test
    void aDamagedLineAndAllAfterItAreDropped() throws IOException {
        Path file = folder.resolve(Journal.NAME);
        Files.writeString(file, Files.readString(file).replace("scheme-1", "scheme-9"));
        try (Journal journal = Journal.open(folder, "this", 5)) {
            assertEquals(1, journal.size());
        }
    }

    @Test
    void anotherSweepDoesNotBeginOverIt() throws IOException {
        byte[] before = Files.readAllBytes(folder.resolve(Journal.NAME));
        InputException refused = assertThrows(InputException.class, () -> Journal.open(folder, "that", 5));
        assertTrue(refused.getMessage().contains("holds 3 runs of another sweep"), refused.getMessage());
        assertEquals(
                new String(before, StandardCharsets.UTF_8),
                Files.readString(folder.resolve(Journal.NAME)),
                "nothing is lost");
    }

    @Test
    void ofAnotherSweepThatEndedNoRunNothingIsLost() throws IOException {
        Files.writeString(folder.resolve(Journal.NAME), "dirtysim-journal 1 that\n");
        try (Journal journal = Journal.open(folder, "this", 5)) {
            assertEquals(0, journal.size());
        }
        assertTrue(Files.readString(folder.resolve(Journal.NAME)).startsWith("dirtysim-journal 1 this\n"));
    }

    @Test
    void twoSweepsDoNotShareADirectory() {
        try (Journal journal = Journal.open(folder, "this", 5)) {
            assertEquals(3, journal.size());
            InputException refused = assertThrows(InputException.class, () -> Journal.open(folder, "this", 5));
            assertTrue(refused.getMessage().contains("another sweep is writing"), refused.getMessage());
        }
    }

    @Test
    void afterTheResultsItIsGone() {
        try (Journal journal = Journal.open(folder, "this", 5)) {
            journal.delete();
        }
        assertFalse(Files.exists(folder.resolve(Journal.NAME)));
    }
}
