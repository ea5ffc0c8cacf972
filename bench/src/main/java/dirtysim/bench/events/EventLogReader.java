package dirtysim.bench.events;

import dirtysim.files.InputFile;
import dirtysim.host.InputException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads what {@link EventLogWriter} wrote, event by event. */
final class EventLogReader implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_NAME = 1 << 10;
    private static final int MORE = 0x80;

    private final String where;
    private final InputStream in;
    private final List<String> names = new ArrayList<>();
    private long timePs;
    private long events;

    /** @throws InputException if the file is no such log */
    EventLogReader(Path file) {
        where = file.toString();
        InputStream opened = null;
        try {
            InputFile.requireRegular(file);
            opened = Files.newInputStream(file);
            in = new BufferedInputStream(new GZIPInputStream(opened, BUFFER), BUFFER);
            byte[] magic = in.readNBytes(EventLogWriter.MAGIC.length());
            if (!new String(magic, StandardCharsets.US_ASCII).equals(EventLogWriter.MAGIC)) {
                throw broken("is no log of events", null);
            }
        } catch (ZipException | EOFException e) {
            quietly(opened);
            throw broken("is no log of events", e);
        } catch (IOException e) {
            quietly(opened);
            throw new UncheckedIOException(e);
        } catch (InputException e) {
            quietly(opened);
            throw e;
        }
    }

    /** The next event, or none at the end. */
    Optional<Event> next() {
        try {
            long handler = number();
            if (handler == 0) {
                if (number() != events || in.read() >= 0) {
                    throw broken("is damaged behind event " + events, null);
                }
                return Optional.empty();
            }
            if (handler > names.size() + 1L) {
                throw broken("is damaged behind event " + events, null);
            }
            if (handler == names.size() + 1L) {
                names.add(name());
            }
            int number = (int) handler - 1;
            timePs += number();
            long kind = zigzag(number());
            Event event = new Event(timePs, number, names.get(number), (int) kind, zigzag(number()));
            events++;
            return Optional.of(event);
        } catch (EOFException e) {
            throw broken("was cut behind event " + events, e);
        } catch (ZipException e) {
            throw broken("is damaged behind event " + events, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String name() throws IOException {
        long length = number();
        if (length < 1 || length > LONGEST_NAME) {
            throw broken("is damaged behind event " + events, null);
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            value |= (long) (next & MORE - 1) << shift;
            if (next < MORE) {
                return value;
            }
        }
        throw broken("is damaged behind event " + events, null);
    }

    private static long zigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }

    private InputException broken(String what, Exception cause) {
        return new InputException(where, what, "give a file that --event-log wrote, unchanged", cause);
    }

    private static void quietly(InputStream opened) {
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
