package dirtysim.workloads.replay;

import dirtysim.workloads.access.DeviceAccess;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the place of each access of one device among the records of a trace.
 *
 * <p>That place is between two flushes of the domain, which the rank of the access gives exactly. Between the flushes the
 * clocks decide, which are aligned to some tens of microseconds only. So an access may seem to come before the map that it
 * needs, or after the unmap of what it went to. But it was translated to the address that was recorded with it, so the mapping
 * that translates so was there: it is looked for up to {@value #CLOCK_LAG_US} us either way.
 */
final class AccessPlaces {
    static final int NOWHERE = -1;

    /** How far the clocks may be apart. Flushes took up to 1,012 us to reach the emulator. */
    private static final long CLOCK_LAG_US = 1_000;

    private static final long PAGE = 4096;

    private final TraceRecords records;
    private final int device;
    private final int domain;
    /** The record that maps each live segment, by its first IOVA. */
    private final TreeMap<Long, Integer> live = new TreeMap<>();
    /** The records that mapped and unmapped the last segment that began at an IOVA. */
    private final TreeMap<Long, int[]> gone = new TreeMap<>();

    /** Whether the trace has any flush of the domain, without which ranks say nothing. */
    private final boolean flushed;

    private int next;
    private long flushes;
    private long timeUs;

    /**
     * @param device index of the device in the trace
     * @param domain number of its domain
     */
    AccessPlaces(TraceRecords records, int device, int domain) {
        this.records = records;
        this.device = device;
        this.domain = domain;
        boolean any = false;
        for (int record = 0; record < records.size() && !any; record++) {
            any = isFlush(record);
        }
        flushed = any;
    }

    int device() {
        return device;
    }

    /** When the access of the last call was made. */
    long timeUs() {
        return timeUs;
    }

    /** The record that an access comes before, or {@link #NOWHERE} if nothing that is mapped about then translates so. */
    int of(DeviceAccess access) {
        timeUs = access.guestUs();
        goTo(access);
        Map.Entry<Long, Integer> here = live.floorEntry(access.iova());
        if (here != null && translates(here.getValue(), access) || seek(access)) {
            return next;
        }
        Map.Entry<Long, int[]> before = gone.floorEntry(access.iova());
        if (before == null || !translates(before.getValue()[0], access)) {
            return NOWHERE;
        }
        int unmap = before.getValue()[1];
        if (records.timeUs(unmap) + CLOCK_LAG_US < access.guestUs()) {
            return NOWHERE;
        }
        timeUs = Math.min(timeUs, records.timeUs(unmap));
        return unmap;
    }

    private void goTo(DeviceAccess access) {
        boolean ranked = flushed && access.flushRank() != DeviceAccess.UNRANKED;
        while (next < records.size()) {
            boolean flushDue = !ranked || flushes < access.flushRank();
            boolean due = ranked && flushDue || records.timeUs(next) <= access.guestUs();
            if (!due || !flushDue && isFlush(next)) {
                return;
            }
            pass();
        }
    }

    /** Goes on to the map of a page, if it comes soon and before the next flush; otherwise nowhere. */
    private boolean seek(DeviceAccess access) {
        for (int at = next; at < records.size() && !isFlush(at); at++) {
            if (records.timeUs(at) > access.guestUs() + CLOCK_LAG_US) {
                return false;
            }
            if (isOurs(at) && records.kind(at) == RecordKind.MAP && translates(at, access)) {
                while (next <= at) {
                    pass();
                }
                return true;
            }
        }
        return false;
    }

    private boolean translates(int map, DeviceAccess access) {
        long first = PageRange.first(records.address(map));
        long offset = access.iova() - first;
        return offset >= 0
                && access.iova() < records.address(map) + records.length(map)
                && access.gpa() / PAGE == (PageRange.first(records.physical(map)) + offset) / PAGE;
    }

    private void pass() {
        int record = next++;
        if (isFlush(record)) {
            flushes++;
        } else if (isOurs(record)) {
            long first = PageRange.first(records.address(record));
            if (records.kind(record) == RecordKind.MAP) {
                live.put(first, record);
            } else {
                Map<Long, Integer> ended = live.subMap(first, records.address(record) + records.length(record));
                ended.forEach((iova, map) -> gone.put(iova, new int[] {map, record}));
                ended.clear();
            }
        }
    }

    private boolean isFlush(int record) {
        RecordKind kind = records.kind(record);
        return (kind == RecordKind.FLUSH_RANGE || kind == RecordKind.FLUSH_DOMAIN) && records.domain(record) == domain;
    }

    private boolean isOurs(int record) {
        RecordKind kind = records.kind(record);
        return (kind == RecordKind.MAP || kind == RecordKind.UNMAP) && records.device(record) == device;
    }
}
