package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsDirectoryTest {
    @TempDir
    Path temporary;

    @Test
    void writesItsFilesAndReadsThemBack() throws IOException {
        Path directory = temporary.resolve("a").resolve("b");
        ResultsDirectory.write(directory, SampleResults.small());
        assertEquals(
                List.of(
                        "crossings.csv",
                        "differences.csv",
                        "latency.hlog",
                        "means.csv",
                        "parameters.csv",
                        "report.html",
                        "results.csv",
                        "results.json",
                        "rounds.csv"),
                names(directory));
        assertEquals(SampleResults.small(), ResultsDirectory.read(directory));
    }

    @Test
    void writingTwiceGivesTheSameBytes() throws IOException {
        Path one = temporary.resolve("one");
        Path two = temporary.resolve("two");
        ResultsDirectory.write(one, SampleResults.full());
        ResultsDirectory.write(two, SampleResults.small());
        ResultsDirectory.write(two, SampleResults.full());
        for (String name : names(one)) {
            assertArrayEquals(Files.readAllBytes(one.resolve(name)), Files.readAllBytes(two.resolve(name)), name);
        }
    }

    @Test
    void aFailureKeepsWhatWasThere() throws IOException {
        ResultsDirectory.write(temporary, SampleResults.small());
        String before = Files.readString(temporary.resolve("results.csv"), StandardCharsets.UTF_8);
        // A directory in the place of a part file makes writing fail, for root too.
        Files.createDirectories(temporary.resolve(".results.json.part").resolve("full"));
        InputException e =
                assertThrows(InputException.class, () -> ResultsDirectory.write(temporary, SampleResults.full()));
        assertTrue(e.getMessage().startsWith(temporary.toString()), e.getMessage());
        assertEquals(before, Files.readString(temporary.resolve("results.csv"), StandardCharsets.UTF_8));
        assertEquals(SampleResults.small(), ResultsDirectory.read(temporary));
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsOneClearLine() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "x", StandardCharsets.UTF_8);
        InputException e =
                assertThrows(InputException.class, () -> ResultsDirectory.write(file, SampleResults.small()));
        assertTrue(e.getMessage().contains("--out"), e.getMessage());
    }

    @Test
    void aMissingOrBinaryFileIsOneClearLine() throws IOException {
        InputException missing = assertThrows(InputException.class, () -> ResultsDirectory.read(temporary));
        assertTrue(missing.getMessage().contains("no such file"), missing.getMessage());
        Files.write(temporary.resolve("results.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        InputException binary = assertThrows(InputException.class, () -> ResultsDirectory.read(temporary));
        assertTrue(binary.getMessage().contains("UTF-8"), binary.getMessage());
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
