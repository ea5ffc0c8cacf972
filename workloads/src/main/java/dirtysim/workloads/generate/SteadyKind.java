package dirtysim.workloads.generate;

import dirtysim.guest.Workload;
import dirtysim.guest.WorkloadBuilder;
import dirtysim.host.InputException;
import dirtysim.workloads.generate.KindParameter.Type;
import java.util.List;

/**
 * Devices with a pool of long-lived mappings, which they write at a constant rate, and beside it short-lived buffers that are
 * mapped, written and unmapped at a constant rate. Mappings are spread over a part of guest memory in a seeded random order, no
 * page mapped twice.
 */
final class SteadyKind implements WorkloadKind {
    static final KindParameter LIVE =
            KindParameter.count("live", "mappings", 16_384, 1, 1 << 22, "long-lived mappings, all devices");
    static final KindParameter PAGES =
            KindParameter.rare("pages", "pages of 4 KiB", 1, 1, 512, "size of each, contiguous in guest memory");
    static final KindParameter DIRTY = KindParameter.count(
            "dirty", "page writes/s", 100_000, 0, 100_000_000, "writes to their pages, uniform, all devices together");
    static final KindParameter CHURN = KindParameter.count(
            "churn", "buffers/s", 1_000, 0, 1_000_000, "short-lived buffers that are mapped and unmapped, all devices");
    static final KindParameter BUFFER =
            KindParameter.rare("buffer", "pages of 4 KiB", 1, 1, 64, "size of each of those");
    static final KindParameter HOLD = KindParameter.rare("hold", "us", 50, 1, 1_000, "how long a buffer stays mapped");
    static final KindParameter OVER = new KindParameter(
            "over",
            Type.SIZE,
            "bytes",
            2L << 30,
            64L << 20,
            16L << 40,
            false,
            "guest memory over which mappings are spread, from address 0; RAM has to be as large");
    static final KindParameter DEVICES =
            KindParameter.rare("devices", "devices", 1, 1, 64, "devices, each with a driver CPU of its own");
    static final KindParameter LAZY = new KindParameter(
            "lazy",
            Type.SWITCH,
            "",
            0,
            0,
            1,
            false,
            "whether the guest defers its IOTLB flushes, by 10 ms or 250 unmaps");
    static final KindParameter SEED =
            KindParameter.rare("seed", "", 1, 0, Long.MAX_VALUE / 10, "seed of the places of mappings");

    @Override
    public String id() {
        return "steady";
    }

    @Override
    public String title() {
        return "long-lived mappings written at a constant rate, and short-lived buffers beside them";
    }

    @Override
    public List<KindParameter> parameters() {
        return List.of(LIVE, PAGES, DIRTY, CHURN, OVER, BUFFER, HOLD, DEVICES, LAZY, SEED);
    }

    @Override
    public Workload generate(KindValues name) {
        int live = (int) name.value(LIVE.key());
        int pages = (int) name.value(PAGES.key());
        int devices = (int) name.value(DEVICES.key());
        long churn = name.value(CHURN.key());
        if (live < devices) {
            throw new InputException(
                    name.name(),
                    live + " long-lived mappings are fewer than the devices",
                    "give live=" + devices + " or more");
        }
        GuestFrames frames = new GuestFrames(name, live, pages, churn > 0 ? (int) name.value(BUFFER.key()) : 0);
        boolean lazy = name.value(LAZY.key()) != 0;
        WorkloadBuilder builder = new WorkloadBuilder(name.name(), lazy);
        for (int device = 0; device < devices; device++) {
            builder.device("device" + device);
            builder.steadyWrites(device, (double) name.value(DIRTY.key()) / devices);
        }
        new LivePool(builder, frames, live, pages, devices).map();
        builder.beginBody(0);
        new ShortBuffers(builder, frames, name).write();
        return builder.build(ShortBuffers.BODY_PS);
    }
}
