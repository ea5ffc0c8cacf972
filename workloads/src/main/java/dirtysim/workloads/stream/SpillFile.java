package dirtysim.workloads.stream;

import dirtysim.host.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A temporary file for operations of CPUs that are far behind the others. Made when it is first needed, gone when closed. */
final class SpillFile implements AutoCloseable {
    /** What operations may take of memory before they are written. */
    private static final long MEMORY_BYTES = 32L << 20;

    private final long memoryBytes;
    private FileChannel file;
    private long inMemory;
    private long end;
    private int chunks;

    SpillFile() {
        this(MEMORY_BYTES);
    }

    SpillFile(long memoryBytes) {
        this.memoryBytes = memoryBytes;
    }

    /** A chunk of operations: in memory, or else in the file. */
    static final class Chunk {
        private byte[] bytes;
        private final int length;
        private long at;

        private Chunk(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        int length() {
            return length;
        }
    }

    /** Keeps a chunk; its bytes are the keeper's from now on. */
    Chunk keep(byte[] bytes, int length) {
        Chunk chunk = new Chunk(bytes, length);
        if (inMemory + length <= memoryBytes) {
            inMemory += length;
            return chunk;
        }
        try {
            if (file == null) {
                Path path = Files.createTempFile("dirtysim", ".operations");
                file = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            }
            chunk.at = end;
            ByteBuffer from = ByteBuffer.wrap(bytes, 0, length);
            while (from.hasRemaining()) {
                end += file.write(from, end);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        chunk.bytes = null;
        chunks++;
        return chunk;
    }

    /** Gives the bytes of a chunk, which is not kept any more. */
    byte[] release(Chunk chunk) {
        if (chunk.bytes != null) {
            inMemory -= chunk.length;
            return chunk.bytes;
        }
        byte[] bytes = new byte[chunk.length];
        try {
            ByteBuffer into = ByteBuffer.wrap(bytes);
            while (into.hasRemaining()) {
                if (file.read(into, chunk.at + into.position()) < 0) {
                    throw new IOException("it is shorter than what was written");
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
        if (--chunks == 0) {
            end = 0;
        }
        return bytes;
    }

    /** Chunks that are in the file. */
    int spilled() {
        return chunks;
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    /** A full disk has no exception of its own, but says so. */
    private static String reason(IOException e) {
        return e instanceof FileSystemException || e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage();
    }

    private static InputException failed(IOException e) {
        return new InputException(
                "temporary file for operations of guest CPUs that are behind",
                "it cannot be written or read (" + reason(e) + ")",
                "make room in the folder for temporary files, or name another with -Djava.io.tmpdir",
                e);
    }
}
