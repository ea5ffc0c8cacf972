package dirtysim.files;

import dirtysim.host.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a user named, to be read as a whole. */
public final class InputFile {
    /** Bytes of what people write by hand: suites, profiles, tolerances, notes beside a trace. */
    public static final int SMALL = 1 << 20;

    private static final long LARGE = 1L << 30;
    /** What is read takes several times its length: as text, as a tree, as records. */
    private static final int PART_OF_HEAP = 4;

    private InputFile() {}

    /**
     * The text of a file that a person wrote, in UTF-8.
     *
     * @throws InputException if it is no regular file, or has more than {@link #SMALL} bytes
     * @throws CharacterCodingException if it is no UTF-8
     * @throws IOException if it is not there, or cannot be read
     */
    public static String text(Path file) throws IOException {
        return text(file, SMALL);
    }

    /**
     * The text of a file that a program wrote, in UTF-8: at most a quarter of Java's heap, and 1 GiB.
     *
     * @throws InputException if it is no regular file, or is longer
     * @throws CharacterCodingException if it is no UTF-8
     * @throws IOException if it is not there, or cannot be read
     */
    public static String largeText(Path file) throws IOException {
        return text(file, most());
    }

    /** Bytes of the longest file that {@link #largeText} reads. */
    public static long most() {
        return Math.min(LARGE, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /**
     * Refuses folders, devices, pipes, and what is longer than can be read.
     *
     * @param most bytes
     * @throws InputException if it is there and is one of these
     */
    public static void require(Path file, long most) throws IOException {
        requireRegular(file);
        if (Files.exists(file) && Files.size(file) > most) {
            throw tooLong(file, most);
        }
    }

    /**
     * Refuses folders, devices and pipes. Some of them never end, and a pipe can be read but once.
     *
     * @throws InputException if it is there and is no regular file
     */
    public static void requireRegular(Path file) {
        if (Files.isDirectory(file)) {
            throw new InputException(file.toString(), "this is a folder", "give a file in it");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new InputException(
                    file.toString(), "this is a device or a pipe", "copy what it gives into a file, and give that");
        }
    }

    static String text(Path file, long most) throws IOException {
        require(file, most);
        try (InputStream in = Files.newInputStream(file)) {
            // It may have grown, and files of /proc say that they have no bytes.
            byte[] bytes = in.readNBytes((int) most + 1);
            if (bytes.length > most) {
                throw tooLong(file, most);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    private static InputException tooLong(Path file, long most) {
        boolean small = most <= SMALL;
        return new InputException(
                file.toString(),
                "it has more than " + most + " bytes",
                small ? "give the file that was meant" : "give the file that was meant, or give Java more with -Xmx");
    }
}
