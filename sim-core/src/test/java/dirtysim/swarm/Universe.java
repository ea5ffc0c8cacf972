package dirtysim.swarm;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.memory.MemorySlot;
import dirtysim.memory.MemorySlots;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How small the world is in which a schedule runs, and what things cost there.
 *
 * <p>Page {@code p} of the universe lies in the first memory slot if it is even, else in the second, whose frames come
 * after a hole and whose host addresses come before those of the first. A buffer of several pages so has several segments.
 *
 * @param devices devices passed through
 * @param cpus guest CPUs
 * @param pages pages that can be mapped
 * @param buffers IOVAs of each device, on both sides of the border between two leaf tables
 * @param costs number of one of the {@link #COSTS}
 * @param vmmLocked whether a query holds the VMM's lock, as QEMU's do; the domain lock alone should be enough
 * @param careless whether devices may still access a buffer while it is being unmapped
 * @param reuses whether an IOVA is ever mapped again
 * @param aliases whether a page is ever mapped twice at once
 */
record Universe(
        int devices,
        int cpus,
        int pages,
        int buffers,
        int costs,
        boolean vmmLocked,
        boolean careless,
        boolean reuses,
        boolean aliases) {
    static final int MOST_PAGES_OF_A_BUFFER = 4;

    private static final long TWO_MIB = 2L << 20;
    private static final int SECOND_SLOT_GFN = 1024;
    private static final long IOVA_BORDER = 0x4020_0000L;
    private static final MemorySlots SLOTS = new MemorySlots(List.of(
            new MemorySlot(0, 0x7f00_0000_0000L, 0x20_0040_0000L, TWO_MIB),
            new MemorySlot(2 * TWO_MIB, 0x7f00_1000_0000L, 0x20_0000_0000L, TWO_MIB)));
    private static final List<CostModel> COSTS =
            IntStream.range(0, 64).mapToObj(Universe::costModel).toList();

    static int costModels() {
        return COSTS.size();
    }

    /** The first is the default; each other one is the default with some parameters anywhere in their range. */
    private static CostModel costModel(int number) {
        RandomStream random = new RandomStreams(number).stream("costs");
        Map<String, String> changes = new TreeMap<>();
        change(changes, random, "iotlb-entries", 1, 2, 4, 16, 64);
        change(changes, random, "iotlb-ways", 1, 2, 4);
        change(changes, random, "iotlb-hit-ns", 0, 5);
        change(changes, random, "iotlb-miss-ns", 0, 1000);
        change(changes, random, "page-walkers", 1, 2);
        change(changes, random, "dirty-set-ns", 0, 320);
        change(changes, random, "memory-ref-ns", 25, 160);
        change(changes, random, "invalidate-ns", 100, 5000);
        change(changes, random, "vm-exit-cycles", 1000);
        change(changes, random, "vmm-exit-cycles", 0);
        change(changes, random, "ioctl-ns", 50, 2000);
        change(changes, random, "scan-per-pte-ns", 0.1, 20);
        change(changes, random, "dirty-pte-ns", 0, 100);
        change(changes, random, "translate-page-ns", 5, 500);
        change(changes, random, "invalidate-wait-share", 0.1, 0.95);
        return number == 0 ? CostModel.defaults() : Parameters.with(CostModel.defaults(), changes, "costs " + number);
    }

    private static void change(Map<String, String> changes, RandomStream random, String key, double... values) {
        if (random.nextBoolean(0.5)) {
            changes.put(key, Parameters.plain(values[random.nextInt(values.length)]));
        }
    }

    CostModel costModel() {
        return COSTS.get(costs);
    }

    MemorySlots slots() {
        return SLOTS;
    }

    long gfn(int page) {
        return (page & 1) * SECOND_SLOT_GFN + page / 2;
    }

    /** Page of a frame; -1 if it is none of the universe. */
    int page(long gfn) {
        long page = gfn >= SECOND_SLOT_GFN ? 2 * (gfn - SECOND_SLOT_GFN) + 1 : 2 * gfn;
        return page < pages ? (int) page : -1;
    }

    /** Page of a host-physical address; -1 if it is none of the universe. */
    int pageOfHpa(long hpa) {
        for (MemorySlot slot : SLOTS.slots()) {
            if (hpa >= slot.hpa() && hpa < slot.hpa() + slot.bytes()) {
                return page((slot.gpa() + hpa - slot.hpa()) >>> 12);
            }
        }
        return -1;
    }

    long iova(int buffer) {
        return IOVA_BORDER + (buffer - buffers / 2) * ((long) MOST_PAGES_OF_A_BUFFER << 12);
    }

    /** Buffer that an address of a device lies in. */
    int buffer(long iova) {
        return (int) ((iova - iova(0)) >> 12) / MOST_PAGES_OF_A_BUFFER;
    }
}
