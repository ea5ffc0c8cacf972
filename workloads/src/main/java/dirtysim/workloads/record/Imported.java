package dirtysim.workloads.record;

import java.util.List;

/**
 * What an importer made of a file.
 *
 * @param records the records
 * @param recorder what wrote the file, a few words
 * @param notes what one must know of it before trusting a figure, one sentence each
 */
public record Imported(TraceRecords records, String recorder, List<String> notes) {
    /** Copies its notes. */
    public Imported {
        notes = List.copyOf(notes);
    }
}
