package dirtysim.contract;

/**
 * A run in which a scheme broke its contract.
 *
 * @param guest name of the random guest, {@code random-SEED}
 * @param conditions what it ran under, in words
 * @param lostPages pages that a device or CPU wrote and the destination never received
 * @param dmaFaults device accesses that found no translation, though the guest had mapped one
 * @param reason the first lost page explained, in a sentence; empty if none was lost
 */
public record Breach(String guest, String conditions, long lostPages, long dmaFaults, String reason) {
    /** The breach in one line. */
    @Override
    public String toString() {
        String where = guest + ", " + conditions + ": ";
        String faults = dmaFaults == 0 ? "" : dmaFaults + (dmaFaults == 1 ? " DMA fault" : " DMA faults");
        if (lostPages == 0) {
            return where + faults;
        }
        String lost = lostPages + (lostPages == 1 ? " page lost; " : " pages lost; ") + reason;
        return where + lost + (faults.isEmpty() ? "" : "; " + faults);
    }
}
