package dirtysim.bench.validate;

import dirtysim.validation.RecordedDomains;
import dirtysim.workloads.access.DeviceAccess;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import java.util.Set;

/**
 * What a guest's kernel did to one domain, played into what translates, in the order of the trace, up to the place of
 * each access in turn.
 *
 * <p>That place is between two flushes of the domain, given by the rank of the access: flushes are ordered against
 * accesses exactly. Between the flushes the clocks decide, which are aligned to some tens of microseconds only. So an
 * access may seem to come before the map that it needs; but it was translated, so the map came first, and {@link #seek}
 * plays on to it.
 */
final class DomainEvents {
    /** How far the clock of the accesses may lag, in microseconds. Flushes took up to 1,012 to reach the emulator. */
    private static final long CLOCK_LAG_US = 1_000;

    private final RecordedDomains iommu;
    private final TraceRecords records;
    private final int domain;
    private final Set<String> devices;
    private final boolean only;
    private int next;
    private long flushes;

    /**
     * @param iommu what the events are played into
     * @param records the trace
     * @param domain number of the domain
     * @param devices what devices it serves
     * @param only whether there is no other domain, so that mappings of no known device are its own
     */
    DomainEvents(RecordedDomains iommu, TraceRecords records, int domain, Set<String> devices, boolean only) {
        this.iommu = iommu;
        this.records = records;
        this.domain = domain;
        this.devices = devices;
        this.only = only;
    }

    /** Plays everything that comes before an access. */
    void playTo(DeviceAccess access) {
        boolean ranked = access.flushRank() != DeviceAccess.UNRANKED;
        while (next < records.size()) {
            boolean flushDue = !ranked || flushes < access.flushRank();
            boolean due = ranked && flushDue || records.timeUs(next) <= access.guestUs();
            if (!due || !flushDue && isFlush(next)) {
                return;
            }
            play(next++);
        }
    }

    /**
     * Plays what the clock puts before an instant, but no flush whose turn comes after the next access.
     *
     * @param us the instant, in microseconds
     * @param flushRank flushes before the next access of the domain
     */
    void playUntil(long us, long flushRank) {
        while (next < records.size() && records.timeUs(next) < us && !(isFlush(next) && flushes >= flushRank)) {
            play(next++);
        }
    }

    /**
     * Plays on to the map of a page, if it comes soon and before the next flush; otherwise plays nothing.
     *
     * @return whether it came
     */
    boolean seek(DeviceAccess access) {
        for (int at = next; at < records.size() && !isFlush(at); at++) {
            if (records.timeUs(at) > access.guestUs() + CLOCK_LAG_US) {
                return false;
            }
            if (isOurs(at) && records.kind(at) == RecordKind.MAP && holds(at, access.iova())) {
                while (next <= at) {
                    play(next++);
                }
                return true;
            }
        }
        return false;
    }

    private boolean holds(int record, long iova) {
        long page = 4096;
        return iova >= (records.address(record) & -page) && iova < records.address(record) + records.length(record);
    }

    private void play(int record) {
        if (isFlush(record)) {
            flushes++;
            if (records.kind(record) == RecordKind.FLUSH_RANGE) {
                iommu.invalidate(domain, records.address(record), records.length(record));
            } else {
                iommu.invalidateDomain(domain);
            }
        } else if (isOurs(record)) {
            long iova = records.address(record);
            long bytes = records.length(record);
            if (records.kind(record) == RecordKind.UNMAP) {
                iommu.unmap(domain, iova, bytes);
                return;
            }
            iommu.map(
                    domain,
                    iova,
                    records.physical(record),
                    bytes,
                    records.direction(record).deviceWrites());
        }
    }

    private boolean isFlush(int record) {
        RecordKind kind = records.kind(record);
        return (kind == RecordKind.FLUSH_RANGE || kind == RecordKind.FLUSH_DOMAIN) && records.domain(record) == domain;
    }

    private boolean isOurs(int record) {
        RecordKind kind = records.kind(record);
        if (kind != RecordKind.MAP && kind != RecordKind.UNMAP) {
            return false;
        }
        int device = records.device(record);
        boolean unnamed =
                device == TraceRecords.UNATTRIBUTED || !records.summary().hasDmaEvents();
        return unnamed ? only : devices.contains(records.summary().devices().get(device));
    }
}
