package dirtysim.bench.sweep;

import dirtysim.host.InputException;
import dirtysim.reports.RunText;
import dirtysim.scenario.RunRecord;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The runs of a sweep that have ended, in a file beside the results to come, so that a sweep that was killed goes on where it
 * was. A line is one run: its place in the plan, the CRC-32 of what follows, and the record as JSON. A run's line is written at
 * once; one that was cut by the kill, and all after it, are dropped. The first line says which sweep it is, and another one does
 * not begin over it. A lock keeps two sweeps out of one directory.
 */
public final class Journal implements Kept, AutoCloseable {
    /** Its name in the results directory. */
    public static final String NAME = ".runs.journal";

    private static final String MAGIC = "dirtysim-journal 1 ";
    private static final int HEX = 16;
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_LINE = 16 << 20;

    private final Path file;
    private final FileChannel channel;
    private final Map<Integer, RunRecord> done = new TreeMap<>();

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the journal of a results directory.
     *
     * @param directory the results directory, made already
     * @param fingerprint which sweep it is: of equal ones the runs are equal
     * @param runs how many runs it has
     * @throws InputException if the directory holds runs of another sweep, another sweep is writing there, or it cannot be
     *     written
     */
    public static Journal open(Path directory, String fingerprint, int runs) {
        Path file = directory.resolve(NAME);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                lock(channel, directory);
                Journal journal = new Journal(file, channel);
                journal.begin(fingerprint, runs);
                return journal;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void lock(FileChannel channel, Path directory) throws IOException {
        boolean free;
        try {
            free = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            free = false;
        }
        if (!free) {
            throw new InputException(
                    directory.toString(),
                    "another sweep is writing its results here",
                    "wait for it, or give another directory with --out");
        }
    }

    private void begin(String fingerprint, int runs) throws IOException {
        String header = MAGIC + fingerprint;
        boolean same;
        long kept = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            byte[] line = line(in);
            same = line != null && new String(line, StandardCharsets.UTF_8).equals(header);
            while (line != null) {
                kept += line.length + 1L;
                line = line(in);
                if (line != null && !read(line, same, runs)) {
                    break;
                }
            }
        }
        if (!same && !done.isEmpty()) {
            throw new InputException(
                    file.getParent().toString(),
                    "holds " + done.size() + " runs of another sweep that did not end",
                    "give another directory with --out, or delete " + file + " to give them up");
        }
        channel.truncate(same ? kept : 0);
        channel.position(channel.size());
        if (!same) {
            append(header + "\n");
        }
    }

    /** The next line without its end; null if there is no whole one, or it is longer than any run. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && line.size() < LONGEST_LINE; next = in.read()) {
            if (next == '\n') {
                return line.toByteArray();
            }
            line.write(next);
        }
        return null;
    }

    /** Reads a line; of another sweep only whether it is one. */
    private boolean read(byte[] line, boolean same, int runs) {
        String[] parts = new String(line, StandardCharsets.UTF_8).split(" ", 3);
        try {
            if (parts.length < 3 || Long.parseLong(parts[1], HEX) != crc(parts[2])) {
                return false;
            }
            int run = Integer.parseInt(parts[0]);
            if (run < 0 || same && run >= runs) {
                return false;
            }
            done.put(run, same ? RunText.record(parts[2]) : null);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static long crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /** How many runs had ended when it was opened, or have since. */
    public synchronized int size() {
        return done.size();
    }

    @Override
    public synchronized Optional<RunRecord> of(int run) {
        return Optional.ofNullable(done.get(run));
    }

    @Override
    public synchronized void add(int run, RunRecord record) {
        String json = RunText.of(record);
        append(String.format(Locale.ROOT, "%d %08x %s\n", run, crc(json), json));
        done.put(run, record);
    }

    private void append(String line) {
        try {
            long start = channel.position();
            try {
                ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                // Behind half a line nothing would be read again.
                channel.truncate(start);
                throw e;
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static InputException unwritable(Path file, IOException e) {
        return new InputException(
                file.toString(),
                "runs that have ended cannot be kept here (" + e.getMessage() + ")",
                "free some space, or give a directory that can be written with --out; what is kept is taken up again",
                e);
    }

    /** The results are written: the journal is of no more use. */
    public void delete() {
        close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
