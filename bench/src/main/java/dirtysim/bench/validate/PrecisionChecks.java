package dirtysim.bench.validate;

import dirtysim.host.CostModel;
import dirtysim.host.InputException;
import dirtysim.reports.Check;
import dirtysim.tracking.Schemes;
import dirtysim.validation.TrackedRun;
import dirtysim.validation.TrackedRun.Window;
import dirtysim.workloads.RecordedRun;
import dirtysim.workloads.access.DeviceAccess;
import dirtysim.workloads.access.WindowFigures;
import dirtysim.workloads.record.Marks;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.replay.WorkloadConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * What schemes report of a recorded run, window by window, against what an independent parser counted in its files: pages
 * written for those that read D bits, pages mapped for write for {@code map-time}; each within 1 %, and no page written is
 * missed.
 */
final class PrecisionChecks {
    private static final String MAP_TIME = "map-time";
    private static final List<String> SCHEMES = List.of("nested-dbit", "shadow-dbit", "iommufd-dbit", MAP_TIME);
    private static final double TOLERANCE = 0.01;
    private static final long US_PER_MS = 1000;

    /** Four levels translate as much. */
    private static final long IOVA_LIMIT = 1L << 48;

    private static final long LARGE_PAGE = 2L << 20;
    private static final long LEAST_RAM = 2L << 30;
    private static final long HIGH_RAM_FROM = 4L << 30;

    private final RecordedRun run;
    private final TraceRecords records;
    private final List<DeviceAccess> accesses = new ArrayList<>();
    private final Map<Integer, Set<String>> devicesOfDomain = new TreeMap<>();
    private final Map<String, Long> missed = new TreeMap<>();
    private final List<Check> checks = new ArrayList<>();

    private PrecisionChecks(RecordedRun run) {
        this.run = run;
        records = run.trace().records();
        run.forEachAccess(access -> {
            accesses.add(access);
            devicesOfDomain
                    .computeIfAbsent(access.domain(), domain -> new TreeSet<>())
                    .add(access.requester());
        });
    }

    /**
     * Replays a run once for each scheme and length of window.
     *
     * @return none if there are no figures to compare with
     * @throws InputException when its accesses cannot be read, it has no marks, or an address is too large
     */
    static List<Check> run(RecordedRun run) {
        if (run.windows().isEmpty()) {
            return List.of();
        }
        RunChecks.requireTranslatable(run, IOVA_LIMIT);
        if (Marks.workloadEnd(run.trace().records()) < 0) {
            throw new InputException(
                    run.name(),
                    "the trace has no marks T_WORKLOAD_BEGIN and T_WORKLOAD_END, between which its figures were counted",
                    "record the run again, or move its .gt.json away");
        }
        PrecisionChecks checks = new PrecisionChecks(run);
        run.windows().forEach(checks::check);
        checks.missed.forEach((scheme, pages) -> checks.add("pages_missed/" + scheme, "pages", 0, pages, 0));
        return checks.checks;
    }

    private void check(WindowFigures figures) {
        String length = "/" + figures.lengthMs() + " ms";
        for (String scheme : SCHEMES) {
            List<Window> windows = windows(scheme, figures);
            if (scheme.equals(SCHEMES.get(0))) {
                add("windows" + length, "windows", figures.windows(), windows.size(), 0);
                add(
                        "pages_written" + length,
                        figures.writtenPages(),
                        windows.stream().mapToLong(Window::written));
            }
            add(
                    "pages_reported/" + scheme + length,
                    scheme.equals(MAP_TIME) ? figures.mappedPages() : figures.writtenPages(),
                    windows.stream().mapToLong(Window::reported));
            missed.merge(scheme, windows.stream().mapToLong(Window::missed).sum(), Long::sum);
        }
    }

    private void add(String quantity, double expected, LongStream pages) {
        add(quantity, "pages", expected, pages.average().orElse(Double.NaN), expected * TOLERANCE);
    }

    private void add(String quantity, String unit, double expected, double simulated, double tolerance) {
        checks.add(new Check(run.name(), quantity, unit, expected, simulated, tolerance));
    }

    /** Queries begin with the workload, as its windows do; what was reported until then is in none of them. */
    private List<Window> windows(String scheme, WindowFigures figures) {
        TrackedRun tracked = new TrackedRun(
                CostModel.defaults(),
                Schemes.create(scheme),
                List.copyOf(devicesOfDomain.keySet()),
                ramBytes(),
                WorkloadConverter.lazy(records));
        Map<Integer, DomainEvents> events = new TreeMap<>();
        devicesOfDomain.forEach((domain, devices) ->
                events.put(domain, new DomainEvents(tracked, records, domain, devices, devicesOfDomain.size() == 1)));
        long lengthUs = figures.lengthMs() * US_PER_MS;
        long queryUs = records.timeUs(Marks.workloadBegin(records));
        long endUs = records.timeUs(Marks.workloadEnd(records));
        List<Window> windows = new ArrayList<>();
        for (DeviceAccess access : accesses) {
            for (; queryUs <= Math.min(endUs, access.guestUs()); queryUs += lengthUs) {
                playUntil(queryUs, access, events);
                windows.add(tracked.query());
            }
            DomainEvents domain = events.get(access.domain());
            domain.playTo(access);
            if (!tracked.access(access.domain(), access.iova(), access.write()) && domain.seek(access)) {
                tracked.access(access.domain(), access.iova(), access.write());
            }
        }
        for (; queryUs <= endUs; queryUs += lengthUs) {
            long us = queryUs;
            events.values().forEach(recorded -> recorded.playUntil(us, Long.MAX_VALUE));
            windows.add(tracked.query());
        }
        return windows.subList(1, windows.size());
    }

    private static void playUntil(long us, DeviceAccess next, Map<Integer, DomainEvents> events) {
        events.forEach((domain, recorded) ->
                recorded.playUntil(us, domain == next.domain() ? next.flushRank() : Long.MAX_VALUE));
    }

    /** Enough for every address that is mapped. */
    private long ramBytes() {
        long end = LEAST_RAM;
        for (int record = 0; record < records.size(); record++) {
            if (records.kind(record) == RecordKind.MAP) {
                end = Math.max(end, records.physical(record) + records.length(record));
            }
        }
        // A q35 has no more than 2 GiB below 4 GiB once it has memory above.
        long bytes = end > HIGH_RAM_FROM ? end - LEAST_RAM : end;
        return (bytes + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    }
}
