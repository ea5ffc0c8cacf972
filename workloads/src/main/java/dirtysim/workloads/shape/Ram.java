package dirtysim.workloads.shape;

import com.fasterxml.jackson.databind.JsonNode;
import dirtysim.host.InputException;
import dirtysim.memory.MemorySlots;
import java.util.Map;
import java.util.TreeMap;

/**
 * The memory that a cycle's devices touch, in chunks of 2 MiB of a q35 guest's RAM, holes not counted. Chunks that a segment
 * crosses stay together, and the offset within a chunk stays, so what shared a large leaf still does.
 */
final class Ram {
    static final long CHUNK = 2L << 20;
    /** From this size on a q35 guest has RAM above 4 GiB; see {@link MemorySlots#q35}. */
    private static final long SPLIT_FROM = 0xb000_0000L;

    private static final long FOUR_GIB = 1L << 32;
    private static final long LOW_BYTES = 0x8000_0000L;
    private static final long MIB = 1L << 20;

    /** Runs of adjacent chunks: one past the last by the first. */
    private final TreeMap<Long, Long> runs = new TreeMap<>();

    private final MemorySlots slots;
    private final long bytes;

    private Ram(long bytes) {
        this.bytes = bytes;
        slots = MemorySlots.q35(bytes);
    }

    /**
     * What a cycle touches.
     *
     * @param recording which says how much RAM its guest had; if it does not, the least that holds every page
     * @throws InputException if an address lies in no RAM of such a guest
     */
    static Ram of(Cycle cycle, NamedRecording recording) {
        long highest = 0;
        for (Op op : cycle.ops()) {
            highest = Math.max(highest, op.mapping() == null ? 0 : highest(op.mapping()));
        }
        for (Mapping mapping : cycle.setup()) {
            highest = Math.max(highest, highest(mapping));
        }
        JsonNode said = recording.provenance().path("guest_ram_mib");
        Ram ram = new Ram(Math.max(said.asLong(0) * MIB & -CHUNK, least(highest)));
        cycle.setup().forEach(mapping -> ram.touch(mapping, recording.name()));
        for (Op op : cycle.ops()) {
            if (op.mapping() != null) {
                ram.touch(op.mapping(), recording.name());
            }
        }
        return ram;
    }

    private static long highest(Mapping mapping) {
        long highest = 0;
        for (int s = 0; s < mapping.physical().length; s++) {
            highest = Math.max(highest, mapping.physical()[s] + mapping.lengths()[s]);
        }
        return highest;
    }

    private static long least(long highest) {
        long rounded = Math.max(CHUNK, highest + CHUNK - 1 & -CHUNK);
        return rounded <= SPLIT_FROM - CHUNK ? rounded : Math.max(SPLIT_FROM, rounded - FOUR_GIB + LOW_BYTES);
    }

    private void touch(Mapping mapping, String name) {
        for (int s = 0; s < mapping.physical().length; s++) {
            long first = chunk(mapping.physical()[s], name);
            long last = chunk(mapping.physical()[s] + mapping.lengths()[s] - 1, name);
            join(first, last + 1);
        }
    }

    private void join(long from, long to) {
        Map.Entry<Long, Long> inside = runs.floorEntry(from);
        if (inside != null && inside.getValue() >= to) {
            return;
        }
        long start = from;
        long end = to;
        for (Map.Entry<Long, Long> met = runs.lowerEntry(end);
                met != null && met.getValue() > start;
                met = runs.lowerEntry(end)) {
            start = Math.min(start, met.getKey());
            end = Math.max(end, met.getValue());
            runs.remove(met.getKey());
        }
        runs.put(start, end);
    }

    private long chunk(long gpa, String name) {
        long page = slots.ramPageOfGfn(gpa >>> 12);
        if (page < 0) {
            throw new InputException(
                    name,
                    "it maps guest-physical address 0x" + Long.toHexString(gpa) + ", which is no RAM of a q35 guest of "
                            + bytes / MIB + " MiB",
                    "leave out what moves pages: devices, ram and merge");
        }
        return (page << 12) / CHUNK;
    }

    /** RAM of the recorded guest. */
    long bytes() {
        return bytes;
    }

    /** Chunk of RAM that an address which was touched lies in. */
    long chunk(long gpa) {
        return (slots.ramPageOfGfn(gpa >>> 12) << 12) / CHUNK;
    }

    /** Chunks that are touched. */
    long touched() {
        return runs.entrySet().stream()
                .mapToLong(run -> run.getValue() - run.getKey())
                .sum();
    }

    /** Runs of chunks that have to stay together: one past the last by the first. */
    TreeMap<Long, Long> runs() {
        return runs;
    }
}
