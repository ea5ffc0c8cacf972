package dirtysim.guest;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * The operations that one recorded or generated guest performs, as columns in memory. Immutable, and so shared by runs
 * on several threads. Made by {@link WorkloadBuilder}.
 *
 * <p>Operations stand in three parts:
 *
 * <ol>
 *   <li><b>setup</b>, {@code [0, bodyStart())}: maps of what was live when the recorded workload began. Done at once,
 *       at no cost, before simulated time starts.
 *   <li><b>body</b>, {@code [bodyStart(), seamStart())}: the recorded operations in recorded order, with times since the
 *       start of the body.
 *   <li><b>seam</b>, {@code [seamStart(), size())}: what brings the live mappings back to those of the setup, so that the
 *       body can be replayed again. All at time {@link #bodyPs()}, on CPU 0.
 * </ol>
 *
 * <p>Each CPU performs its operations in order. Between CPUs only {@linkplain #predecessor predecessors} bind, so a CPU that
 * is delayed delays others no more than the recorded use of the same IOVAs demands.
 *
 * <p>A mapping is one dma_map call: an IOVA range, contiguous, backed by one or more segments of guest-physical memory.
 * An unmap always covers one whole mapping. Pages are of 4 KiB.
 */
public final class Workload implements ReplaySource {
    /** What an operation does. */
    public enum Kind {
        /** One dma_map or dma_alloc call. */
        MAP,
        /** One dma_unmap or dma_free call; under a strict guest the invalidation belongs to it. */
        UNMAP,
        /** A lazy guest's flush of the IOTLB for a whole domain; its freed IOVAs may be reused from here on. */
        FLUSH
    }

    /** Device of a {@link Kind#FLUSH} whose domain the recording does not name: every device is flushed. */
    public static final int ALL_DEVICES = -1;

    private static final Kind[] KINDS = Kind.values();
    private static final Direction[] DIRECTIONS = Direction.values();

    private final String name;
    private final List<String> devices;
    private final boolean lazy;
    private final List<String> notes;
    private final int cpus;
    private final int bodyStart;
    private final int seamStart;
    private final long bodyPs;
    private final double[] steadyWrites;
    private final byte[] kind;
    private final long[] timePs;
    private final int[] cpu;
    private final int[] device;
    private final byte[] direction;
    private final long[] iova;
    private final int[] pages;
    private final int[] segmentEnd;
    private final long[] segmentGpa;
    private final int[] segmentPages;
    private final int[] predecessorEnd;
    private final int[] predecessors;
    private final List<AccessStream> accesses;
    /** Null if no accesses were recorded. */
    private final long[] lastAccess;

    private final Extent extent = new Extent();

    Workload(WorkloadBuilder from) {
        name = from.name;
        devices = List.copyOf(from.devices);
        lazy = from.lazy;
        notes = from.notes();
        cpus = from.cpus;
        bodyStart = from.bodyStart;
        seamStart = from.seamStart;
        bodyPs = from.bodyPs;
        steadyWrites = Arrays.copyOf(from.steadyWrites, devices.size());
        int size = from.size;
        kind = Arrays.copyOf(from.kind, size);
        timePs = Arrays.copyOf(from.timePs, size);
        cpu = Arrays.copyOf(from.cpu, size);
        device = Arrays.copyOf(from.device, size);
        direction = Arrays.copyOf(from.direction, size);
        iova = Arrays.copyOf(from.iova, size);
        pages = Arrays.copyOf(from.pages, size);
        segmentEnd = Arrays.copyOf(from.segmentEnd, size);
        segmentGpa = Arrays.copyOf(from.segmentGpa, from.segments);
        segmentPages = Arrays.copyOf(from.segmentPages, from.segments);
        predecessorEnd = Arrays.copyOf(from.predecessorEnd, size);
        predecessors = Arrays.copyOf(from.predecessors, from.predecessorCount);
        accesses = Collections.unmodifiableList(from.accesses());
        lastAccess = accesses.isEmpty() ? null : Arrays.copyOf(from.lastAccess, size);
        Operation op = new Operation();
        for (int i = 0; i < size; i++) {
            read(i, op);
            extent.add(op);
        }
    }

    /** Name of the trace. */
    @Override
    public String name() {
        return name;
    }

    /** Names of the devices; an operation gives the index. */
    @Override
    public List<String> devices() {
        return devices;
    }

    /** Whether the recorded guest deferred its IOTLB flushes. */
    @Override
    public boolean lazy() {
        return lazy;
    }

    /** What had to be mended or left out to make the recording replayable, one sentence each. */
    @Override
    public List<String> notes() {
        return notes;
    }

    /** Number of guest CPUs that issue operations. */
    @Override
    public int cpus() {
        return cpus;
    }

    /** Index of the first operation of the body. */
    public int bodyStart() {
        return bodyStart;
    }

    /** Index of the first operation of the seam. */
    public int seamStart() {
        return seamStart;
    }

    /** Recorded duration of the body. */
    @Override
    public long bodyPs() {
        return bodyPs;
    }

    /**
     * Pages a second that a device writes beside all operations, at even intervals and uniform over its mappings of the
     * setup that it may write to and that are no rings; 0 for what was recorded. Those mappings stay for good.
     */
    @Override
    public double steadyWritesPerSecond(int ofDevice) {
        return steadyWrites[ofDevice];
    }

    /** Number of operations, setup and seam included. */
    public int size() {
        return kind.length;
    }

    /** What operation {@code op} does. */
    public Kind kind(int op) {
        return KINDS[kind[op]];
    }

    /** When it was recorded, since the start of the body. */
    public long timePs(int op) {
        return timePs[op];
    }

    /** The guest CPU that issues it, from 0. */
    public int cpu(int op) {
        return cpu[op];
    }

    /** The device, an index into {@link #devices()}, or {@link #ALL_DEVICES}. */
    public int device(int op) {
        return device[op];
    }

    /** Direction of the mapping. */
    public Direction direction(int op) {
        return DIRECTIONS[direction[op]];
    }

    /** First IOVA of the range, page aligned. */
    public long iova(int op) {
        return iova[op];
    }

    /** Pages of the range. */
    public int pages(int op) {
        return pages[op];
    }

    /** First segment of a {@link Kind#MAP}. */
    public int segmentStart(int op) {
        return op == 0 ? 0 : segmentEnd[op - 1];
    }

    /** One past the last segment of a {@link Kind#MAP}. */
    public int segmentEnd(int op) {
        return segmentEnd[op];
    }

    /** Guest-physical address of a segment, page aligned. */
    public long segmentGpa(int segment) {
        return segmentGpa[segment];
    }

    /** Pages of a segment. */
    public int segmentPages(int segment) {
        return segmentPages[segment];
    }

    /** First of the {@linkplain #predecessor predecessors} of an operation. */
    public int predecessorStart(int op) {
        return op == 0 ? 0 : predecessorEnd[op - 1];
    }

    /** One past the last of the predecessors of an operation. */
    public int predecessorEnd(int op) {
        return predecessorEnd[op];
    }

    /**
     * An operation of the body that has to be complete before another may begin: the map before its unmap, the unmap (and,
     * under a lazy guest, the flush) before the IOVA is mapped again, the unmaps that a flush covers before the flush. It
     * always has the lower index, so replay that keeps each CPU's order and this one cannot deadlock.
     */
    public int predecessor(int index) {
        return predecessors[index];
    }

    @Override
    public Extent extent() {
        return extent;
    }

    @Override
    public void setup(Consumer<Operation> each) {
        Operation op = new Operation();
        for (int i = 0; i < bodyStart; i++) {
            read(i, op);
            each.accept(op);
        }
    }

    @Override
    public OperationFeed feed() {
        return new WorkloadFeed(this);
    }

    @Override
    public AccessStream accesses(int ofDevice) {
        return ofDevice < accesses.size() ? accesses.get(ofDevice) : null;
    }

    /** Copies an operation. */
    void read(int op, Operation into) {
        into.set(op, kind(op), timePs[op], cpu[op], device[op], direction(op)).range(iova[op], pages[op]);
        for (int s = segmentStart(op); s < segmentEnd[op]; s++) {
            into.segment(segmentGpa[s], segmentPages[s]);
        }
        for (int p = predecessorStart(op); p < predecessorEnd[op]; p++) {
            int before = predecessors[p];
            into.after(before, cpu[before], kind(before) == Kind.FLUSH);
        }
        if (lastAccess != null) {
            into.accessed(lastAccess[op]);
        }
    }
}
