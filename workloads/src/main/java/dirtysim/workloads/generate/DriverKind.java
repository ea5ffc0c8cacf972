package dirtysim.workloads.generate;

import dirtysim.guest.Workload;
import dirtysim.workloads.drivers.DriverGuest;
import java.util.List;
import java.util.stream.Stream;

/** A kind that runs the drivers of a device in a made-up guest, and so can share that guest with others. */
abstract class DriverKind implements WorkloadKind {
    static final KindParameter OVER = KindParameter.size(
            "over",
            2L << 30,
            64L << 20,
            16L << 40,
            "guest memory that buffers are spread over, from address 0; RAM has to be as large");
    static final KindParameter CPUS = KindParameter.rare(
            "cpus", "CPUs", 0, 0, 256, "CPUs of the guest, over which queues go round; 0: one for each queue");
    static final KindParameter LAZY = KindParameter.onOff(
            "lazy", false, "whether the guest defers its IOTLB flushes, by 10 ms or until 255 unmaps wait on a CPU");
    static final KindParameter BODY = KindParameter.rare(
            "body", "ms", 0, 0, 10_000, "length of the part that is looped; 0: about 250,000 maps, 5 ms to 1 s");
    static final KindParameter SEED = KindParameter.rare("seed", "", 1, 0, Long.MAX_VALUE / 10, "seed of all draws");

    /** What all devices of a guest share. */
    static final List<KindParameter> OF_THE_GUEST = List.of(OVER, CPUS, LAZY, BODY, SEED);

    /** The parameters of the device. */
    abstract List<KindParameter> own();

    /** Mappings a second, about; a call with a list of segments maps each. */
    abstract double mapsPerSecond(KindValues values);

    /** CPUs that it wants, one for each queue. */
    abstract int queues(KindValues values);

    /** Puts the device and its driver into a guest. */
    abstract void attach(KindValues values, DriverGuest guest);

    /** Whether the guest defers its flushes. */
    boolean lazy(KindValues values) {
        return values.value(LAZY.key()) != 0;
    }

    /** Length of the body in ms where none is given; 0 for about so many maps as fit the memory. */
    double bodyMs(KindValues values) {
        return 0;
    }

    @Override
    public final List<KindParameter> parameters() {
        return Stream.concat(own().stream(), OF_THE_GUEST.stream()).toList();
    }

    @Override
    public final Workload generate(KindValues values) {
        return new GuestRun(List.of(values), values.name()).workload();
    }
}
