package dirtysim.guest;

import dirtysim.guest.LiveMappings.Live;
import dirtysim.guest.Workload.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes operations from what a guest did, in recorded order: the setup from what is live when the body begins, the body, and
 * the seam that leads back. In memory it keeps what is live, not what was. {@link WorkloadBuilder} says what is mended.
 *
 * <p>The body can be made again and again: {@link #beginBodyAgain} goes back to the mappings of the setup.
 */
public final class OperationMaker {
    private final boolean lazy;
    private final Consumer<Operation> sink;
    private final Operation op = new Operation();
    private final List<LiveMappings> live = new ArrayList<>();
    private final List<LiveMappings> setup = new ArrayList<>();
    private final List<DeviceOrder> order = new ArrayList<>();

    private long size;
    private long bodyStart;
    private int cpus = 1;
    private boolean inBody;
    private boolean makesSetup;
    private long bodyStartPs;
    private long bodyPs;
    private long lastPs;
    private long doubleMaps;
    private long strayUnmaps;

    /**
     * @param lazy whether the guest defers its IOTLB flushes
     * @param sink takes each operation of setup, body and seam; it is valid during the call only
     */
    public OperationMaker(boolean lazy, Consumer<Operation> sink) {
        this.lazy = lazy;
        this.sink = sink;
    }

    /** Adds a device, which gets the next index from 0. */
    public void device() {
        live.add(new LiveMappings());
        order.add(new DeviceOrder());
    }

    /**
     * What is live now becomes the setup, and the operations from here on the body.
     *
     * @param startPs time on the recording's clock at which the body begins
     * @throws IllegalStateException when called twice
     */
    public void beginBody(long startPs) {
        if (inBody) {
            throw new IllegalStateException("the body has begun already");
        }
        inBody = true;
        makesSetup = true;
        bodyStartPs = startPs;
        lastPs = startPs;
        for (int d = 0; d < live.size(); d++) {
            LiveMappings before = new LiveMappings();
            before.copy(live.get(d));
            setup.add(before);
            for (Map.Entry<Long, Live> mapping : before.entries()) {
                mapping.getValue().mapOp = size;
                beginMap(0, 0, d, mapping.getKey(), mapping.getValue());
                emit();
            }
        }
        bodyStart = size;
        makesSetup = false;
    }

    /** Makes the body again: back to the mappings of the setup, whose operations are not made again. */
    public void beginBodyAgain() {
        lastPs = bodyStartPs;
        size = bodyStart;
        for (int d = 0; d < live.size(); d++) {
            live.get(d).copy(setup(d));
            order.get(d).clear();
        }
    }

    /** One dma_map or dma_alloc call. As {@link WorkloadBuilder#map}, but for the arrays, which belong to this from now on. */
    public void map(
            long atPs, int onCpu, int ofDevice, Direction dir, long firstIova, long[] gpas, int[] segmentPages) {
        int pages = segmentPages.length == 1
                ? segmentPages[0]
                : Arrays.stream(segmentPages).sum();
        Live mapping = new Live(dir, pages, gpas, segmentPages);
        for (long clash : live.get(ofDevice).overlapping(firstIova, pages)) {
            doubleMaps++;
            removeLive(atPs, onCpu, ofDevice, clash);
        }
        live.get(ofDevice).put(firstIova, mapping);
        if (inBody) {
            mapping.mapOp = size;
            mapping.mapCpu = onCpu;
            beginMap(bodyTime(atPs), useCpu(onCpu), ofDevice, firstIova, mapping);
            order.get(ofDevice).beforeMap(op, lazy);
            emit();
        }
    }

    /** One dma_unmap or dma_free call. As {@link WorkloadBuilder#unmap}. */
    public void unmap(long atPs, int onCpu, int ofDevice, long firstIova, int pageCount) {
        Live exact = live.get(ofDevice).get(firstIova);
        if (exact != null && exact.pages == pageCount) {
            removeLive(atPs, onCpu, ofDevice, firstIova);
            return;
        }
        boolean stray = true;
        boolean cut = false;
        long unmapEnd = firstIova + ((long) pageCount << 12);
        for (long start : live.get(ofDevice).overlapping(firstIova, pageCount)) {
            long end = start + ((long) live.get(ofDevice).get(start).pages << 12);
            if (start >= firstIova && end <= unmapEnd) {
                removeLive(atPs, onCpu, ofDevice, start);
                stray = false;
            } else {
                cut = true;
            }
        }
        if (stray || cut) {
            strayUnmaps++;
        }
    }

    /** What a device has mapped at an address now, or null. */
    Live mapping(int ofDevice, long iova) {
        return live.get(ofDevice).holding(iova);
    }

    /** The operation of the body that made a mapping, or {@link AccessStream#SETUP}. */
    long madeBy(Live mapping) {
        return mapping.mapOp >= bodyStart ? mapping.mapOp : AccessStream.SETUP;
    }

    /** Time since the body began. */
    long sinceBody(long atPs) {
        if (!inBody) {
            throw new IllegalStateException("the body has not begun");
        }
        return Math.max(atPs, bodyStartPs) - bodyStartPs;
    }

    /** A lazy guest's flush. As {@link WorkloadBuilder#flush}. */
    public void flush(long atPs, int onCpu, int ofDevice) {
        if (inBody) {
            op.set(size, Kind.FLUSH, bodyTime(atPs), useCpu(onCpu), ofDevice, Direction.UNKNOWN);
            for (int d = 0; d < order.size(); d++) {
                if (ofDevice == d || ofDevice == Workload.ALL_DEVICES) {
                    order.get(d).flush(op);
                }
            }
            emit();
        }
    }

    /**
     * Ends the body and makes the seam.
     *
     * @param endPs time on the recording's clock at which the body ends; not before its last operation
     */
    public void end(long endPs) {
        if (!inBody) {
            throw new IllegalStateException("the body has not begun");
        }
        bodyPs = Math.max(endPs, lastPs) - bodyStartPs;
        for (int d = 0; d < live.size(); d++) {
            closeSeam(d);
        }
    }

    /**
     * Forgets what it only knows for the sake of the order of operations, as far as that has no use any more.
     *
     * @param performed all operations below this number have been performed
     */
    public void forget(long performed) {
        for (DeviceOrder ofDevice : order) {
            ofDevice.forget(performed, lazy);
        }
    }

    /** Whether the operation that the sink is given belongs to the setup. */
    public boolean makesSetup() {
        return makesSetup;
    }

    /** Operations made so far, those of the setup included; in passes after the first too. */
    public long size() {
        return size;
    }

    /** Number of guest CPUs seen in the body, at least 1. */
    public int cpus() {
        return cpus;
    }

    /** Duration of the body; known after {@link #end}. */
    public long bodyPs() {
        return bodyPs;
    }

    /** What was mended so far, one sentence each. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (doubleMaps > 0) {
            notes.add(doubleMaps + " maps over a live mapping: that one was unmapped first");
        }
        if (strayUnmaps > 0) {
            notes.add(strayUnmaps + " unmaps of nothing, or of a part of a mapping, were left out");
        }
        return notes;
    }

    private LiveMappings setup(int device) {
        return device < setup.size() ? setup.get(device) : new LiveMappings();
    }

    private void closeSeam(int d) {
        LiveMappings before = setup(d);
        for (Map.Entry<Long, Live> mapping : live.get(d).entries()) {
            Live gone = mapping.getValue();
            if (!gone.isAs(before.get(mapping.getKey()))) {
                op.set(size, Kind.UNMAP, bodyPs, 0, d, gone.direction).range(mapping.getKey(), gone.pages);
                emit();
            }
        }
        if (lazy) {
            op.set(size, Kind.FLUSH, bodyPs, 0, d, Direction.UNKNOWN);
            emit();
        }
        for (Map.Entry<Long, Live> mapping : before.entries()) {
            if (!mapping.getValue().isAs(live.get(d).get(mapping.getKey()))) {
                beginMap(bodyPs, 0, d, mapping.getKey(), mapping.getValue());
                emit();
            }
        }
    }

    private void removeLive(long atPs, int onCpu, int ofDevice, long firstIova) {
        Live gone = live.get(ofDevice).remove(firstIova);
        if (inBody) {
            op.set(size, Kind.UNMAP, bodyTime(atPs), useCpu(onCpu), ofDevice, gone.direction)
                    .range(firstIova, gone.pages)
                    .accessed(gone.lastAccess);
            if (gone.mapOp >= bodyStart) {
                op.after(gone.mapOp, gone.mapCpu, false);
            }
            order.get(ofDevice).unmapped(size, onCpu, firstIova, gone.pages);
            emit();
        }
    }

    private void beginMap(long atPs, int onCpu, int ofDevice, long firstIova, Live mapping) {
        op.set(size, Kind.MAP, atPs, onCpu, ofDevice, mapping.direction).range(firstIova, mapping.pages);
        for (int segment = 0; segment < mapping.gpas.length; segment++) {
            op.segment(mapping.gpas[segment], mapping.segmentPages[segment]);
        }
    }

    private void emit() {
        size++;
        sink.accept(op);
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
}
