package dirtysim.swarm;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.host.Capabilities;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.memory.LeafPolicy;
import dirtysim.memory.MemorySlot;
import dirtysim.memory.MemorySlots;
import dirtysim.memory.PageSize;
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
 * @param aliases whether a page is ever mapped twice at once; a device that is passed through has all pages in any case
 * @param queueEachCpu whether each CPU has a flush queue of its own, and flushes no other
 * @param largeLeaves whether the host maps leaves of 2 MiB where it can: guest memory under nested translation, and what a
 *     device that is passed through sees under shadow
 * @param cutAtStart whether the host cuts them before tracking begins, if the scheme reads D bits
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
        boolean aliases,
        boolean queueEachCpu,
        boolean largeLeaves,
        boolean cutAtStart) {
    /** Slot of a device that is passed through: its IOVAs are guest-physical addresses. */
    static final int IDENTITY = -1;

    /** Pages at the top of RAM that first-stage tables may lie in; they follow the others in the oracle. */
    static final int TABLE_PAGES = 32;

    static final int MOST_PAGES_OF_A_BUFFER = 4;

    private static final long TWO_MIB = 2L << 20;
    private static final int SECOND_SLOT_GFN = 1024;
    private static final int END_GFN = SECOND_SLOT_GFN + 512;
    private static final int OTHER_HARDWARE = 64;
    private static final long IOVA_BORDER = 0x4020_0000L;
    private static final MemorySlots SLOTS = new MemorySlots(List.of(
            new MemorySlot(0, 0x7f00_0000_0000L, 0x20_0040_0000L, TWO_MIB),
            new MemorySlot(2 * TWO_MIB, 0x7f00_1000_0000L, 0x20_0000_0000L, TWO_MIB)));
    private static final Capabilities EVERYTHING = Capabilities.defaults();
    private static final Capabilities WHOLE_DOMAINS =
            CapabilityKeys.with(EVERYTHING, "page-selective", "no", "universe");
    private static final Capabilities FEW_PAGES = CapabilityKeys.with(EVERYTHING, "max-address-mask", "1", "universe");
    private static final List<CostModel> COSTS =
            IntStream.range(0, 128).mapToObj(Universe::costModel).toList();

    static int costModels() {
        return COSTS.size();
    }

    /** The first is the default; each other one is the default with some parameters anywhere in their range, from the 64th on the hardware's too. */
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
        if (number >= OTHER_HARDWARE) {
            change(changes, random, "posted-write-ns", 0, 100, 2000);
            change(changes, random, "walk-cache-entries", 0, 1, 4);
            change(changes, random, "nested-cache-entries", 1, 2);
            change(changes, random, "device-tlb-entries", 1, 4, 64);
            change(changes, random, "ats-request-ns", 200, 1000);
            change(changes, random, "first-stage-levels", 5);
            change(changes, random, "second-stage-levels", 3, 5);
            choose(changes, random, "ats", "off", "on");
            choose(changes, random, "first-stage-ad", "preset", "on-update", "every-walk");
            choose(changes, random, "iotlb-replacement", "lru", "fifo", "random", "empty-when-full");
        }
        return number == 0 ? CostModel.defaults() : Parameters.with(CostModel.defaults(), changes, "costs " + number);
    }

    private static void choose(Map<String, String> changes, RandomStream random, String key, String... words) {
        changes.put(key, words[random.nextInt(words.length)]);
    }

    /** Every fourth hardware invalidates no single pages, every other fourth but few at once. */
    Capabilities capabilities() {
        return switch (costs < OTHER_HARDWARE ? 0 : costs % 4) {
            case 1 -> WHOLE_DOMAINS;
            case 2 -> FEW_PAGES;
            default -> EVERYTHING;
        };
    }

    private static void change(Map<String, String> changes, RandomStream random, String key, double... values) {
        if (random.nextBoolean(0.5)) {
            changes.put(key, Parameters.plain(values[random.nextInt(values.length)]));
        }
    }

    LeafPolicy leaves() {
        return new LeafPolicy(largeLeaves ? PageSize.SIZE_2M : PageSize.SIZE_4K, cutAtStart);
    }

    CostModel costModel() {
        return COSTS.get(costs);
    }

    MemorySlots slots() {
        return SLOTS;
    }

    /** Pages that the oracle knows: those that can be mapped, and those of first-stage tables. */
    int knownPages() {
        return pages + TABLE_PAGES;
    }

    long gfn(int page) {
        return page < pages ? (page & 1) * SECOND_SLOT_GFN + page / 2 : END_GFN - 1 - (page - pages);
    }

    /** Page of a frame; -1 if it is none of the universe. */
    int page(long gfn) {
        if (gfn >= END_GFN - TABLE_PAGES) {
            return pages + (int) (END_GFN - 1 - gfn);
        }
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

    /** Address by which a device reaches a page of a buffer. */
    long iova(GuestBuffer buffer, int page) {
        return buffer.slot == IDENTITY ? gfn(buffer.pages[page]) << 12 : iova(buffer.slot) + ((long) page << 12);
    }

    /** Whether an address is a guest-physical one, of a device that is passed through. */
    boolean isIdentity(long iova) {
        return iova >>> 12 < END_GFN;
    }

    /** Buffer that an address of a device lies in. */
    int buffer(long iova) {
        return (int) ((iova - iova(0)) >> 12) / MOST_PAGES_OF_A_BUFFER;
    }
}
