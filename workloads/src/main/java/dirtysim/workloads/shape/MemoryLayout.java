package dirtysim.workloads.shape;

import dirtysim.host.InputException;
import dirtysim.memory.MemorySlots;
import java.util.ArrayList;
import java.util.List;

/** Where the pages of every copy lie in the outcome's RAM. Recorded guests have parts of it in proportion to their own. */
final class MemoryLayout {
    private static final long MOST_RAM = 16L << 40;

    private final List<Placement> placements = new ArrayList<>();
    private final int devices;
    private long ramBytes;

    /**
     * @param cycles one for each recording
     * @throws InputException if there is too little RAM, or too much
     */
    MemoryLayout(List<Cycle> cycles, List<NamedRecording> recordings, Shape shape) {
        devices = shape.devices();
        boolean disjoint = shape.memory() == Shape.Memory.DISJOINT;
        boolean moves = recordings.size() > 1 || shape.ramBytes() > 0 || devices > 1 && disjoint;
        if (moves) {
            List<Ram> rams = new ArrayList<>();
            for (int i = 0; i < cycles.size(); i++) {
                rams.add(Ram.of(cycles.get(i), recordings.get(i)));
            }
            long recorded = rams.stream().mapToLong(Ram::bytes).sum() * (disjoint ? devices : 1);
            ramBytes = shape.ramBytes() == 0 ? recorded : shape.ramBytes();
            if (ramBytes > MOST_RAM) {
                throw new InputException(
                        "trace shape",
                        "the guest would have " + (ramBytes >> 30) + " GiB of RAM",
                        "give --ram of at most 16TiB, fewer devices, or let them share their pages");
            }
            place(rams, recordings, recorded, disjoint);
        }
    }

    private void place(List<Ram> rams, List<NamedRecording> recordings, long recorded, boolean disjoint) {
        MemorySlots slots = MemorySlots.q35(ramBytes);
        long chunk = 0;
        for (int i = 0; i < rams.size(); i++) {
            Ram ram = rams.get(i);
            // A long times a long may overflow here; a chunk more or less does not matter.
            long chunks = (long) ((double) ramBytes / Ram.CHUNK * ram.bytes() / recorded);
            String name = recordings.get(i).name();
            for (int copy = 0; copy < devices; copy++) {
                if (copy == 0 || disjoint) {
                    placements.add(new Placement(ram, chunk, chunks, slots, name));
                    chunk += chunks;
                } else {
                    placements.add(placements.get(placements.size() - 1));
                }
            }
        }
    }

    /** Where a copy of a recording has its pages; null if they stay where they are. */
    Placement of(int recording, int copy) {
        return placements.isEmpty() ? null : placements.get(recording * devices + copy);
    }

    /** RAM of the outcome; 0 if it is that of the recorded guest. */
    long ramBytes() {
        return ramBytes;
    }
}
