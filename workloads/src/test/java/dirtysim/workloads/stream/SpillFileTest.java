package dirtysim.workloads.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dirtysim.host.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The temporary file of operations that wait: what it does on a full disk, and that nothing of it is left. */
class SpillFileTest {
    private static final String WHAT = "temporary file for operations of guest CPUs that are behind: ";
    private static final String MEND =
            "; make room in the folder for temporary files, or name another with -Djava.io.tmpdir";

    @TempDir
    private Path folder;

    /** What the test starts under a limit: keeps 64 KiB at a time, all in the file, and says what becomes of it. */
    static final class Filling {
        private Filling() {}

        public static void main(String[] args) {
            try (SpillFile spill = new SpillFile(0)) {
                for (int n = 0; n < 64; n++) {
                    spill.keep(new byte[1 << 16], 1 << 16);
                }
                System.out.println("4 MiB are kept");
            } catch (InputException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void aFullDiskIsOneLineAndLeavesNothing() throws IOException, InterruptedException {
        assertEquals(WHAT + "it cannot be written or read (File too large)" + MEND, fill("ulimit -f 200; ", folder));
        assertEquals("4 MiB are kept", fill("", folder));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aFolderForTemporaryFilesThatIsNotThereIsOneLine() throws IOException, InterruptedException {
        String said = fill("", folder.resolve("none"));
        assertTrue(said.startsWith(WHAT + "it cannot be written or read (NoSuchFile") && said.endsWith(MEND), said);
    }

    @Test
    void whatFitsMemoryNeedsNoFile() {
        byte[] bytes = {1, 2, 3};
        try (SpillFile spill = new SpillFile(3)) {
            SpillFile.Chunk chunk = spill.keep(bytes, 3);
            assertEquals(0, spill.spilled());
            assertArrayEquals(bytes, spill.release(chunk));
        }
    }

    /** A file-size limit stands for a full disk: it needs no rights. */
    private static String fill(String before, Path temporary) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        ProcessBuilder shell = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        before
                                + "exec \"$JAVA\" -XX:-UsePerfData -XX:TieredStopAtLevel=1 \"-Djava.io.tmpdir=$TEMPORARY\""
                                + " -cp \"$CLASSES\" '" + Filling.class.getName() + "'")
                .redirectErrorStream(true);
        shell.environment()
                .put(
                        "JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        shell.environment().put("CLASSES", System.getProperty("java.class.path"));
        shell.environment().put("TEMPORARY", temporary.toString());
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.strip();
    }
}
