package dirtysim;

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
 * Seeded guests that map stretches in which leaves of 2 MiB fit: aligned or with a head and a tail, read only or not, in one
 * segment or two, among mappings of a few pages at the same guest memory.
 */
final class LargeMappings {
    private static final long PAGE = 4096;
    private static final long US = 1_000_000;
    private static final int AREAS = 24;
    private static final int SLOTS = 24;
    private static final long SLOT_BYTES = 4L << 20;
    private static final long FIRST_IOVA = 0x1_0000_0000L;

    private record Mapping(int device, long iova, int pages) {}

    private LargeMappings() {}

    /**
     * @param seed seed of the guest
     * @param lazy whether it flushes lazily
     * @param ringPages pages of the ring that each device keeps; from 1 GiB of RAM on, as large as a leaf of 1 GiB
     */
    static Workload make(long seed, boolean lazy, int ringPages) {
        RandomStream random = new RandomStreams(seed).stream("large mappings");
        WorkloadBuilder builder = new WorkloadBuilder("large-" + seed, lazy);
        int devices = 1 + random.nextInt(2);
        List<Deque<Long>> free = new ArrayList<>();
        for (int device = 0; device < devices; device++) {
            builder.device("device-" + device);
            free.add(new ArrayDeque<>());
            for (int slot = 0; slot < SLOTS; slot++) {
                free.get(device).add(FIRST_IOVA + slot * SLOT_BYTES);
            }
            long ring = ringPages > 1 ? 1L << 30 : 60L << 20;
            builder.map(0, 0, device, Direction.COHERENT, 1L << 40, new long[] {ring}, new int[] {ringPages});
        }
        builder.beginBody(0);
        List<Mapping> live = new ArrayList<>();
        List<Mapping> unflushed = new ArrayList<>();
        long nowPs = 0;
        for (int n = 0; n < 80; n++) {
            nowPs += (1 + random.nextInt(200)) * US;
            if (live.size() < 6 || live.size() < 20 && random.nextBoolean(0.5)) {
                int device = random.nextInt(devices);
                live.add(map(builder, random, nowPs, device, free.get(device).remove()));
                continue;
            }
            Mapping gone = live.remove(random.nextInt(live.size()));
            builder.unmap(nowPs, random.nextInt(2), gone.device, gone.iova, gone.pages);
            unflushed.add(gone);
            if (lazy && unflushed.size() > 3) {
                builder.flush(nowPs, random.nextInt(2), Workload.ALL_DEVICES);
            }
            if (!lazy || unflushed.size() > 3) {
                unflushed.forEach(again -> free.get(again.device).add(again.iova - again.iova % SLOT_BYTES));
                unflushed.clear();
            }
        }
        return builder.build(nowPs);
    }

    private static Mapping map(WorkloadBuilder builder, RandomStream random, long nowPs, int device, long slot) {
        boolean large = random.nextInt(4) == 0;
        int before = large && random.nextBoolean(0.3) ? 1 + random.nextInt(3) : 0;
        int after = large && random.nextBoolean(0.3) ? 1 + random.nextInt(3) : 0;
        int pages = large ? before + 512 + after : 1 + random.nextInt(6);
        long border = large ? 2L << 20 : 0;
        long iova = slot + border - before * PAGE;
        long gpa = (1 + random.nextInt(AREAS)) * (2L << 20) + (large ? -before : random.nextInt(400)) * PAGE;
        // Cut in two, a stretch has no room for a leaf of 2 MiB.
        boolean cut = pages > 1 && random.nextBoolean(0.2);
        long[] gpas = cut ? new long[] {gpa, gpa + pages / 2 * PAGE} : new long[] {gpa};
        int[] lengths = cut ? new int[] {pages / 2, pages - pages / 2} : new int[] {pages};
        Direction direction = Direction.values()[random.nextInt(3)];
        builder.map(nowPs, random.nextInt(2), device, direction, iova, gpas, lengths);
        return new Mapping(device, iova, pages);
    }
}
