package dirtysim.workloads.dtrace;

import java.util.List;

/**
 * What {@link DtraceRepair} found.
 *
 * @param keptBlocks blocks of records that are kept
 * @param keptRecords their records
 * @param droppedBlocks blocks of records that are not, as far as the file shows how many there were
 * @param droppedRecords their records, as far as it shows
 * @param allKnown whether the file shows how many there were
 * @param places where something is missing, in words
 */
public record Damage(
        int keptBlocks,
        long keptRecords,
        int droppedBlocks,
        long droppedRecords,
        boolean allKnown,
        List<String> places) {
    /** Copies its argument. */
    public Damage {
        places = List.copyOf(places);
    }

    /** Whether anything that a replay needs is missing. */
    public boolean any() {
        return droppedBlocks > 0 || droppedRecords > 0 || !allKnown;
    }

    /** One sentence. */
    public String summary() {
        if (places.isEmpty()) {
            return "nothing was missing";
        }
        String head = any()
                ? (allKnown ? "" : "at least ") + droppedRecords + " records in " + droppedBlocks
                        + " blocks were dropped, "
                : "all records were kept; ";
        return head + String.join(", ", places);
    }
}
