package dirtysim.workloads;

import dirtysim.guest.ReplaySource;
import dirtysim.host.InputException;
import dirtysim.workloads.access.DeviceAccess;
import dirtysim.workloads.access.DeviceAccessReader;
import dirtysim.workloads.access.WindowFigures;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.replay.PlacedAccesses;
import dirtysim.workloads.replay.WorkloadConverter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/** A run of a guest of which both is recorded: what its kernel mapped, and what its devices then accessed. */
public final class RecordedRun {
    /** Opens a stream of bytes. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    private final Trace trace;
    private final String accessFile;
    private final Source accesses;
    private final List<WindowFigures> windows;

    RecordedRun(Trace trace, String accessFile, Source accesses, List<WindowFigures> windows) {
        this.trace = trace;
        this.accessFile = accessFile;
        this.accesses = accesses;
        this.windows = windows;
    }

    /** Name of the run. */
    public String name() {
        return trace.name();
    }

    /** What the kernel mapped. */
    public Trace trace() {
        return trace;
    }

    /** Figures that were counted of it by others, from the shortest windows to the longest; none if they did not come with it. */
    public List<WindowFigures> windows() {
        return windows;
    }

    /**
     * What a simulation replays: the trace, with the accesses as they were recorded in place of those that are modelled. In
     * memory, the accesses with some 70 bytes each.
     *
     * @throws InputException as {@link #forEachAccess}; if they are not of this trace, or there is nothing to replay
     */
    public ReplaySource source() {
        TraceRecords records = trace.records();
        PlacedAccesses placed = PlacedAccesses.of(accessFile, records, this::forEachAccess);
        return WorkloadConverter.convert(trace.name(), records, trace.notes(), placed);
    }

    /**
     * Reads what the devices accessed, in the order in which they did.
     *
     * @param each is given one access after the other
     * @throws InputException when the file cannot be read; the message gives the line
     */
    public void forEachAccess(Consumer<DeviceAccess> each) {
        try (InputStream raw = accesses.open();
                InputStream in = TraceFiles.plain(raw)) {
            DeviceAccessReader.read(in, accessFile, each);
        } catch (EOFException | ZipException e) {
            throw new InputException(
                    accessFile,
                    "the gzip stream is cut or damaged (" + e.getMessage() + ")",
                    "copy the file again from where it is whole",
                    e);
        } catch (IOException e) {
            throw new InputException(
                    accessFile,
                    "the file cannot be read (" + e.getClass().getSimpleName() + ")",
                    "make it readable for this user",
                    e);
        }
    }
}
