package dirtysim.workloads.generate;

import dirtysim.workloads.drivers.DriverDevice;

/**
 * A virtio block device behind the vIOMMU ({@code VIRTIO_F_ACCESS_PLATFORM}): beside its data a request maps its header, its
 * status byte and its table of indirect descriptors, each by a call of its own.
 */
final class VirtioKind extends BlockKind {
    /** Descriptor, available and used entry of a split ring together (virtio 1.2, 2.7). */
    private static final long RING_ENTRY_BYTES = 16 + 2 + 8;

    private static final long ENTRIES_OF_REQUEST = 1;

    @Override
    public String id() {
        return "virtio";
    }

    @Override
    public String title() {
        return "virtio block device: a mapping each for header, data, status and descriptors of a request";
    }

    @Override
    int callsOfRequest() {
        return 4;
    }

    @Override
    boolean headers() {
        return true;
    }

    @Override
    void allocateRings(DriverDevice device, int cpu, long depth) {
        device.allocate(cpu, depth * ENTRIES_OF_REQUEST * RING_ENTRY_BYTES);
    }
}
