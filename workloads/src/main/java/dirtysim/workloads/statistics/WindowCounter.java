package dirtysim.workloads.statistics;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.Marks;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.LongHashSet;

/** Counts {@link WindowPages} in one pass over a recording. */
public final class WindowCounter {
    private static final int PAGE_SHIFT = 12;
    private static final int COMPLETION_BYTES = 16;
    private static final int MOST_WINDOWS = 1 << 22;

    /** A mapped segment. */
    private record Segment(long frame, int pages, Direction direction) {
        Segment(TraceRecords records, int record) {
            this(
                    records.physical(record) >>> PAGE_SHIFT,
                    (int) (records.length(record) >>> PAGE_SHIFT),
                    records.direction(record));
        }
    }

    /** One device: what it has mapped, and where its next completion goes. */
    private static final class Device {
        final TreeMap<Long, Segment> live = new TreeMap<>();
        final TreeMap<Long, Segment> rings = new TreeMap<>();
        long ringIova = -1;
        long ringOffset;
    }

    private final TraceRecords records;
    private final long beginUs;
    private final long lengthUs;
    private final FrameWindows mapped;
    private final FrameWindows written;
    private final List<Device> devices = new ArrayList<>();

    private WindowCounter(TraceRecords records, long beginUs, long lengthUs, int windows) {
        this.records = records;
        this.beginUs = beginUs;
        this.lengthUs = lengthUs;
        mapped = new FrameWindows(windows);
        written = new FrameWindows(windows);
        for (int device = 0; device <= records.summary().devices().size(); device++) {
            devices.add(new Device());
        }
    }

    /**
     * Counts.
     *
     * @param lengthUs length of a window
     * @return no windows if the workload is shorter than one
     */
    public static WindowPages count(TraceRecords records, long lengthUs) {
        long beginUs = beginUs(records);
        int windows = windows(records, lengthUs);
        WindowCounter counter = new WindowCounter(records, beginUs, lengthUs, windows);
        for (int record = 0; record < records.size(); record++) {
            switch (records.kind(record)) {
                case MAP -> counter.map(record);
                case UNMAP -> counter.unmap(record);
                default -> {}
            }
        }
        return new WindowPages(lengthUs, counter.mapped.counts(), counter.written.counts(), null);
    }

    /** When the windows begin: with the workload, or with the first map or unmap. */
    public static long beginUs(TraceRecords records) {
        int begin = Marks.workloadBegin(records);
        return begin >= 0 ? records.timeUs(begin) : firstUs(records);
    }

    /** How many windows of a length there are. */
    public static int windows(TraceRecords records, long lengthUs) {
        int end = Marks.workloadEnd(records);
        long endUs = end >= 0 ? records.timeUs(end) : lastUs(records);
        return (int) Math.min(MOST_WINDOWS, Math.max(0, (endUs - beginUs(records)) / lengthUs));
    }

    private static long firstUs(TraceRecords records) {
        for (int record = 0; record < records.size(); record++) {
            if (records.kind(record) == RecordKind.MAP || records.kind(record) == RecordKind.UNMAP) {
                return records.timeUs(record);
            }
        }
        return 0;
    }

    private static long lastUs(TraceRecords records) {
        return records.size() == 0 ? 0 : records.timeUs(records.size() - 1);
    }

    /** Which window a time is in, -1 before the first. */
    private int window(int record) {
        return (int) Math.min(
                Integer.MAX_VALUE, Math.max(-1, Math.floorDiv(records.timeUs(record) - beginUs, lengthUs)));
    }

    private void map(int record) {
        Device device = devices.get(records.device(record) + 1);
        Segment segment = new Segment(records, record);
        Segment before = device.live.put(records.address(record), segment);
        if (before != null) {
            end(before, window(record));
        }
        if (segment.direction().deviceWrites()) {
            for (int page = 0; page < segment.pages(); page++) {
                mapped.begin(segment.frame() + page, window(record));
            }
        }
        if (segment.direction() == Direction.COHERENT) {
            device.rings.put(records.address(record), segment);
        }
    }

    private void end(Segment segment, int window) {
        if (segment.direction().deviceWrites()) {
            for (int page = 0; page < segment.pages(); page++) {
                mapped.end(segment.frame() + page, window);
            }
        }
    }

    private void unmap(int record) {
        Device device = devices.get(records.device(record) + 1);
        int window = window(record);
        long iova = records.address(record);
        Map<Long, Segment> gone = device.live.subMap(iova, iova + Math.max(1, records.length(record)));
        boolean buffer = false;
        for (Map.Entry<Long, Segment> each : gone.entrySet()) {
            Segment segment = each.getValue();
            buffer |= segment.direction() != Direction.COHERENT;
            device.rings.remove(each.getKey());
            if (segment.direction().deviceWrites()) {
                for (int page = 0; page < segment.pages(); page++) {
                    written.touch(segment.frame() + page, window);
                }
            }
            end(segment, window);
        }
        gone.clear();
        if (buffer) {
            complete(device, window);
        }
    }

    private void complete(Device device, int window) {
        if (device.rings.isEmpty()) {
            return;
        }
        Segment ring = device.rings.get(device.ringIova);
        if (ring == null || device.ringOffset >= (long) ring.pages() << PAGE_SHIFT) {
            Map.Entry<Long, Segment> next = device.rings.higherEntry(device.ringIova);
            device.ringIova = next == null ? device.rings.firstKey() : next.getKey();
            device.ringOffset = 0;
            ring = device.rings.get(device.ringIova);
        }
        written.touch(ring.frame() + (device.ringOffset >>> PAGE_SHIFT), window);
        device.ringOffset += COMPLETION_BYTES;
    }

    /** Counts pages that were written, each once a window; for accesses that someone else recorded. */
    public static final class Exact {
        private final long beginUs;
        private final long lengthUs;
        private final LongHashSet[] frames;

        /**
         * @param windows as {@link #windows} gives it
         */
        public Exact(long beginUs, long lengthUs, int windows) {
            this.beginUs = beginUs;
            this.lengthUs = lengthUs;
            frames = new LongHashSet[windows];
        }

        /** A device wrote to a guest-physical address. */
        public void wrote(long atUs, long gpa) {
            long window = Math.floorDiv(atUs - beginUs, lengthUs);
            if (window >= 0 && window < frames.length) {
                if (frames[(int) window] == null) {
                    frames[(int) window] = new LongHashSet();
                }
                frames[(int) window].add(gpa >>> PAGE_SHIFT);
            }
        }

        /** Pages by window. */
        public int[] counts() {
            return Arrays.stream(frames)
                    .mapToInt(set -> set == null ? 0 : set.size())
                    .toArray();
        }
    }
}
