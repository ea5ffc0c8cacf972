package dirtysim.workloads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.guest.Workload;
import dirtysim.host.InputException;
import dirtysim.workloads.dtrace.Recording;
import dirtysim.workloads.generate.GeneratedName;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.replay.WorkloadConverter;
import dirtysim.workloads.shape.DataRate;
import dirtysim.workloads.statistics.TraceStatistics;
import java.util.ArrayList;
import java.util.List;

/**
 * One recording, read from a file or from those that are bundled, or a generated workload in the place of one. May be used by
 * several threads.
 */
public final class Trace {
    private final String name;
    /** Null if it is generated. */
    private final Recording recording;
    /** Null if it is recorded. */
    private final GeneratedName generated;

    private final List<String> notes;
    private Workload workload;

    Trace(String name, Recording recording) {
        this.name = name;
        this.recording = recording;
        generated = null;
        notes = notes(recording);
    }

    Trace(GeneratedName generated) {
        name = generated.canonical();
        recording = null;
        this.generated = generated;
        notes = List.of();
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
                    : WorkloadConverter.convert(name, recording.records(), notes);
        }
        return workload;
    }

    /** What its drivers map for its devices, see {@link DataRate}: bytes a second of what is replayed, as it was recorded. */
    public double bytesPerSecond() {
        return recording == null ? DataRate.of(workload()) : DataRate.of(recording.records());
    }

    /**
     * Figures about the whole recording, not only the part that is replayed.
     *
     * @throws InputException if there is none
     */
    public TraceStatistics statistics() {
        return new TraceStatistics(name, recorded().records(), recording.provenance());
    }

    private Recording recorded() {
        if (recording == null) {
            throw new InputException(
                    name, "it is generated, and so has no recording", "name a trace file or a bundled trace");
        }
        return recording;
    }

    private static List<String> notes(Recording recording) {
        TraceRecords records = recording.records();
        RecordingSummary summary = records.summary();
        List<String> notes = new ArrayList<>();
        recording.provenance().path("shaped").forEach(done -> notes.add("shaped: " + done.asText()));
        if (summary.lostEvents() > 0) {
            notes.add("the recorder lost " + summary.lostEvents()
                    + " events: mappings are missing, or live for longer than they did");
        }
        if (!summary.hasDmaEvents()) {
            notes.add(
                    "no dma:* events (kernels before 6.12 have none): one device, and each mapping counts as written");
            return List.copyOf(notes);
        }
        long maps = 0;
        long unmaps = 0;
        boolean flushes = false;
        for (int record = 0; record < records.size(); record++) {
            boolean nameless = records.namedDevice(record) == TraceRecords.UNATTRIBUTED;
            maps += nameless && records.kind(record) == RecordKind.MAP ? 1 : 0;
            unmaps += nameless && records.kind(record) == RecordKind.UNMAP ? 1 : 0;
            flushes |=
                    records.kind(record) == RecordKind.FLUSH_RANGE || records.kind(record) == RecordKind.FLUSH_DOMAIN;
        }
        if (maps + unmaps > 0) {
            notes.add("no dma event explains " + maps + " maps and " + unmaps + " unmaps");
        }
        if (!flushes && summary.events("unmap") > 0) {
            notes.add("no flush events were recorded: taken for a strict guest");
        }
        return List.copyOf(notes);
    }
}
