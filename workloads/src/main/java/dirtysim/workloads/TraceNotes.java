package dirtysim.workloads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.workloads.dtrace.DtraceRepair;
import dirtysim.workloads.dtrace.Recording;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.stream.StreamedTrace;
import java.util.ArrayList;
import java.util.List;

/** What one must know before trusting a figure from a recording. */
final class TraceNotes {
    private TraceNotes() {}

    static List<String> of(Recording recording) {
        TraceRecords records = recording.records();
        long maps = 0;
        long unmaps = 0;
        boolean flushes = false;
        for (int record = 0; record < records.size(); record++) {
            RecordKind kind = records.kind(record);
            boolean nameless = records.namedDevice(record) == TraceRecords.UNATTRIBUTED;
            maps += nameless && kind == RecordKind.MAP ? 1 : 0;
            unmaps += nameless && kind == RecordKind.UNMAP ? 1 : 0;
            flushes |= kind == RecordKind.FLUSH_RANGE || kind == RecordKind.FLUSH_DOMAIN;
        }
        return of(records.summary(), recording.provenance(), maps, unmaps, flushes);
    }

    static List<String> of(StreamedTrace trace) {
        List<String> notes = new ArrayList<>(
                of(trace.summary(), trace.provenance(), trace.namelessMaps(), trace.namelessUnmaps(), trace.flushes()));
        notes.add("read from its file during the replay");
        return List.copyOf(notes);
    }

    private static List<String> of(
            RecordingSummary summary, ObjectNode provenance, long maps, long unmaps, boolean flushes) {
        List<String> notes = new ArrayList<>();
        provenance.path("shaped").forEach(done -> notes.add("shaped: " + done.asText()));
        if (summary.lostEvents() > 0) {
            notes.add((provenance.has(DtraceRepair.KEY) ? "lost " : "the recorder lost ") + summary.lostEvents()
                    + " events: mappings are missing, or live for longer than they did");
        }
        JsonNode repaired = provenance.path(DtraceRepair.KEY);
        if (!repaired.isMissingNode()) {
            notes.add("repaired: " + repaired.path("summary").asText());
        }
        provenance.path(Provenance.NOTES).forEach(note -> notes.add(note.asText()));
        if (!summary.namesDevices()) {
            notes.add(
                    "no dma:* events (kernels before 6.12 have none): one device, and each mapping counts as written");
            return List.copyOf(notes);
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
