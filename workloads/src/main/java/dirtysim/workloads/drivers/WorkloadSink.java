package dirtysim.workloads.drivers;

import dirtysim.guest.Direction;
import dirtysim.guest.Workload;
import dirtysim.guest.WorkloadBuilder;
import dirtysim.workloads.record.CallKind;

/** Makes a {@link Workload} of what a guest does. */
public final class WorkloadSink implements OperationSink {
    private final WorkloadBuilder builder;

    /**
     * @param name name of the workload
     * @param lazy whether the guest defers its flushes
     */
    public WorkloadSink(String name, boolean lazy) {
        builder = new WorkloadBuilder(name, lazy);
    }

    /** Ends the body, and gives the workload. */
    public Workload build(long endPs) {
        return builder.build(endPs);
    }

    @Override
    public void device(String name) {
        builder.device(name);
    }

    @Override
    public void beginBody(long atPs) {
        builder.beginBody(atPs);
    }

    @Override
    public void map(
            long atPs,
            int cpu,
            int device,
            Direction direction,
            CallKind call,
            long iova,
            int offset,
            long bytes,
            long[] gpas,
            int[] pages) {
        builder.map(atPs, cpu, device, direction, iova, gpas, pages);
    }

    @Override
    public void unmap(long atPs, int cpu, int device, Direction direction, long iova, int pages) {
        builder.unmap(atPs, cpu, device, iova, pages);
    }

    @Override
    public void flush(long atPs, int cpu, int device) {
        builder.flush(atPs, cpu, device);
    }

    @Override
    public void steadyWrites(int device, double pagesPerSecond) {
        builder.steadyWrites(device, pagesPerSecond);
    }
}
