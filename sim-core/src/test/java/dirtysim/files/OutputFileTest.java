package dirtysim.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasThereStaysUntilAllIsWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "before");
        try (OutputFile out = OutputFile.begin(file)) {
            out.stream().write(new byte[] {'x'});
            assertEquals("before", Files.readString(file));
        }
        assertEquals("before", Files.readString(file));
        assertEquals(List.of("f"), names());
        OutputFile.write(file, "after µ");
        assertEquals("after µ", Files.readString(file));
        assertEquals(List.of("f"), names());
    }

    @Test
    void aLinkStaysOne() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        OutputFile.write(link, "after");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("after", Files.readString(file));
    }

    @Test
    void anErrorNamesTheFileThatWasAskedFor() throws IOException {
        Path none = folder.resolve("none").resolve("f");
        assertEquals(
                none.toString(),
                assertThrows(NoSuchFileException.class, () -> OutputFile.write(none, ""))
                        .getFile());
        Path inner = Files.createDirectory(folder.resolve("folder"));
        FileSystemException e = assertThrows(FileSystemException.class, () -> OutputFile.write(inner, ""));
        assertEquals(inner.toString(), e.getFile());
        assertEquals("is a folder, not a file", e.getReason());
    }

    @Test
    void aDeviceIsWrittenStraight() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        FileSystemException e = assertThrows(FileSystemException.class, () -> OutputFile.write(full, "x"));
        assertEquals("/dev/full", e.getFile());
        assertTrue(Files.exists(full));
        assertFalse(Files.exists(Path.of("/dev/.full.part")));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
