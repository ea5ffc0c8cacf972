package dirtysim.contract;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.guest.Direction;
import dirtysim.guest.Workload;
import dirtysim.guest.WorkloadBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Seeded guests that do what real ones do: several devices and CPUs, buffers of one to eight pages in several segments, IOVAs
 * reused soon and with other pages behind them, pages mapped at several IOVAs at once, rings that stay, unmaps on another CPU
 * than the map, and lazy flushes before reuse.
 */
public final class RandomWorkloads {
    private static final long PAGE = 4096;
    private static final long US = 1_000_000;

    private record Mapping(int device, long iova, int pages) {}

    private final RandomStream random;
    private final boolean lazy;
    private final long ramPages;
    private final WorkloadBuilder builder;
    private final List<Deque<Long>> freeIovas = new ArrayList<>();
    private final List<List<Long>> unflushed = new ArrayList<>();
    private final List<Mapping> live = new ArrayList<>();
    private long nowPs;

    private RandomWorkloads(long seed, boolean lazy, long ramBytes) {
        random = new RandomStreams(seed).stream("workload");
        this.lazy = lazy;
        ramPages = ramBytes / PAGE;
        builder = new WorkloadBuilder("random-" + seed, lazy);
    }

    /**
     * A workload in which devices write.
     *
     * @param seed draws everything; the workload is called {@code random-SEED}
     * @param lazy whether invalidations are put off and made in batches, as by Linux's flush queues
     * @param ramBytes RAM of the guest, 16 KiB or more; only its first 400 pages are used
     * @param operations maps and unmaps to make, over some 10 us each
     */
    public static Workload make(long seed, boolean lazy, long ramBytes, int operations) {
        return new RandomWorkloads(seed, lazy, ramBytes).build(operations);
    }

    private Workload build(int operations) {
        int devices = 1 + random.nextInt(3);
        for (int d = 0; d < devices; d++) {
            builder.device("device-" + d);
            freeIovas.add(new ArrayDeque<>());
            unflushed.add(new ArrayList<>());
            for (int slot = 63; slot >= 0; slot--) {
                freeIovas.get(d).push(0xffff_0000L - slot * 8 * PAGE);
            }
            builder.map(0, 0, d, Direction.COHERENT, 0x1000_0000L, new long[] {page()}, new int[] {1});
        }
        builder.beginBody(0);
        for (int n = 0; n < operations; n++) {
            nowPs += 1 + random.nextInt(20) * US;
            int device = random.nextInt(devices);
            if (live.size() < 8 || (live.size() < 48 && random.nextBoolean(0.5))) {
                map(device);
            } else {
                unmap(live.remove(random.nextInt(live.size())));
            }
        }
        return builder.build(nowPs);
    }

    private void map(int device) {
        if (freeIovas.get(device).isEmpty()) {
            flush(device);
            if (freeIovas.get(device).isEmpty()) {
                return;
            }
        }
        // The IOVA freed last is taken first, as Linux's per-CPU caches do.
        long iova = freeIovas.get(device).pop();
        int segments = 1 + random.nextInt(3);
        long[] gpas = new long[segments];
        int[] pages = new int[segments];
        int total = 0;
        for (int s = 0; s < segments; s++) {
            pages[s] = 1 + random.nextInt(2);
            gpas[s] = page();
            total += pages[s];
        }
        Direction direction = Direction.values()[random.nextInt(3)];
        builder.map(nowPs, random.nextInt(3), device, direction, iova, gpas, pages);
        live.add(new Mapping(device, iova, total));
    }

    private void unmap(Mapping mapping) {
        builder.unmap(nowPs, random.nextInt(3), mapping.device, mapping.iova, mapping.pages);
        if (lazy) {
            unflushed.get(mapping.device).add(mapping.iova);
            if (unflushed.get(mapping.device).size() > 20) {
                flush(mapping.device);
            }
        } else {
            freeIovas.get(mapping.device).push(mapping.iova);
        }
    }

    private void flush(int device) {
        builder.flush(nowPs, random.nextInt(3), random.nextBoolean(0.2) ? Workload.ALL_DEVICES : device);
        unflushed.get(device).forEach(freeIovas.get(device)::push);
        unflushed.get(device).clear();
    }

    private long page() {
        // Few pages, so that one is often mapped twice at once.
        return random.nextLong(Math.min(ramPages - 2, 400)) * PAGE;
    }
}
