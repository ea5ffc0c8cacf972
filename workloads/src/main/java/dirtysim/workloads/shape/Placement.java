package dirtysim.workloads.shape;

import dirtysim.host.InputException;
import dirtysim.memory.MemorySlots;
import java.util.Map;
import java.util.TreeMap;

/**
 * Moves the pages of one cycle into a region of a guest's RAM. Runs of chunks keep their order; the space between them grows
 * or shrinks, so that a region as large as the recorded RAM changes nothing but the beginning.
 */
final class Placement {
    /** Guests with RAM above 4 GiB have so much below, and nothing may lie across. */
    private static final long LOW_CHUNKS = 0x8000_0000L / Ram.CHUNK;

    private final Ram from;
    private final MemorySlots slots;
    /** First chunk of each run at its new place, by its old one. */
    private final TreeMap<Long, Long> places = new TreeMap<>();

    /**
     * @param from the memory that is touched
     * @param start first chunk of the region
     * @param chunks its size
     * @param slots the RAM in which the region lies
     * @param where what to blame in an error
     * @throws InputException if the region is too small
     */
    Placement(Ram from, long start, long chunks, MemorySlots slots, String where) {
        this.from = from;
        this.slots = slots;
        long touched = from.touched();
        if (chunks < touched) {
            throw tooSmall(where, touched, chunks);
        }
        boolean split = slots.slots().size() > 1;
        long before = 0;
        long free = start;
        for (Map.Entry<Long, Long> run : from.runs().entrySet()) {
            long size = run.getValue() - run.getKey();
            long place = Math.max(free, start + place(run.getKey(), before, chunks));
            if (split && place < LOW_CHUNKS && place + size > LOW_CHUNKS) {
                place = LOW_CHUNKS;
            }
            places.put(run.getKey(), place);
            free = place + size;
            before += size;
        }
        if (free > start + chunks) {
            throw tooSmall(where, touched + free - start - chunks, chunks);
        }
    }

    /** Where a run begins in a region; more room moves it in proportion, less room takes away what is not touched. */
    private long place(long chunk, long touchedBefore, long chunks) {
        long recorded = from.bytes() / Ram.CHUNK;
        return chunks >= recorded
                ? chunk * chunks / recorded
                : touchedBefore + (chunk - touchedBefore) * (chunks - from.touched()) / (recorded - from.touched());
    }

    private static InputException tooSmall(String where, long needed, long chunks) {
        return new InputException(
                where,
                "a device's pages lie in " + needed + " chunks of 2 MiB, and its part of the RAM has " + chunks,
                "give more RAM, fewer devices, or let the devices share their pages");
    }

    /** New address of a page that the cycle touches. */
    long move(long gpa) {
        long chunk = from.chunk(gpa);
        Map.Entry<Long, Long> run = places.floorEntry(chunk);
        long offset = gpa % Ram.CHUNK;
        long ramPage = (run.getValue() + chunk - run.getKey()) * Ram.CHUNK + offset >>> 12;
        return (slots.gfnOfRamPage(ramPage) << 12) + (gpa & 0xfff);
    }
}
