package dirtysim.bench.events;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventWatcher;
import dirtysim.files.OutputFile;
import dirtysim.host.InputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the order of events, a few bytes each.
 *
 * <p>The file is gzip, whose checksum covers all of it. In it stands {@link #MAGIC}, and then for each event, in LEB128 numbers:
 * the handler's number and one; if it is one more than all before, the length of its class's name, and the name in UTF-8;
 * picoseconds since the event before; the kind and the argument, both in zigzag. A handler of 0 is the end; the number of events
 * follows. A file that was cut has no end, and is refused.
 */
public final class EventLogWriter implements EventWatcher, AutoCloseable {
    /** The first bytes, in ASCII. */
    static final String MAGIC = "dirtysim-events 1\n";

    private static final int BUFFER = 1 << 16;
    private static final int MORE = 0x80;

    private final EventNames names = new EventNames();
    private final String name;
    private final OutputFile file;
    private final OutputStream out;
    private long beforePs;
    private long events;

    /**
     * @param file what is to be written; it is there when the run has ended well
     * @throws InputException if it cannot be written
     */
    public EventLogWriter(Path file) {
        name = file.toString();
        try {
            this.file = OutputFile.begin(file);
            out = new BufferedOutputStream(new GZIPOutputStream(this.file.stream(), BUFFER), BUFFER);
            out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private InputException unwritable(IOException e) {
        String reason = e instanceof FileSystemException named && named.getReason() != null
                ? named.getReason()
                : e.getClass().getSimpleName();
        return new InputException(
                name, "the log of events cannot be written (" + reason + ")", "give a file with room for it", e);
    }

    @Override
    public void dispatches(long timePs, EventHandler handler, int kind, long argument) {
        int known = names.size();
        int number = names.number(handler);
        try {
            write(number + 1L);
            if (number == known) {
                byte[] name = names.of(number).getBytes(StandardCharsets.UTF_8);
                write(name.length);
                out.write(name);
            }
            write(timePs - beforePs);
            write(zigzag(kind));
            write(zigzag(argument));
        } catch (IOException e) {
            throw unwritable(e);
        }
        beforePs = timePs;
        events++;
    }

    /** The run ended well: the end is written too, and the file stands in its place. */
    public void finish() {
        try {
            write(0);
            write(events);
            out.close();
            file.keep();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> Long.SIZE - 1;
    }

    private void write(long value) throws IOException {
        long left = value;
        while ((left & -MORE) != 0) {
            out.write((int) (left & MORE - 1 | MORE));
            left >>>= 7;
        }
        out.write((int) left);
    }

    @Override
    public void close() {
        try {
            // What is in the buffers belongs to a file that is given up.
            file.close();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }
}
