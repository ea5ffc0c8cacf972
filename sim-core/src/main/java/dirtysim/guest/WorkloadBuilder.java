package dirtysim.guest;

import dirtysim.guest.Workload.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a {@link Workload} from operations in recorded order. Feed it everything from the start of the recording; call
 * {@link #beginBody} where the part to be replayed begins and {@link #build} at its end.
 *
 * <p>It keeps the live mappings, and so mends what a lossy or cut recording gets wrong, counting each mend in the
 * workload's notes: a map over a live mapping unmaps that first; an unmap of nothing, or of a part of a mapping, is left
 * out; an unmap of several whole mappings becomes one unmap each.
 */
public final class WorkloadBuilder {
    private static final int PAGE_SHIFT = 12;

    final String name;
    final List<String> devices = new ArrayList<>();
    final boolean lazy;
    int cpus = 1;
    int bodyStart;
    int seamStart;
    long bodyPs;
    double[] steadyWrites = new double[1];
    byte[] kind = new byte[1024];
    long[] timePs = new long[1024];
    int[] cpu = new int[1024];
    int[] device = new int[1024];
    byte[] direction = new byte[1024];
    long[] iova = new long[1024];
    int[] pages = new int[1024];
    int[] segmentEnd = new int[1024];
    long[] segmentGpa = new long[1024];
    int[] segmentPages = new int[1024];
    int size;
    int segments;

    int[] predecessorEnd = new int[1024];
    int[] predecessors = new int[1024];
    int predecessorCount;

    private static final class Live {
        final Direction direction;
        final int pages;
        final long[] gpas;
        final int[] segmentPages;
        /** The operation that mapped it; -1 before the body has begun. */
        int mapOp = -1;

        Live(Direction direction, long[] gpas, int[] segmentPages) {
            this.direction = direction;
            this.pages = Arrays.stream(segmentPages).sum();
            this.gpas = gpas;
            this.segmentPages = segmentPages;
        }

        /** Whether another one, if there is one, maps the same memory in the same way. */
        boolean isAs(Live other) {
            return other != null
                    && direction == other.direction
                    && Arrays.equals(gpas, other.gpas)
                    && Arrays.equals(segmentPages, other.segmentPages);
        }
    }

    private final List<DeviceOrder> order = new ArrayList<>();

    private final List<TreeMap<Long, Live>> live = new ArrayList<>();
    private final List<TreeMap<Long, Live>> setup = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean inBody;
    private long bodyStartPs;
    private long lastPs;
    private long doubleMaps;
    private long strayUnmaps;

    /**
     * @param name name of the trace
     * @param lazy whether the guest defers its IOTLB flushes
     */
    public WorkloadBuilder(String name, boolean lazy) {
        this.name = name;
        this.lazy = lazy;
    }

    /** The index of a device, new or known. */
    public int device(String deviceName) {
        int known = devices.indexOf(deviceName);
        if (known >= 0) {
            return known;
        }
        devices.add(deviceName);
        live.add(new TreeMap<>());
        order.add(new DeviceOrder());
        return devices.size() - 1;
    }

    /** Adds a sentence to the workload's notes. */
    public WorkloadBuilder note(String sentence) {
        notes.add(sentence);
        return this;
    }

    /**
     * Lets a device write its long-lived mappings at a rate of its own, whatever the operations are; see
     * {@link Workload#steadyWritesPerSecond}. It is for workloads whose body unmaps none of the setup.
     *
     * @param ofDevice index from {@link #device}
     * @param pagesPerSecond rate, 0 or more
     */
    public WorkloadBuilder steadyWrites(int ofDevice, double pagesPerSecond) {
        if (!(pagesPerSecond >= 0)) {
            throw new IllegalArgumentException("pagesPerSecond: " + pagesPerSecond);
        }
        if (ofDevice >= steadyWrites.length) {
            steadyWrites = Arrays.copyOf(steadyWrites, ofDevice + 1);
        }
        steadyWrites[ofDevice] = pagesPerSecond;
        return this;
    }

    /**
     * What is live now becomes the setup, and the operations from here on the body.
     *
     * @param startPs time on the recording's clock at which the body begins
     * @throws IllegalStateException when called twice
     */
    public WorkloadBuilder beginBody(long startPs) {
        if (inBody) {
            throw new IllegalStateException("the body has begun already");
        }
        inBody = true;
        bodyStartPs = startPs;
        lastPs = startPs;
        for (int d = 0; d < live.size(); d++) {
            setup.add(new TreeMap<>(live.get(d)));
            for (Map.Entry<Long, Live> mapping : live.get(d).entrySet()) {
                mapping.getValue().mapOp = size;
                appendMap(0, 0, d, mapping.getKey(), mapping.getValue());
            }
        }
        bodyStart = size;
        return this;
    }

    /**
     * One dma_map or dma_alloc call.
     *
     * @param atPs time on the recording's clock
     * @param onCpu the CPU that issued it
     * @param ofDevice index from {@link #device}
     * @param dir direction
     * @param firstIova first IOVA, page aligned; the segments follow each other from there
     * @param gpas page-aligned guest-physical address of each segment
     * @param segmentPageCounts pages of each segment
     */
    public WorkloadBuilder map(
            long atPs, int onCpu, int ofDevice, Direction dir, long firstIova, long[] gpas, int[] segmentPageCounts) {
        Live mapping = new Live(dir, gpas.clone(), segmentPageCounts.clone());
        for (long clash : overlapping(ofDevice, firstIova, mapping.pages)) {
            doubleMaps++;
            removeLive(atPs, onCpu, ofDevice, clash);
        }
        live.get(ofDevice).put(firstIova, mapping);
        if (inBody) {
            mapping.mapOp = size;
            order.get(ofDevice).beforeMap(firstIova, mapping.pages, lazy, this::precededBy);
            appendMap(bodyTime(atPs), useCpu(onCpu), ofDevice, firstIova, mapping);
        }
        return this;
    }

    /**
     * One dma_unmap or dma_free call.
     *
     * @param atPs time on the recording's clock
     * @param onCpu the CPU that issued it
     * @param ofDevice index from {@link #device}
     * @param firstIova first IOVA of the range
     * @param pageCount pages of the range
     */
    public WorkloadBuilder unmap(long atPs, int onCpu, int ofDevice, long firstIova, int pageCount) {
        boolean stray = true;
        boolean cut = false;
        for (long start : overlapping(ofDevice, firstIova, pageCount)) {
            Live mapping = live.get(ofDevice).get(start);
            long end = start + ((long) mapping.pages << PAGE_SHIFT);
            if (start >= firstIova && end <= firstIova + ((long) pageCount << PAGE_SHIFT)) {
                removeLive(atPs, onCpu, ofDevice, start);
                stray = false;
            } else {
                cut = true;
            }
        }
        if (stray || cut) {
            strayUnmaps++;
        }
        return this;
    }

    /**
     * A lazy guest's flush.
     *
     * @param atPs time on the recording's clock
     * @param onCpu the CPU that issued it
     * @param ofDevice index from {@link #device}, or {@link Workload#ALL_DEVICES}
     */
    public WorkloadBuilder flush(long atPs, int onCpu, int ofDevice) {
        if (inBody) {
            for (int d = 0; d < order.size(); d++) {
                if (ofDevice == d || ofDevice == Workload.ALL_DEVICES) {
                    order.get(d).flush(size, onCpu, this::precededBy);
                }
            }
            append(Kind.FLUSH, bodyTime(atPs), useCpu(onCpu), ofDevice, Direction.UNKNOWN, 0, 0);
        }
        return this;
    }

    /**
     * Ends the body and closes the loop.
     *
     * @param endPs time on the recording's clock at which the body ends; not before its last operation
     */
    public Workload build(long endPs) {
        if (!inBody) {
            throw new IllegalStateException("the body has not begun");
        }
        bodyPs = Math.max(endPs, lastPs) - bodyStartPs;
        seamStart = size;
        for (int d = 0; d < live.size(); d++) {
            closeSeam(d);
        }
        return new Workload(this);
    }

    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        if (doubleMaps > 0) {
            all.add(doubleMaps + " maps over a live mapping: that one was unmapped first");
        }
        if (strayUnmaps > 0) {
            all.add(strayUnmaps + " unmaps of nothing, or of a part of a mapping, were left out");
        }
        return List.copyOf(all);
    }

    private void closeSeam(int d) {
        TreeMap<Long, Live> before = d < setup.size() ? setup.get(d) : new TreeMap<>();
        for (Map.Entry<Long, Live> mapping : live.get(d).entrySet()) {
            if (!mapping.getValue().isAs(before.get(mapping.getKey()))) {
                Live gone = mapping.getValue();
                append(Kind.UNMAP, bodyPs, 0, d, gone.direction, mapping.getKey(), gone.pages);
            }
        }
        if (lazy) {
            append(Kind.FLUSH, bodyPs, 0, d, Direction.UNKNOWN, 0, 0);
        }
        for (Map.Entry<Long, Live> mapping : before.entrySet()) {
            if (!mapping.getValue().isAs(live.get(d).get(mapping.getKey()))) {
                appendMap(bodyPs, 0, d, mapping.getKey(), mapping.getValue());
            }
        }
    }

    private List<Long> overlapping(int ofDevice, long firstIova, long pageCount) {
        TreeMap<Long, Live> mappings = live.get(ofDevice);
        List<Long> found = new ArrayList<>();
        Map.Entry<Long, Live> below = mappings.lowerEntry(firstIova);
        if (below != null && below.getKey() + ((long) below.getValue().pages << PAGE_SHIFT) > firstIova) {
            found.add(below.getKey());
        }
        found.addAll(mappings.subMap(firstIova, firstIova + (pageCount << PAGE_SHIFT))
                .keySet());
        return found;
    }

    private void removeLive(long atPs, int onCpu, int ofDevice, long firstIova) {
        Live gone = live.get(ofDevice).remove(firstIova);
        if (inBody) {
            precededBy(gone.mapOp);
            order.get(ofDevice).unmapped(size, onCpu, firstIova, gone.pages);
            append(Kind.UNMAP, bodyTime(atPs), useCpu(onCpu), ofDevice, gone.direction, firstIova, gone.pages);
        }
    }

    private long bodyTime(long atPs) {
        // Recordings may hold a few events out of order between CPUs; replay never goes back in time.
        lastPs = Math.max(lastPs, atPs);
        return lastPs - bodyStartPs;
    }

    private int useCpu(int onCpu) {
        cpus = Math.max(cpus, onCpu + 1);
        return onCpu;
    }

    private void precededBy(int op) {
        if (op < bodyStart) {
            return;
        }
        for (int p = size == 0 ? 0 : predecessorEnd[size - 1]; p < predecessorCount; p++) {
            if (predecessors[p] == op) {
                return;
            }
        }
        if (predecessorCount == predecessors.length) {
            predecessors = Arrays.copyOf(predecessors, predecessorCount * 2);
        }
        predecessors[predecessorCount++] = op;
    }

    private void appendMap(long atPs, int onCpu, int ofDevice, long firstIova, Live mapping) {
        int needed = segments + mapping.gpas.length;
        if (needed > segmentGpa.length) {
            segmentGpa = Arrays.copyOf(segmentGpa, needed * 2);
            segmentPages = Arrays.copyOf(segmentPages, needed * 2);
        }
        System.arraycopy(mapping.gpas, 0, segmentGpa, segments, mapping.gpas.length);
        System.arraycopy(mapping.segmentPages, 0, segmentPages, segments, mapping.gpas.length);
        segments = needed;
        append(Kind.MAP, atPs, onCpu, ofDevice, mapping.direction, firstIova, mapping.pages);
    }

    private void append(Kind what, long atPs, int onCpu, int ofDevice, Direction dir, long firstIova, int pageCount) {
        if (size == kind.length) {
            grow();
        }
        kind[size] = (byte) what.ordinal();
        timePs[size] = atPs;
        cpu[size] = onCpu;
        device[size] = ofDevice;
        direction[size] = (byte) dir.ordinal();
        iova[size] = firstIova;
        pages[size] = pageCount;
        segmentEnd[size] = segments;
        predecessorEnd[size] = predecessorCount;
        size++;
    }

    private void grow() {
        int larger = size * 2;
        kind = Arrays.copyOf(kind, larger);
        timePs = Arrays.copyOf(timePs, larger);
        cpu = Arrays.copyOf(cpu, larger);
        device = Arrays.copyOf(device, larger);
        direction = Arrays.copyOf(direction, larger);
        iova = Arrays.copyOf(iova, larger);
        pages = Arrays.copyOf(pages, larger);
        segmentEnd = Arrays.copyOf(segmentEnd, larger);
        predecessorEnd = Arrays.copyOf(predecessorEnd, larger);
    }
}
