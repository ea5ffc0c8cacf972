package dirtysim.guest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a {@link Workload} from operations in recorded order. Feed it everything from the start of the recording; call
 * {@link #beginBody} where the part to be replayed begins and {@link #build} at its end.
 *
 * <p>It keeps the live mappings, and so mends what a lossy or cut recording gets wrong, counting each mend in the
 * workload's notes: a map over a live mapping unmaps that first; an unmap of nothing, or of a part of a mapping, is left
 * out; an unmap of several whole mappings becomes one unmap each.
 */
public final class WorkloadBuilder {
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
    long[] lastAccess = new long[1024];
    private final List<AccessStreamBuilder> accesses = new ArrayList<>();

    private final List<String> notes = new ArrayList<>();
    private long bodyStartPs;
    private final OperationMaker maker;

    /**
     * @param name name of the trace
     * @param lazy whether the guest defers its IOTLB flushes
     */
    public WorkloadBuilder(String name, boolean lazy) {
        this.name = name;
        this.lazy = lazy;
        maker = new OperationMaker(lazy, this::append);
    }

    /** The index of a device, new or known. */
    public int device(String deviceName) {
        int known = devices.indexOf(deviceName);
        if (known >= 0) {
            return known;
        }
        devices.add(deviceName);
        maker.device();
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
        maker.beginBody(startPs);
        bodyStartPs = startPs;
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
        maker.map(atPs, onCpu, ofDevice, dir, firstIova, gpas.clone(), segmentPageCounts.clone());
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
        maker.unmap(atPs, onCpu, ofDevice, firstIova, pageCount);
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
        maker.flush(atPs, onCpu, ofDevice);
        return this;
    }

    /**
     * The accesses of a device are those that {@link #access} is told of, if only none, and are not modelled.
     *
     * @param ofDevice index from {@link #device}
     */
    public WorkloadBuilder recordedAccesses(int ofDevice) {
        while (accesses.size() <= ofDevice) {
            accesses.add(null);
        }
        if (accesses.get(ofDevice) == null) {
            accesses.set(ofDevice, new AccessStreamBuilder());
        }
        return this;
    }

    /**
     * One access of a device, recorded between the operations that have been told of before and those that will be told of
     * after. It goes to the mapping that is live; its time is that of the mapping at least.
     *
     * @param atPs time on the recording's clock
     * @param ofDevice index from {@link #device}, given to {@link #recordedAccesses} before
     * @param address IOVA, to the byte
     * @param bytes how many, no further than to the end of the page of 4 KiB
     * @param write whether the device wrote
     * @return whether anything is mapped there; if not, the access is left out
     * @throws IllegalStateException if the body has not begun
     * @throws IllegalArgumentException if it reaches beyond its page
     */
    public boolean access(long atPs, int ofDevice, long address, int bytes, boolean write) {
        if (bytes < 1 || (address & 0xfff) + bytes > 0x1000) {
            throw new IllegalArgumentException(bytes + " bytes at 0x" + Long.toHexString(address));
        }
        LiveMappings.Live mapping = maker.mapping(ofDevice, address);
        if (mapping == null) {
            return false;
        }
        long madeBy = maker.madeBy(mapping);
        long mappedPs = madeBy == AccessStream.SETUP ? 0 : timePs[(int) madeBy];
        mapping.lastAccess = accesses.get(ofDevice)
                .add(Math.max(maker.sinceBody(atPs), mappedPs), address, bytes, write, madeBy, mapping.mapCpu);
        return true;
    }

    /** The recorded accesses of each device; null for one whose accesses are modelled. */
    List<AccessStream> accesses() {
        List<AccessStream> all = new ArrayList<>();
        accesses.forEach(stream -> all.add(stream == null ? null : new AccessStream(stream)));
        return all;
    }

    /**
     * Ends the body and closes the loop.
     *
     * @param endPs time on the recording's clock at which the body ends; not before its last operation
     */
    public Workload build(long endPs) {
        seamStart = size;
        long lastPs = endPs;
        for (AccessStreamBuilder stream : accesses) {
            lastPs = stream == null ? lastPs : Math.max(lastPs, bodyStartPs + stream.lastPs());
        }
        maker.end(lastPs);
        bodyPs = maker.bodyPs();
        cpus = maker.cpus();
        return new Workload(this);
    }

    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        all.addAll(maker.notes());
        return List.copyOf(all);
    }

    private void append(Operation op) {
        if (size == kind.length) {
            grow();
        }
        for (int segment = 0; segment < op.segments(); segment++) {
            if (segments == segmentGpa.length) {
                segmentGpa = Arrays.copyOf(segmentGpa, segments * 2);
                segmentPages = Arrays.copyOf(segmentPages, segments * 2);
            }
            segmentGpa[segments] = op.segmentGpa(segment);
            segmentPages[segments++] = op.segmentPages(segment);
        }
        for (int before = 0; before < op.predecessors(); before++) {
            if (predecessorCount == predecessors.length) {
                predecessors = Arrays.copyOf(predecessors, predecessorCount * 2);
            }
            predecessors[predecessorCount++] = (int) op.predecessor(before);
        }
        kind[size] = (byte) op.kind().ordinal();
        timePs[size] = op.timePs();
        cpu[size] = op.cpu();
        device[size] = op.device();
        direction[size] = (byte) op.direction().ordinal();
        iova[size] = op.iova();
        pages[size] = op.pages();
        segmentEnd[size] = segments;
        predecessorEnd[size] = predecessorCount;
        lastAccess[size] = op.lastAccess();
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
        lastAccess = Arrays.copyOf(lastAccess, larger);
    }
}
