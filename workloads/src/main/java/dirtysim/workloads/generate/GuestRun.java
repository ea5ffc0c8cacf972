package dirtysim.workloads.generate;

import dirtysim.engine.RandomStreams;
import dirtysim.engine.SimTime;
import dirtysim.guest.Workload;
import dirtysim.host.InputException;
import dirtysim.workloads.drivers.DriverGuest;
import dirtysim.workloads.drivers.GuestRam;
import dirtysim.workloads.drivers.OperationSink;
import dirtysim.workloads.drivers.RecordsSink;
import dirtysim.workloads.drivers.WorkloadSink;
import dirtysim.workloads.record.TraceRecords;
import java.util.List;

/**
 * Runs the drivers of one or more kinds in one guest: up to 25 ms until rings are filled and IOVAs go round, then the body.
 */
final class GuestRun {
    private static final double MAPS_OF_BODY = 250_000;
    private static final long MOST_MAPS = 20_000_000;
    /** Maps beyond this many times those of the rate, and beyond rings that are filled at the start, are a fault. */
    private static final double MOST_OVER = 4;

    private static final long SPARE_MAPS = 1 << 25;
    private static final double LEAST_MS = 5;
    private static final double MOST_MS = 1_000;
    private static final double SETTLE_MS = 25;

    private final List<KindValues> parts;
    private final String name;
    private final KindValues guestValues;
    private final boolean lazy;

    GuestRun(List<KindValues> parts, String name) {
        this.parts = parts;
        this.name = name;
        guestValues = parts.get(0);
        lazy = kind(guestValues).lazy(guestValues);
    }

    private static DriverKind kind(KindValues part) {
        return (DriverKind) part.kind();
    }

    Workload workload() {
        WorkloadSink sink = new WorkloadSink(name, lazy);
        return sink.build(run(sink));
    }

    TraceRecords records() {
        RecordsSink sink = new RecordsSink(lazy);
        long endPs = run(sink);
        if (sink.writesLeftOut()) {
            throw new InputException(
                    name,
                    "its device writes at a rate of its own, which no trace holds",
                    "give dirty=0, or name it where a trace is asked for, as in simulate --trace");
        }
        return sink.build(endPs);
    }

    private long run(OperationSink sink) {
        RandomStreams streams = new RandomStreams(guestValues.value(DriverKind.SEED.key()));
        GuestRam ram = new GuestRam(guestValues.value(DriverKind.OVER.key()), streams.stream("free pages"), name);
        DriverGuest guest = new DriverGuest(sink, lazy, cpus(), ram, streams);
        long bodyPs = SimTime.ofMillis(bodyMs());
        guest.mostMaps(SPARE_MAPS + Math.round(MOST_OVER * mapsPerMs() * 2 * SimTime.toMillis(bodyPs)));
        try {
            parts.forEach(part -> kind(part).attach(part, guest));
            return guest.run(Math.min(bodyPs, SimTime.ofMillis(SETTLE_MS)), bodyPs);
        } catch (IllegalStateException e) {
            throw new InputException(name, e.getMessage(), "ask for fewer or smaller mappings", e);
        } catch (OutOfMemoryError e) {
            // Only what is generated grows, and here it is given up.
            throw new InputException(
                    name,
                    "its mappings do not fit into the " + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB that Java has",
                    "ask for fewer or for larger segments, or a shorter body, or give Java more with -Xmx",
                    e);
        }
    }

    private int cpus() {
        long given = guestValues.value(DriverKind.CPUS.key());
        return given > 0
                ? (int) given
                : parts.stream().mapToInt(part -> kind(part).queues(part)).max().orElseThrow();
    }

    private double mapsPerMs() {
        return parts.stream()
                        .mapToDouble(part -> kind(part).mapsPerSecond(part))
                        .sum()
                / 1_000;
    }

    private double bodyMs() {
        double mapsPerMs = mapsPerMs();
        if (LEAST_MS * mapsPerMs > MOST_MAPS) {
            throw new InputException(
                    name,
                    "even " + Math.round(LEAST_MS) + " ms have more than " + MOST_MAPS + " maps",
                    "ask for a lower rate, or for larger segments");
        }
        long given = guestValues.value(DriverKind.BODY.key());
        if (given > 0) {
            if (given * mapsPerMs > MOST_MAPS) {
                throw new InputException(
                        name,
                        "a body of " + given + " ms has more than " + MOST_MAPS + " maps",
                        "give body=" + Math.max(1, (long) (MOST_MAPS / mapsPerMs)) + " or less");
            }
            return given;
        }
        double wanted = parts.stream()
                .mapToDouble(part -> kind(part).bodyMs(part))
                .max()
                .orElseThrow();
        double fitting = mapsPerMs > 0 ? MAPS_OF_BODY / mapsPerMs : MOST_MS;
        return wanted > 0 ? Math.min(wanted, fitting) : Math.max(LEAST_MS, Math.min(MOST_MS, fitting));
    }
}
