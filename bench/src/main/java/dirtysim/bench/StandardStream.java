package dirtysim.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** One of the program's streams. Writers of text keep what goes wrong with it to themselves; here it can be asked for. */
final class StandardStream extends OutputStream {
    /** Whoever read on the other side has had enough, as {@code head} has. */
    private static final String NO_READER = "Broken pipe";

    private final OutputStream stream;
    private IOException trouble;

    StandardStream(FileDescriptor descriptor) {
        stream = new FileOutputStream(descriptor);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            stream.write(bytes, from, length);
        } catch (IOException e) {
            trouble = trouble == null ? e : trouble;
            throw e;
        }
    }

    /** What to say if something of it was lost. */
    Optional<String> complaint() {
        return trouble == null || NO_READER.equals(trouble.getMessage())
                ? Optional.empty()
                : Optional.of("standard output: it cannot be written (" + trouble.getMessage()
                        + "); make room, or send it elsewhere");
    }
}
