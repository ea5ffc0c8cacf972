package dirtysim.workloads.generate;

import dirtysim.workloads.drivers.DriverDevice;

/**
 * An NVMe drive: a mapping for each request. Its PRP lists come from a pool that is mapped for good, and so are no maps of
 * their own.
 */
final class NvmeKind extends BlockKind {
    /** Bytes of a submission and of a completion entry (NVM Express base specification). */
    private static final long SUBMISSION_BYTES = 64;

    private static final long COMPLETION_BYTES = 16;

    @Override
    public String id() {
        return "nvme";
    }

    @Override
    public String title() {
        return "NVMe drive: queue pairs at a depth, a mapping for each request";
    }

    @Override
    int callsOfRequest() {
        return 1;
    }

    @Override
    boolean headers() {
        return false;
    }

    @Override
    void allocateRings(DriverDevice device, int cpu, long depth) {
        device.allocate(cpu, (depth + 1) * SUBMISSION_BYTES);
        device.allocate(cpu, (depth + 1) * COMPLETION_BYTES);
    }
}
