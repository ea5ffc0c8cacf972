package dirtysim.bench.validate;

import dirtysim.host.InputException;
import dirtysim.reports.Check;
import dirtysim.validation.EmulatedIommu;
import dirtysim.workloads.RecordedRun;
import dirtysim.workloads.access.DeviceAccess;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A recorded run, access by access: whether the model's IOTLB hits and misses as the emulator's did, and whether it
 * translates to the same guest-physical address. Domains have tables and events of their own and share one IOTLB.
 */
final class RunChecks {
    private static final double PERCENT = 100;
    private static final double AGREEMENT_TOLERANCE = 0.1;

    /** No more of the accesses may lean on the rule about clocks of {@link DomainEvents} than may disagree. */
    private static final double CLOCK_TOLERANCE = 0.1;

    private final RecordedRun run;
    private final EmulatedIommu iommu = new EmulatedIommu();
    private final Map<Integer, Set<String>> devicesOfDomain = new TreeMap<>();
    private final Map<Integer, DomainEvents> events = new TreeMap<>();
    private final Map<Integer, Map<String, Integer>> requesters = new TreeMap<>();
    private long accesses;
    private long sameHit;
    private long sameGpa;
    private long sought;

    private RunChecks(RecordedRun run) {
        this.run = run;
    }

    /**
     * Replays a run.
     *
     * @throws InputException when its accesses cannot be read, or an address is too large
     */
    static List<Check> run(RecordedRun run) {
        requireTranslatable(run, EmulatedIommu.iovaLimit());
        RunChecks checks = new RunChecks(run);
        // Twice over the file: a device's mappings count from the start of the trace, long before its first access.
        run.forEachAccess(access -> checks.devicesOfDomain
                .computeIfAbsent(access.domain(), domain -> new TreeSet<>())
                .add(access.requester()));
        checks.attach();
        run.forEachAccess(checks::replay);
        return List.of(
                checks.share("iotlb_agreement", PERCENT, checks.sameHit, AGREEMENT_TOLERANCE),
                checks.share("gpa_agreement", PERCENT, checks.sameGpa, 0),
                checks.share("clock_reordered", 0, checks.sought, CLOCK_TOLERANCE));
    }

    /** @throws InputException if something is mapped or unmapped beyond an IOVA */
    static void requireTranslatable(RecordedRun run, long iovaLimit) {
        TraceRecords records = run.trace().records();
        for (int record = 0; record < records.size(); record++) {
            boolean mapping = records.kind(record) == RecordKind.MAP || records.kind(record) == RecordKind.UNMAP;
            long iova = records.address(record);
            if (mapping && (iova < 0 || records.length(record) > iovaLimit - iova)) {
                throw new InputException(
                        run.name(),
                        "the trace has " + records.length(record) + " bytes at IOVA 0x" + Long.toHexString(iova)
                                + ", beyond what a table translates",
                        "record the run again");
            }
        }
    }

    private Check share(String quantity, double expected, long count, double tolerance) {
        return new Check(run.name(), quantity, "%", expected, PERCENT * count / accesses, tolerance);
    }

    private void attach() {
        boolean only = devicesOfDomain.size() == 1;
        devicesOfDomain.forEach((domain, devices) -> {
            Map<String, Integer> numbers = new TreeMap<>();
            devices.forEach(device -> numbers.put(device, iommu.attach(domain)));
            requesters.put(domain, numbers);
            events.put(domain, new DomainEvents(iommu, run.trace().records(), domain, devices, only));
        });
    }

    private void replay(DeviceAccess access) {
        DomainEvents domain = events.get(access.domain());
        int requester = requesters.get(access.domain()).get(access.requester());
        domain.playTo(access);
        boolean hit = iommu.access(requester, access.iova(), access.write());
        if (!hit && iommu.gpa() == EmulatedIommu.NOWHERE && domain.seek(access)) {
            sought++;
            iommu.access(requester, access.iova(), access.write());
        }
        accesses++;
        sameHit += hit == access.hit() ? 1 : 0;
        sameGpa += iommu.gpa() == access.gpa() ? 1 : 0;
    }
}
