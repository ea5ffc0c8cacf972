package dirtysim.workloads.iova;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;

/**
 * The caches of one size of range ({@code struct iova_rcache}): on each CPU a loaded magazine and the one before it, and a
 * depot of full magazines that all CPUs share (J. Bonwick and J. Adams, "Magazines and Vmem", USENIX 2001).
 *
 * <p>A CPU frees into its loaded magazine and takes from it, last in first out. If that is full, or empty, it swaps the two;
 * if that does not help, a full one goes to the depot, or one comes from there.
 */
final class IovaCaches {
    private static final class Magazine {
        final long[] pages;
        int size;

        Magazine(int entries) {
            pages = new long[entries];
        }

        boolean full() {
            return size == pages.length;
        }
    }

    private static final class Cpu {
        Magazine loaded;
        Magazine previous;

        Cpu(int entries) {
            loaded = new Magazine(entries);
            previous = new Magazine(entries);
        }

        void swap() {
            Magazine other = previous;
            previous = loaded;
            loaded = other;
        }
    }

    private final int entries;
    private final Cpu[] cpus;
    private final Deque<Magazine> depot = new ArrayDeque<>();

    /**
     * @param cpus CPUs of the guest
     * @param entries ranges that a magazine holds
     */
    IovaCaches(int cpus, int entries) {
        this.entries = entries;
        this.cpus = new Cpu[cpus];
        for (int cpu = 0; cpu < cpus; cpu++) {
            this.cpus[cpu] = new Cpu(entries);
        }
    }

    /**
     * Takes a range that was freed.
     *
     * @param limit page that it must begin at or below
     * @return its first page, or -1 if no cache that this CPU reaches has one
     */
    long take(int onCpu, long limit) {
        Cpu cpu = cpus[onCpu];
        if (cpu.loaded.size == 0) {
            if (cpu.previous.size > 0) {
                cpu.swap();
            } else if (depot.isEmpty()) {
                return -1;
            } else {
                cpu.loaded = depot.pop();
            }
        }
        return pop(cpu.loaded, limit);
    }

    private static long pop(Magazine magazine, long limit) {
        int at = magazine.size - 1;
        while (magazine.pages[at] > limit) {
            if (at-- == 0) {
                return -1;
            }
        }
        long page = magazine.pages[at];
        magazine.pages[at] = magazine.pages[--magazine.size];
        return page;
    }

    /** Keeps a range that is freed. */
    void keep(int onCpu, long page) {
        Cpu cpu = cpus[onCpu];
        if (cpu.loaded.full()) {
            if (cpu.previous.full()) {
                depot.push(cpu.loaded);
                cpu.loaded = new Magazine(entries);
            } else {
                cpu.swap();
            }
        }
        cpu.loaded.pages[cpu.loaded.size++] = page;
    }

    /** Frees the newest magazine of the depot if it holds more of them than there are CPUs; whether it did. */
    boolean trimDepot(LongConsumer free) {
        if (depot.size() <= cpus.length) {
            return false;
        }
        drain(depot.pop(), free);
        return true;
    }

    /** Frees all that is kept. */
    void drain(LongConsumer free) {
        for (Cpu cpu : cpus) {
            drain(cpu.loaded, free);
            drain(cpu.previous, free);
        }
        while (!depot.isEmpty()) {
            drain(depot.pop(), free);
        }
    }

    private static void drain(Magazine magazine, LongConsumer free) {
        for (int i = 0; i < magazine.size; i++) {
            free.accept(magazine.pages[i]);
        }
        magazine.size = 0;
    }
}
