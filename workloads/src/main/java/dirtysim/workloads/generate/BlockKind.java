package dirtysim.workloads.generate;

import dirtysim.engine.SimTime;
import dirtysim.host.InputException;
import dirtysim.workloads.drivers.DriverDevice;
import dirtysim.workloads.drivers.DriverGuest;
import java.util.List;

/** A block device at a constant queue depth: what NVMe and virtio have in common. */
abstract class BlockKind extends DriverKind {
    static final KindParameter IOPS = KindParameter.count(
            "iops", "requests/s", 100_000, 1, 20_000_000, "all queues; with the depth it gives a request's mean time");
    static final KindParameter BLOCK = KindParameter.rare(
            "block", "KiB", 4, 4, 1_024, "data of a request, whole pages; larger ones are lists of segments");
    static final KindParameter DEPTH =
            KindParameter.count("depth", "requests", 32, 1, 4_096, "outstanding in each queue, all the time");
    static final KindParameter QUEUES = KindParameter.count("queues", "queues", 1, 1, 256, "queues");
    static final KindParameter READS =
            KindParameter.rare("reads", "percent", 100, 0, 100, "of the requests are reads, which the device writes");
    static final KindParameter SEGMENT = KindParameter.rare(
            "segment", "pages of 4 KiB", 1, 1, 256, "of a request that are contiguous in memory; 512 KiB folios: 128");
    static final KindParameter CACHE = KindParameter.onOff(
            "cache",
            false,
            "buffered: each request has free pages, as of a page cache; no: its slot's own, as direct I/O");

    private static final int PAGES_OF_4_KIB = 4;

    @Override
    final List<KindParameter> own() {
        return List.of(IOPS, BLOCK, DEPTH, QUEUES, READS, SEGMENT, CACHE);
    }

    /** Mapping calls of a request. */
    abstract int callsOfRequest();

    /** Puts a queue's rings into the device's memory. */
    abstract void allocateRings(DriverDevice device, int cpu, long depth);

    /** Whether a request has headers of its own that are mapped with it. */
    abstract boolean headers();

    @Override
    final double mapsPerSecond(KindValues values) {
        double segments = Math.ceil(values.value(BLOCK.key()) / (double) PAGES_OF_4_KIB / values.value(SEGMENT.key()));
        return values.value(IOPS.key()) * (callsOfRequest() - 1 + Math.max(1, segments));
    }

    @Override
    final int queues(KindValues values) {
        return (int) values.value(QUEUES.key());
    }

    @Override
    final void attach(KindValues values, DriverGuest guest) {
        if (values.value(BLOCK.key()) % PAGES_OF_4_KIB != 0) {
            throw new InputException(
                    values.name(),
                    "block=" + values.value(BLOCK.key()) + " is not whole pages",
                    "give a multiple of 4");
        }
        DriverDevice device = guest.device(id() + guest.devices());
        long depth = values.value(DEPTH.key());
        double meanPs = (double) depth * queues(values) / values.value(IOPS.key()) * SimTime.PS_PER_S;
        for (int queue = 0; queue < queues(values); queue++) {
            int cpu = queue % guest.cpus();
            allocateRings(device, cpu, depth);
            String name = id() + " " + device.index() + " queue " + queue;
            new BlockQueue(guest, device, cpu, values, headers(), meanPs, name).start();
        }
    }
}
