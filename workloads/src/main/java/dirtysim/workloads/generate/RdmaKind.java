package dirtysim.workloads.generate;

import dirtysim.engine.SimTime;
import dirtysim.host.InputException;
import dirtysim.workloads.drivers.DriverDevice;
import dirtysim.workloads.drivers.DriverGuest;
import java.util.List;

/**
 * A device that writes memory registered with it for long: an RDMA adapter with its memory regions, or a GPU with the buffers
 * of its jobs. Some regions stay for good; others are registered and given up all the time.
 */
final class RdmaKind extends DriverKind {
    static final KindParameter REGIONS =
            KindParameter.count("regions", "mappings", 256, 1, 1 << 20, "that stay registered for good");
    static final KindParameter REGION =
            KindParameter.rare("region", "KiB", 1_024, 4, 1 << 20, "of a region, whole pages");
    static final KindParameter SEGMENT = KindParameter.rare(
            "segment", "pages of 4 KiB", 512, 1, 1 << 18, "of a region that are contiguous in memory; huge pages: 512");
    static final KindParameter DIRTY = KindParameter.count(
            "dirty", "page writes/s", 100_000, 0, 100_000_000, "into regions that stay, uniform over their pages");
    static final KindParameter CHURN =
            KindParameter.count("churn", "registrations/s", 100, 0, 1_000_000, "of regions that do not stay");
    static final KindParameter HOLD = KindParameter.rare(
            "hold", "us", 10_000, 1, 10_000_000, "mean time that such a region is registered, exponential");

    private static final int KIB_OF_PAGE = 4;
    private static final long MOST_CHURNED = 1 << 20;
    private static final long QUEUE_BYTES = 1 << 16;

    @Override
    public String id() {
        return "rdma";
    }

    @Override
    public String title() {
        return "RDMA adapter or GPU: large regions registered for long and written all the time, others that come and go";
    }

    @Override
    List<KindParameter> own() {
        return List.of(REGIONS, DIRTY, CHURN, REGION, SEGMENT, HOLD);
    }

    @Override
    double mapsPerSecond(KindValues values) {
        double segments = Math.ceil(values.value(REGION.key()) / (double) KIB_OF_PAGE / values.value(SEGMENT.key()));
        return values.value(CHURN.key()) * Math.max(1, segments);
    }

    @Override
    int queues(KindValues values) {
        return 1;
    }

    @Override
    void attach(KindValues values, DriverGuest guest) {
        long kib = values.value(REGION.key());
        if (kib % KIB_OF_PAGE != 0) {
            throw new InputException(values.name(), "region=" + kib + " is not whole pages", "give a multiple of 4");
        }
        double churnedAtOnce = values.value(CHURN.key()) * values.value(HOLD.key()) / 1e6;
        if (churnedAtOnce > MOST_CHURNED) {
            throw new InputException(
                    values.name(),
                    Math.round(churnedAtOnce) + " regions that do not stay are registered at once",
                    "lower churn or hold");
        }
        DriverDevice device = guest.device("rdma" + guest.devices());
        int cpu = device.index() % guest.cpus();
        device.allocate(cpu, QUEUE_BYTES);
        Regions regions = new Regions(guest, device, cpu, (int) (kib / KIB_OF_PAGE), values);
        long stay = values.value(REGIONS.key());
        long first = guest.ram().area(stay * regions.pages(), "regions");
        for (long region = 0; region < stay; region++) {
            regions.map(first + region * regions.pages());
        }
        device.steadyWrites(values.value(DIRTY.key()));
        if (values.value(CHURN.key()) > 0) {
            regions.churn((double) SimTime.PS_PER_S / values.value(CHURN.key()), churnedAtOnce);
        }
    }
}
