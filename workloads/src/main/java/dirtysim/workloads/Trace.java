package dirtysim.workloads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.guest.ReplaySource;
import dirtysim.guest.Workload;
import dirtysim.host.InputException;
import dirtysim.workloads.dtrace.Recording;
import dirtysim.workloads.generate.GeneratedName;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.replay.WorkloadConverter;
import dirtysim.workloads.shape.DataRate;
import dirtysim.workloads.statistics.TraceStatistics;
import dirtysim.workloads.stream.StreamedTrace;
import java.util.List;
import java.util.function.Supplier;

/**
 * One recording, read from a file or from those that are bundled, or a generated workload in the place of one. May be used by
 * several threads.
 */
public final class Trace {
    private final String name;
    /** Null if it is generated. */
    private Recording recording;
    /** Null if it is recorded. */
    private final GeneratedName generated;
    /** Null unless it stays a file. */
    private final StreamedTrace streamed;

    private final List<String> notes;
    private Supplier<Recording> read;
    private Workload workload;
    private ReplaySource source;

    Trace(String name, Recording recording) {
        this.name = name;
        this.recording = recording;
        generated = null;
        streamed = null;
        notes = TraceNotes.of(recording);
    }

    Trace(GeneratedName generated) {
        name = generated.canonical();
        recording = null;
        this.generated = generated;
        streamed = null;
        notes = List.of();
    }

    /** @param read reads the whole file into memory, for what needs it there */
    Trace(StreamedTrace streamed, Supplier<Recording> read) {
        name = streamed.name();
        this.streamed = streamed;
        this.read = read;
        recording = null;
        generated = null;
        notes = TraceNotes.of(streamed);
    }

    /** Name of a bundled trace, of the file without its extensions, or the canonical name of a generated workload. */
    public String name() {
        return name;
    }

    /**
     * The records themselves.
     *
     * @throws InputException if there are none, since the workload is generated
     */
    public TraceRecords records() {
        return recorded().records();
    }

    /**
     * Where the recording comes from; a copy.
     *
     * @throws InputException if there is none
     */
    public ObjectNode provenance() {
        return recorded().provenance().deepCopy();
    }

    /** What one must know before trusting a figure from this recording, one sentence each. */
    public List<String> notes() {
        return notes;
    }

    /**
     * What a simulation replays. Made on the first call.
     *
     * @throws InputException when the recording holds no mapping, as those of a guest in passthrough, or parameters of a
     *     generated workload do not go together
     */
    public synchronized Workload workload() {
        if (workload == null) {
            workload = generated != null
                    ? generated.workload()
                    : WorkloadConverter.convert(name, recorded().records(), notes);
        }
        return workload;
    }

    /** What its drivers map for its devices, see {@link DataRate}: bytes a second of what is replayed, as it was recorded. */
    public double bytesPerSecond() {
        return recording == null ? DataRate.of(workload()) : DataRate.of(recording.records());
    }

    /**
     * What a simulation replays: {@link #workload}, or for a {@code .dtrace} of more than {@value Traces#MOST_IN_MEMORY}
     * records the same operations, read from the file while the replay goes on. Made on the first call.
     *
     * @throws InputException as {@link #workload}
     */
    public synchronized ReplaySource source() {
        if (source == null) {
            source = streamed != null ? streamed.workload(notes) : workload();
        }
        return source;
    }

    /**
     * Figures about the whole recording, not only the part that is replayed.
     *
     * @throws InputException if there is none
     */
    public TraceStatistics statistics() {
        return new TraceStatistics(name, recorded().records(), recorded().provenance());
    }

    private synchronized Recording recorded() {
        if (recording == null && read != null) {
            recording = read.get();
        }
        if (recording == null) {
            throw new InputException(
                    name, "it is generated, and so has no recording", "name a trace file or a bundled trace");
        }
        return recording;
    }
}
