package dirtysim.workloads.export;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.record.TraceRecordsBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded recordings as an importer could have made them: each call after its segments, in its own order on each CPU. */
final class PlausibleRecording {
    private static final List<String> DEVICES = List.of("0000:00:02.0", "0000:00:03.0", "0000:00:1f.2");

    private record Live(int device, CallKind kind, Direction direction, long iova, long bytes) {}

    private final Random random;
    private final TraceRecordsBuilder builder = new TraceRecordsBuilder();
    private final Map<String, Long> events = new LinkedHashMap<>();
    private final List<Live> live = new ArrayList<>();
    private final int devices;
    private long time;
    private long lines;
    private long nextIova = 0xffff_f000L;
    private long outOfOrder;

    private PlausibleRecording(long seed) {
        random = new Random(seed);
        devices = 1 + random.nextInt(DEVICES.size());
        time = random.nextInt(1 << 30);
    }

    static TraceRecords of(long seed) {
        return new PlausibleRecording(seed).make();
    }

    private TraceRecords make() {
        boolean lazy = random.nextBoolean();
        for (int device = 0; device < devices; device++) {
            map(device, CallKind.DMA_ALLOC, Direction.COHERENT);
        }
        int size = 100 + random.nextInt(2000);
        for (int n = 0; n < size; n++) {
            int what = random.nextInt(20);
            if (what == 0) {
                event("qi_submit");
            } else if (what == 1) {
                builder.mark(tick(), cpu(), lines, "mark " + n);
                event("tracing_mark_write");
            } else if (what == 2) {
                builder.map(tick(), cpu(), iova(1), 4096, 0x5000, TraceRecords.UNATTRIBUTED);
                event("map");
            } else if (what < 11 || live.isEmpty()) {
                CallKind kind = CallKind.values()[random.nextInt(CallKind.values().length)];
                Direction direction = Direction.values()[random.nextInt(3)];
                map(random.nextInt(devices), kind, kind.allocates() ? Direction.COHERENT : direction);
            } else {
                unmap(live.remove(random.nextInt(live.size())), lazy);
            }
        }
        long gaps = random.nextInt(3);
        long lost = gaps + (gaps > 0 ? random.nextInt(50) : random.nextInt(2) * 17);
        return builder.build(new RecordingSummary(DEVICES.subList(0, devices), events, lost, gaps, outOfOrder));
    }

    private void map(int device, CallKind kind, Direction direction) {
        int segments = kind == CallKind.DMA_MAP_SG ? 1 + random.nextInt(4) : 1;
        int pages = 1 + random.nextInt(3);
        long iova = iova(segments * pages);
        int cpu = cpu();
        for (int s = 0; s < segments; s++) {
            long physical = (long) random.nextInt(1 << 20) << 12;
            builder.map(tick(), cpu, iova + ((long) s * pages << 12), (long) pages << 12, physical, builder.calls());
            event("map");
        }
        long bytes = ((long) segments * pages << 12) - random.nextInt(4000);
        builder.call(tick(), cpu, kind, device, direction, iova, bytes);
        event(kind.eventName());
        live.add(new Live(device, kind, direction, iova, (long) segments * pages << 12));
    }

    private void unmap(Live gone, boolean lazy) {
        int cpu = cpu();
        boolean before = gone.kind().allocates() || gone.kind() == CallKind.DMA_MAP_SG;
        String release = gone.kind().eventName().replace("alloc", "free").replace("map", "unmap");
        if (before) {
            event(release);
        }
        builder.unmap(tick(), cpu, gone.iova(), gone.bytes(), gone.device(), gone.direction());
        event("unmap");
        if (!lazy) {
            builder.flushRange(time, cpu, 4 + gone.device(), gone.iova(), gone.bytes());
            event("cache_tag_flush_range");
        }
        if (!before) {
            event(release);
        }
        if (lazy && random.nextInt(10) == 0) {
            builder.flushDomain(time, cpu, 4 + gone.device());
            event("cache_tag_flush_all");
        }
    }

    private void event(String name) {
        events.merge(name, 1L, Long::sum);
        lines++;
    }

    private int cpu() {
        return random.nextInt(4);
    }

    private long tick() {
        int step = random.nextInt(20) - 1;
        outOfOrder += step < 0 && builder.size() > 0 ? 1 : 0;
        time += step;
        return time;
    }

    private long iova(int pages) {
        nextIova -= (long) pages << 12;
        return nextIova;
    }
}
