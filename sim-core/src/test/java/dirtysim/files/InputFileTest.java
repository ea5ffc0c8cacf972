package dirtysim.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dirtysim.host.InputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileThatFitsIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "µs\n");
        assertEquals("µs\n", InputFile.text(file, 4));
        assertEquals("µs\n", InputFile.largeText(file));
        assertTrue(refused(file, 3).contains("f: it has more than 3 bytes; give the file that was meant"));
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertTrue(refused(folder, 9).contains("this is a folder"));
        assertThrows(NoSuchFileException.class, () -> InputFile.text(folder.resolve("none")));
        Path endless = Path.of("/dev/zero");
        assumeTrue(Files.exists(endless));
        assertTrue(refused(endless, 9).contains("this is a device or a pipe"));
    }

    @Test
    void aFileThatSaysItIsEmptyIsBoundedToo() {
        Path proc = Path.of("/proc/self/status");
        assumeTrue(Files.exists(proc));
        assertTrue(refused(proc, 16).contains("more than 16 bytes"));
    }

    @Test
    void whatIsNoTextIsSaidToBeNone() throws IOException {
        Path file = Files.write(folder.resolve("f"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThrows(CharacterCodingException.class, () -> InputFile.text(file));
    }

    private static String refused(Path file, long most) {
        return assertThrows(InputException.class, () -> InputFile.text(file, most))
                .getMessage();
    }
}
