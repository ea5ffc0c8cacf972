package dirtysim.scenario;

/**
 * One migration round: a pass over the pages known to be dirty, begun by a sync (round 0 sends all of RAM).
 *
 * @param round 0 for the bulk pass; the last one is sent with the guest stopped
 * @param startPs when the round's sync began, in simulated time since the migration began
 * @param durationPs from there to the start of the next sync, or to the end
 * @param dirtyPages pages of 4 KiB to send after the sync: what it found OR-ed into what had not been sent yet
 * @param dmaDirtyPages pages that the device tracking scheme reported in this sync
 * @param cpuDirtyPages pages that the log of CPU writes reported in this sync
 * @param sentBytes bytes put on the link in this round
 * @param syncPs time from asking for the dirty pages to having them all
 * @param flushPs part of it in which the scheme moved D bits or logs into its bitmap
 * @param copyPs part of it in which the scheme handed its bitmap to user space
 * @param guestStopped whether the guest was stopped for this round
 */
public record RoundRecord(
        int round,
        long startPs,
        long durationPs,
        long dirtyPages,
        long dmaDirtyPages,
        long cpuDirtyPages,
        long sentBytes,
        long syncPs,
        long flushPs,
        long copyPs,
        boolean guestStopped) {}
