package dirtysim.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A file that is written whole or not at all: beside its place first, and moved there by {@link #keep}. What stood there before stays
 * until then, and stays if the disk is full. Devices and pipes are written straight.
 */
public final class OutputFile implements Closeable {
    private final Path file;
    private final Path part;
    private final OutputStream stream;
    private boolean open = true;

    private OutputFile(Path file, Path part, OutputStream stream) {
        this.file = file;
        this.part = part;
        this.stream = stream;
    }

    /**
     * Begins to write.
     *
     * @param file what is to be written; of a link, what it leads to
     * @throws IOException if it is a folder, or cannot be written
     */
    public static OutputFile begin(Path file) throws IOException {
        requireNoFolder(file);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return new OutputFile(file, file, new Named(file, Files.newOutputStream(file)));
        }
        Path target = Files.exists(file) ? file.toRealPath() : file;
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        return new OutputFile(target, part, new Named(file, opened(part, file)));
    }

    /** An error shall name the file that was asked for. */
    private static OutputStream opened(Path part, Path file) throws IOException {
        try {
            return Files.newOutputStream(part);
        } catch (NoSuchFileException e) {
            throw caused(new NoSuchFileException(file.toString(), null, e.getReason()), e);
        } catch (AccessDeniedException e) {
            throw caused(new AccessDeniedException(file.toString(), null, e.getReason()), e);
        } catch (FileSystemException e) {
            throw caused(new FileSystemException(file.toString(), null, e.getReason()), e);
        }
    }

    private static IOException caused(IOException named, IOException cause) {
        named.initCause(cause);
        return named;
    }

    /**
     * Writes a text in UTF-8.
     *
     * @throws IOException if it is a folder, or cannot be written; what was there is as it was
     */
    public static void write(Path file, String text) throws IOException {
        try (OutputFile out = begin(file)) {
            out.stream().write(text.getBytes(StandardCharsets.UTF_8));
            out.keep();
        }
    }

    /**
     * Refuses a folder where a file is to be.
     *
     * @throws FileSystemException if it is one
     */
    public static void requireNoFolder(Path file) throws FileSystemException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder, not a file");
        }
    }

    /**
     * Makes a folder and refuses it if files of these names cannot be put there: what is known before work begins need not be found
     * out after it.
     *
     * @param folder where to
     * @param names of the files to be written there later; any that are there may be replaced
     * @throws IOException if the folder cannot be made or written, or a folder has one of the names
     */
    public static void requireRoom(Path folder, List<String> names) throws IOException {
        for (Path above = folder; above != null; above = above.getParent()) {
            // Else the error would name a folder that is not there in place of the file that is.
            if (Files.exists(above) && !Files.isDirectory(above)) {
                throw new FileAlreadyExistsException(above.toString());
            }
        }
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
        for (String name : names) {
            requireNoFolder(folder.resolve(name));
        }
    }

    /** Where it is written to; it is not buffered. */
    public OutputStream stream() {
        return stream;
    }

    /**
     * It is whole: closes it and puts it in its place.
     *
     * @throws IOException if that fails; what was there is as it was
     */
    public void keep() throws IOException {
        stream.close();
        if (!part.equals(file)) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
        open = false;
    }

    /** Gives it up, unless it was kept. */
    @Override
    public void close() throws IOException {
        if (!open) {
            return;
        }
        open = false;
        try {
            stream.close();
        } finally {
            if (!part.equals(file)) {
                Files.deleteIfExists(part);
            }
        }
    }

    /** The errors of a stream that has been opened do not say which file it is. */
    private static final class Named extends OutputStream {
        private final Path file;
        private final OutputStream out;

        private Named(Path file, OutputStream out) {
            this.file = file;
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                throw named(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } catch (IOException e) {
                throw named(e);
            }
        }

        private IOException named(IOException e) {
            return caused(new FileSystemException(file.toString(), null, e.getMessage()), e);
        }
    }
}
