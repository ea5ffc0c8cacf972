package dirtysim.workloads.generate;

import dirtysim.host.InputException;
import dirtysim.workloads.drivers.DriverGuest;
import dirtysim.workloads.fit.FittedGuest;
import dirtysim.workloads.fit.FittedModel;
import dirtysim.workloads.generate.KindParameter.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** A guest with the parameters that {@code trace fit} found in a recording, as it was or scaled. */
final class FittedKind extends DriverKind {
    static final KindParameter OF = new KindParameter(
            "of", Type.FILE, "", 0, 0, 0, true, "what 'trace fit --out' wrote; says also whether the guest is lazy");
    static final KindParameter RATE = KindParameter.count(
            "rate", "calls/s", 0, 0, 1_000_000_000, "mapping calls of all queues; 0: as recorded, for each copy");
    static final KindParameter LIVE = KindParameter.count(
            "live", "mappings", 0, 0, 1 << 21, "mean live mappings of all queues; 0: as recorded, for each copy");
    static final KindParameter QUEUES = KindParameter.count(
            "queues", "copies", 1, 1, 64, "of each recorded queue, on CPUs of its own: rings of a multi-queue device");

    private final FittedModel model;

    /** Reads parameters from the file that {@link #OF} names. */
    FittedKind() {
        this(null);
    }

    /** With parameters that are in no file. */
    FittedKind(FittedModel model) {
        this.model = model;
    }

    @Override
    public String id() {
        return "fitted";
    }

    @Override
    public String title() {
        return "what 'trace fit' found in a recording, as it was or at another rate, with more live mappings, more memory";
    }

    @Override
    List<KindParameter> own() {
        return List.of(OF, RATE, LIVE, QUEUES);
    }

    private FittedGuest guest(KindValues values) {
        return new FittedGuest(
                model == null ? read(values) : model, values.value(RATE.key()), values.value(LIVE.key()), (int)
                        values.value(QUEUES.key()));
    }

    private static FittedModel read(KindValues values) {
        String file = values.file(OF.key());
        if (file.isEmpty()) {
            throw new InputException(
                    values.name(),
                    "it names no parameters",
                    "give of=FILE, which 'trace fit RECORDING --out FILE' writes");
        }
        try {
            return FittedModel.read(Path.of(file));
        } catch (InvalidPathException e) {
            throw new InputException(values.name(), "'" + file + "' is no path", "give of=FILE", e);
        }
    }

    @Override
    double mapsPerSecond(KindValues values) {
        return guest(values).mapsPerSecond();
    }

    @Override
    int queues(KindValues values) {
        return guest(values).cpus();
    }

    @Override
    boolean lazy(KindValues values) {
        return super.lazy(values) || guest(values).lazy();
    }

    @Override
    double bodyMs(KindValues values) {
        return guest(values).bodyMs();
    }

    @Override
    void attach(KindValues values, DriverGuest guest) {
        guest(values).attach(guest, values.name());
    }
}
