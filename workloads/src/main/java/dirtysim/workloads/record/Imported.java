package dirtysim.workloads.record;

import java.util.List;

/**
 * What an importer says of a file, beside the records that it has shown a {@link RecordSink}.
 *
 * @param summary devices, event counts and losses
 * @param recorder what wrote the file, a few words
 * @param notes what one must know of it before trusting a figure, one sentence each
 */
public record Imported(RecordingSummary summary, String recorder, List<String> notes) {
    /** Copies its notes. */
    public Imported {
        notes = List.copyOf(notes);
    }
}
