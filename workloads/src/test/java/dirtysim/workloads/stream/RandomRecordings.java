package dirtysim.workloads.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dirtysim.guest.Direction;
import dirtysim.workloads.dtrace.DtraceWriter;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordingSummary;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded recordings with all that real ones have seldom: late calls and segments, broken ranges, nobody's maps, marks. */
final class RandomRecordings {
    private RandomRecordings() {}

    static void write(long seed, Path file) throws IOException {
        Random random = new Random(seed);
        List<String> devices = List.of("a", "b", "c").subList(0, 1 + random.nextInt(3));
        boolean lazy = random.nextBoolean();
        boolean lateSegments = random.nextInt(4) == 0;
        int size = random.nextInt(10) == 0 ? 60_000 : 200 + random.nextInt(3000);
        int calls = 0;
        long time = 1_000_000;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                DtraceWriter writer = new DtraceWriter(out, JsonNodeFactory.instance.objectNode(), devices)) {
            int begin = random.nextInt(3) == 0 ? -1 : random.nextInt(size / 2);
            int end = random.nextInt(3) == 0 ? -1 : size / 2 + random.nextInt(size / 2);
            for (int n = 0; n < size; n++) {
                time += random.nextInt(6) - 1;
                int cpu = random.nextInt(4);
                long iova = 0x10_0000L + (random.nextInt(200) << 12) + (random.nextInt(5) == 0 ? 64 : 0);
                long bytes = 1 + random.nextInt(3 * 4096);
                Direction direction = Direction.values()[random.nextInt(5)];
                if (n == begin || n == end) {
                    writer.mark(time, cpu, n, n == begin ? "T_WORKLOAD_BEGIN x" : "T_WORKLOAD_END");
                }
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> {
                        int which = random.nextInt(10);
                        int call = which == 0 ? -1 : calls + (which < 3 ? random.nextInt(3) : 0);
                        call = lateSegments && calls > 0 && which == 9 ? random.nextInt(calls) : call;
                        for (int s = random.nextInt(6) / 3; s >= 0; s--) {
                            writer.map(time, cpu, iova, bytes, (long) random.nextInt(900) << 12, call);
                            iova = iova + bytes;
                        }
                    }
                    case 3, 4 -> {
                        writer.call(
                                time, cpu, CallKind.DMA_MAP_SG, random.nextInt(devices.size()), direction, iova, bytes);
                        calls++;
                    }
                    case 5, 6 ->
                        writer.unmap(time, cpu, iova, bytes, random.nextInt(devices.size() + 1) - 1, direction);
                    default -> {
                        if (lazy) {
                            writer.flushDomain(time, cpu, random.nextInt(4));
                        } else {
                            writer.flushRange(time, cpu, random.nextInt(4), iova, bytes);
                        }
                    }
                }
            }
            for (int call = calls; call <= calls + 2; call++) {
                writer.call(time, 0, CallKind.DMA_ALLOC, 0, Direction.COHERENT, 0x1000, 4096);
            }
            writer.finish(new RecordingSummary(devices, Map.of("map", 1L, "dma_map_sg", 1L), 0, 0, 0));
        }
    }
}
