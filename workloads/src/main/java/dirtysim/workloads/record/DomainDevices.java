package dirtysim.workloads.record;

import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which device each IOMMU domain serves. No event says so, but a flush follows the unmaps that it is for:
 *
 * <ol>
 *   <li>a strict guest's flush names the range that the same CPU has unmapped last;
 *   <li>a lazy guest's flush comes only when an unmap of its domain waits for one, so the domain's device is among those
 *       with unmaps since their last flush;
 *   <li>a device is in one domain only.
 * </ol>
 *
 * <p>A recording that knows better says so in a mark, {@code T_DOMAIN NUMBER DEVICE}, before the flushes; those that were
 * shaped do. What that leaves open, and a domain that several devices share, stays unknown.
 */
public final class DomainDevices {
    /** Device of a domain that could be any: its flush must be taken as one of all devices. */
    public static final int UNKNOWN = -1;

    private static final String MARK = "T_DOMAIN";

    private final TraceRecords records;
    private final Map<Long, Integer> said = new TreeMap<>();
    private final Map<Long, BitSet> candidates = new TreeMap<>();
    private final Set<Long> shared = new TreeSet<>();
    private final BitSet unflushed = new BitSet();
    private final Map<Integer, Integer> lastUnmapOfCpu = new TreeMap<>();

    private DomainDevices(TraceRecords records) {
        this.records = records;
    }

    /** Works it out from a whole recording. */
    public static DomainDevices of(TraceRecords records) {
        DomainDevices domains = new DomainDevices(records);
        if (records.summary().devices().size() > 1) {
            for (int record = 0; record < records.size(); record++) {
                domains.read(record);
            }
        }
        return domains;
    }

    /** The only device of a domain, or {@link #UNKNOWN}. */
    public int device(long domain) {
        if (records.summary().devices().size() == 1) {
            return 0;
        }
        Integer known = said.get(domain);
        if (known != null) {
            return known;
        }
        BitSet devices = shared.contains(domain) ? null : candidates.get(domain);
        return devices != null && devices.cardinality() == 1 ? devices.nextSetBit(0) : UNKNOWN;
    }

    private void read(int record) {
        switch (records.kind(record)) {
            case UNMAP -> {
                if (records.device(record) != TraceRecords.UNATTRIBUTED) {
                    unflushed.set(records.device(record));
                    lastUnmapOfCpu.put(records.cpu(record), record);
                }
            }
            case FLUSH_RANGE -> {
                Integer unmap = lastUnmapOfCpu.remove(records.cpu(record));
                if (unmap != null && within(unmap, record)) {
                    BitSet device = new BitSet();
                    device.set(records.device(unmap));
                    narrow(records.domain(record), device);
                }
            }
            case FLUSH_DOMAIN -> {
                if (!unflushed.isEmpty()) {
                    narrow(records.domain(record), unflushed);
                    int device = device(records.domain(record));
                    if (device != UNKNOWN) {
                        unflushed.clear(device);
                    }
                }
            }
            case MARK -> readMark(records.markText(record));
            default -> {}
        }
    }

    private void readMark(String text) {
        String[] words = text.split(" ", -1);
        if (words.length == 3 && words[0].equals(MARK)) {
            int device = records.summary().devices().indexOf(words[2]);
            if (device >= 0
                    && !words[1].isEmpty()
                    && words[1].length() < 19
                    && words[1].chars().allMatch(c -> c >= '0' && c <= '9')) {
                said.put(Long.parseLong(words[1]), device);
            }
        }
    }

    /** Text of the mark that says which device a domain serves; a name with blanks cannot be said. */
    public static String mark(long domain, String device) {
        return MARK + " " + domain + " " + device;
    }

    private boolean within(int unmap, int flush) {
        return records.address(unmap) >= records.address(flush)
                && records.address(unmap) + records.length(unmap) <= records.address(flush) + records.length(flush);
    }

    private void narrow(long domain, BitSet to) {
        BitSet devices = candidates.get(domain);
        if (devices == null) {
            devices = (BitSet) to.clone();
            for (long other : candidates.keySet()) {
                if (device(other) != UNKNOWN) {
                    devices.clear(device(other));
                }
            }
            candidates.put(domain, devices);
        } else if (devices.intersects(to)) {
            devices.and(to);
        } else {
            shared.add(domain);
        }
        int only = device(domain);
        if (only != UNKNOWN) {
            for (Map.Entry<Long, BitSet> other : candidates.entrySet()) {
                if (other.getKey() != domain && other.getValue().cardinality() > 1) {
                    other.getValue().clear(only);
                }
            }
        }
    }
}
