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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes a {@code .dtrace} of any length: a strict guest with two NICs of two queues, each with a ring of buffers that are
 * unmapped and mapped again in turn at random addresses. Not a workload of anybody's, but one that a replay has to work for.
 *
 * <p>{@code java -cp … dirtysim.workloads.stream.LongTrace FILE RECORDS}
 */
public final class LongTrace {
    static final int QUEUES = 4;
    private static final int RING = 4096;
    private static final List<String> DEVICES = List.of("0000:00:02.0", "0000:00:03.0");

    private final DtraceWriter writer;
    private final Random random;
    private final long[][] iova = new long[QUEUES][RING];
    private final long[][] freed = new long[QUEUES][RING / 8];
    private long timeUs = 1_000_000;
    private long records;
    private int calls;

    private LongTrace(DtraceWriter writer, long seed) {
        this.writer = writer;
        random = new Random(seed);
    }

    /** The command line. */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Long.parseLong(arguments[1]), 1);
    }

    static void write(Path file, long records, long seed) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
                DtraceWriter writer = new DtraceWriter(
                        out, JsonNodeFactory.instance.objectNode().put("source", "LongTrace, seed " + seed), DEVICES)) {
            LongTrace trace = new LongTrace(writer, seed);
            trace.write(records);
            Map<String, Long> events = new LinkedHashMap<>();
            events.put("map", (long) trace.calls);
            events.put("dma_map_page", (long) trace.calls);
            events.put("unmap", trace.calls - (long) QUEUES * RING);
            events.put("cache_tag_flush_range", trace.calls - (long) QUEUES * RING);
            writer.finish(new RecordingSummary(DEVICES, events, 0, 0, 0));
        }
    }

    private void write(long upTo) {
        for (int queue = 0; queue < QUEUES; queue++) {
            long base = 0xf000_0000L - (queue >> 1 << 27) - (queue & 1) * 0x400_0000L;
            for (int slot = 0; slot < RING; slot++) {
                iova[queue][slot] = base + ((long) slot << 12);
                map(queue, slot);
            }
            for (int spare = 0; spare < RING / 8; spare++) {
                freed[queue][spare] = base + ((long) RING + spare << 12);
            }
        }
        writer.mark(timeUs, 0, records++, "T_WORKLOAD_BEGIN");
        int[] next = new int[QUEUES];
        while (records < upTo - 4) {
            int queue = random.nextInt(QUEUES);
            int slot = next[queue];
            next[queue] = (slot + 1) % RING;
            turn(queue, slot);
        }
        writer.mark(timeUs, 0, records++, "T_WORKLOAD_END");
    }

    /** A buffer has come in: it is unmapped and flushed, and another is mapped in its place. */
    private void turn(int queue, int slot) {
        timeUs += random.nextInt(3);
        long old = iova[queue][slot];
        writer.unmap(timeUs, queue, old, 4096, queue >> 1, Direction.FROM_DEVICE);
        writer.flushRange(timeUs, queue, 4 + (queue >> 1), old, 4096);
        records += 2;
        int spare = random.nextInt(RING / 8);
        iova[queue][slot] = freed[queue][spare];
        freed[queue][spare] = old;
        map(queue, slot);
    }

    private void map(int queue, int slot) {
        long physical = 0x1000_0000L + ((long) random.nextInt(1 << 17) << 12);
        writer.map(timeUs, queue, iova[queue][slot], 4096, physical, calls);
        writer.call(timeUs, queue, CallKind.DMA_MAP_PAGE, queue >> 1, Direction.FROM_DEVICE, iova[queue][slot], 1522);
        calls++;
        records += 2;
    }
}
