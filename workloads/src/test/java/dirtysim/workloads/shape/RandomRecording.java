package dirtysim.workloads.shape;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecordsBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Recordings of guests that map and unmap at random: some sound, some with lost maps and unmaps, lazy or strict. */
final class RandomRecording {
    private static final long PAGE = 4096;
    private static final int SLOTS = 40;
    private static final int SLOT_PAGES = 4;

    private RandomRecording() {}

    /** @param lossy whether some maps and unmaps are missing */
    static NamedRecording of(long seed, boolean lossy) {
        RandomStream random = new RandomStreams(seed).stream("recording");
        int devices = 1 + random.nextInt(3);
        boolean lazy = random.nextBoolean(0.5);
        List<TreeMap<Long, Long>> live = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int device = 0; device < devices; device++) {
            live.add(new TreeMap<>());
            names.add("0000:00:0" + (device + 2) + ".0");
        }
        TraceRecordsBuilder records = new TraceRecordsBuilder();
        long us = 1_000_000;
        int ops = 20 + random.nextInt(300);
        int begin = random.nextInt(ops / 2);
        for (int op = 0; op < ops; op++) {
            us += random.nextInt(50);
            if (op == begin) {
                records.mark(us, 0, op, "T_WORKLOAD_BEGIN");
            }
            int device = random.nextInt(devices);
            int cpu = random.nextInt(2);
            long iova = 0xf000_0000L + random.nextInt(SLOTS) * SLOT_PAGES * PAGE;
            boolean lost = lossy && random.nextBoolean(0.1);
            Long length = live.get(device).remove(iova);
            if (length == null) {
                long pages = 1 + random.nextInt(SLOT_PAGES);
                live.get(device).put(iova, pages * PAGE);
                if (!lost) {
                    map(records, random, us, cpu, device, iova, pages);
                }
            } else if (!lost) {
                records.unmap(us, cpu, iova, length, device, Direction.FROM_DEVICE);
                if (!lazy) {
                    records.flushRange(us, cpu, 10 + device, iova, length);
                }
            }
            if (lazy && random.nextBoolean(0.1)) {
                records.flushDomain(us, cpu, 10 + device);
            }
        }
        records.mark(us, 0, ops, "T_WORKLOAD_END");
        RecordingSummary summary = new RecordingSummary(names, Map.of("map", 1L, "dma_map_page", 1L), 0, 0, 0);
        return new NamedRecording("random-" + seed, records.build(summary), JsonNodeFactory.instance.objectNode());
    }

    private static void map(
            TraceRecordsBuilder records, RandomStream random, long us, int cpu, int device, long iova, long pages) {
        boolean scattered = random.nextBoolean(0.3);
        for (long page = 0; page < (scattered ? pages : 1); page++) {
            long physical = random.nextInt(2000) * PAGE;
            records.map(us, cpu, iova + page * PAGE, scattered ? PAGE : pages * PAGE, physical, records.calls());
        }
        CallKind kind = scattered ? CallKind.DMA_MAP_SG : CallKind.DMA_MAP_PAGE;
        Direction direction = random.nextBoolean(0.5) ? Direction.FROM_DEVICE : Direction.TO_DEVICE;
        records.call(us, cpu, kind, device, direction, iova, pages * PAGE - 100);
    }
}
