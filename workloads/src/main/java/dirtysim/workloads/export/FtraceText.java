package dirtysim.workloads.export;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordSink;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a recording as the text of tracefs' {@code trace}. Each mapping call and each unmap gets a task of its own, so that
 * nobody can join them wrongly. Recorded events that left no record, as {@code qi_submit}, are lines without content, so
 * that the counts are the recorded ones; which of them stood where is not known any more, but for the number before each mark.
 *
 * <p>Not in the text: the provenance, and what no kernel prints, as a call before its segments.
 */
public final class FtraceText implements RecordSink {
    private static final int FIRST_TASK = 2;

    /** Segments of a call, which come before it. */
    private static final class Segments {
        private long from = Long.MAX_VALUE;
        private long to;
        private final StringBuilder physical = new StringBuilder();

        private void add(long iova, long bytes, long gpa) {
            from = Math.min(from, iova);
            to = Math.max(to, iova + bytes);
            physical.append(physical.length() == 0 ? "0x" : ",0x").append(Long.toHexString(gpa));
        }
    }

    /** How a mapping was made, for its unmap. */
    private record Mapped(CallKind kind, String physical) {}

    private record Release(long task, int cpu, String name, String details) {}

    private final RecordingSummary summary;
    private final EventText text;
    private final Map<Integer, Segments> segments = new TreeMap<>();
    private final Map<Integer, Map<Long, Mapped>> mapped = new TreeMap<>();
    /** The release that comes after the last unmap, or after its flush; null if none is due. */
    private Release due;

    private final StringBuilder line = new StringBuilder();
    private int calls;
    private long unmaps;

    private FtraceText(RecordingSummary summary, EventText text) {
        this.summary = summary;
        this.text = text;
    }

    /**
     * Writes a whole recording; the writer stays open.
     *
     * @throws IOException when the writer fails
     */
    public static void write(TraceRecords records, Writer out) throws IOException {
        RecordingSummary summary = records.summary();
        EventText count = new EventText(null, summary.events(), new TreeMap<>());
        new FtraceText(summary, count).show(records);
        try {
            header(summary, out);
            EventText text = new EventText(out, summary.events(), count.written());
            new FtraceText(summary, text).show(records);
            text.fillUp();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (long gap = 1; gap <= summary.lostGaps(); gap++) {
            long lost = gap < summary.lostGaps() ? 1 : summary.lostEvents() - gap + 1;
            out.append("CPU:0 [LOST " + lost + " EVENTS]\n");
        }
    }

    private static void header(RecordingSummary summary, Writer out) throws IOException {
        long events = summary.totalEvents();
        long overwritten = summary.lostGaps() > 0 ? 0 : summary.lostEvents();
        out.append("# tracer: nop\n#\n# entries-in-buffer/entries-written: ")
                .append(events + "/" + (events + overwritten))
                .append("\n#\n#           TASK-PID   CPU#  |||||  TIMESTAMP  FUNCTION\n");
    }

    private void show(TraceRecords records) {
        records.show(0, records.size(), this);
        releaseDue();
    }

    @Override
    public void map(long atUs, int onCpu, long iova, long bytes, long physical, int callNumber) {
        releaseDue();
        if (callNumber != TraceRecords.UNATTRIBUTED) {
            segments.computeIfAbsent(callNumber, call -> new Segments()).add(iova, bytes, physical);
        }
        iova(iova, bytes).append(" paddr=0x");
        hex(physical, 16).append(" size=").append(bytes);
        text.event(
                callNumber == TraceRecords.UNATTRIBUTED ? unmapTask() : callTask(callNumber), onCpu, atUs, "map", line);
    }

    @Override
    public void call(long atUs, int onCpu, CallKind what, int ofDevice, Direction dir, long dmaAddress, long bytes) {
        releaseDue();
        Segments of = segments.remove(calls);
        String physical = of == null ? "" : of.physical.toString();
        if (of != null) {
            mapped.computeIfAbsent(ofDevice, device -> new TreeMap<>()).put(of.from >>> 12, new Mapped(what, physical));
        }
        begin(ofDevice, dir);
        if (what == CallKind.DMA_MAP_SG) {
            scatterList(dmaAddress, bytes, of);
            line.append(" phys_addrs={").append(physical).append("} attrs=");
        } else {
            line.append(" dma_addr=")
                    .append(Long.toHexString(dmaAddress))
                    .append(" size=")
                    .append(bytes);
            line.append(what.allocates() ? " flags=GFP_KERNEL attrs=" : " phys_addr=0 attrs=");
        }
        text.event(callTask(calls++), onCpu, atUs, what.eventName(), line);
    }

    /** The entries are not kept, only where the list begins and how long they are together; two are enough to say it. */
    private void scatterList(long address, long bytes, Segments of) {
        boolean one = of == null || bytes < 2 || of.to <= address + bytes;
        line.append(" dma_addrs={0x").append(Long.toHexString(address));
        if (one) {
            line.append("} sizes={0x").append(Long.toHexString(bytes)).append('}');
        } else {
            line.append(",0x").append(Long.toHexString(of.to - 1));
            line.append("} sizes={0x").append(Long.toHexString(bytes - 1)).append(",0x1}");
        }
    }

    @Override
    public void unmap(long atUs, int onCpu, long iova, long bytes, int ofDevice, Direction dir) {
        releaseDue();
        long task = unmapTask();
        if (ofDevice != TraceRecords.UNATTRIBUTED) {
            Map<Long, Mapped> ofIova = mapped.get(ofDevice);
            Mapped how = ofIova == null ? null : ofIova.remove(iova >>> 12);
            announce(task, atUs, onCpu, iova, bytes, ofDevice, dir, how);
        }
        iova(iova, bytes)
                .append(" size=")
                .append(bytes)
                .append(" unmapped_size=")
                .append(bytes);
        text.event(task, onCpu, atUs, "unmap", line);
    }

    private void announce(
            long task, long atUs, int onCpu, long iova, long bytes, int ofDevice, Direction dir, Mapped how) {
        begin(ofDevice, dir);
        if (how != null && how.kind() == CallKind.DMA_MAP_SG && dir != Direction.COHERENT) {
            line.append(" phys_addrs={").append(how.physical()).append("} attrs=");
            text.event(task, onCpu, atUs, "dma_unmap_sg", line);
            return;
        }
        line.append(" dma_addr=")
                .append(Long.toHexString(iova))
                .append(" size=")
                .append(bytes);
        line.append(" attrs=");
        if (dir == Direction.COHERENT) {
            String kind = how == null ? "dma_alloc" : how.kind().eventName();
            text.event(task, onCpu, atUs, kind.replace("alloc", "free"), line);
        } else {
            CallKind kind = how == null || how.kind().allocates() ? CallKind.DMA_MAP_PAGE : how.kind();
            String name = kind.eventName().replace("map", "unmap");
            due = new Release(task, onCpu, name, line.toString());
        }
    }

    @Override
    public void flushRange(long atUs, int onCpu, long domain, long iova, long bytes) {
        if (due != null && due.cpu() != onCpu) {
            releaseDue();
        }
        domain(domain).append(" [0x").append(Long.toHexString(iova)).append("-0x");
        line.append(Long.toHexString(iova + bytes - 1)).append(']');
        text.event(0, onCpu, atUs, "cache_tag_flush_range", line);
        releaseDue();
    }

    @Override
    public void flushDomain(long atUs, int onCpu, long domain) {
        releaseDue();
        text.event(0, onCpu, atUs, "cache_tag_flush_all", domain(domain));
    }

    @Override
    public void mark(long atUs, int onCpu, long event, String what) {
        if (text.lines() < event) {
            releaseDue();
        }
        text.fillUpTo(event);
        text.event(1, onCpu, atUs, "tracing_mark_write", what);
    }

    private void releaseDue() {
        if (due != null) {
            text.event(due.task(), due.cpu(), text.lastUs(), due.name(), due.details());
            due = null;
        }
    }

    private static long callTask(int call) {
        return FIRST_TASK + 2L * call;
    }

    private long unmapTask() {
        return FIRST_TASK + 1 + 2 * unmaps++;
    }

    private void begin(int ofDevice, Direction dir) {
        line.setLength(0);
        line.append(summary.devices().get(ofDevice)).append(" dir=");
        line.append(
                switch (dir) {
                    case COHERENT -> "BIDIRECTIONAL";
                    case UNKNOWN -> "NONE";
                    default -> dir.name();
                });
    }

    private StringBuilder iova(long iova, long bytes) {
        line.setLength(0);
        line.append("IOMMU: iova=0x");
        hex(iova, 16).append(" - 0x");
        return hex(iova + bytes, 16);
    }

    private StringBuilder domain(long domain) {
        line.setLength(0);
        return line.append("dmar0 dmar0[0] type iotlb did ").append(domain);
    }

    private StringBuilder hex(long value, int width) {
        String digits = Long.toHexString(value);
        for (int i = digits.length(); i < width; i++) {
            line.append('0');
        }
        return line.append(digits);
    }
}
