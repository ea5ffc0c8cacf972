package dirtysim.workloads.record;

import dirtysim.guest.Direction;
import java.util.BitSet;
import java.util.List;
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
 * <p>A recording that names devices and no domains has numbers that say which ({@link Limits#DOMAIN_OF_DEVICE}).
 *
 * <p>A recording that knows better says so in a mark, {@code T_DOMAIN NUMBER DEVICE}, before the flushes; those that were
 * shaped do. What that leaves open, and a domain that several devices share, stays unknown.
 */
public final class DomainDevices implements RecordSink {
    /** Device of a domain that could be any: its flush must be taken as one of all devices. */
    public static final int UNKNOWN = -1;

    private static final String MARK = "T_DOMAIN";

    /** Device that a mark gives a domain. */
    private final Map<Long, String> said = new TreeMap<>();

    private final Map<Long, BitSet> candidates = new TreeMap<>();
    private final Set<Long> shared = new TreeSet<>();
    /** Domains whose only device has been taken from the candidates of all others: it need not be at every flush. */
    private final Map<Long, Integer> taken = new TreeMap<>();

    private final BitSet unflushed = new BitSet();
    private final Map<Integer, Unmapped> lastUnmapOfCpu = new TreeMap<>();

    private record Unmapped(int device, long address, long length) {
        private boolean within(long from, long bytes) {
            return address >= from && address + length <= from + bytes;
        }
    }

    private List<String> names = List.of();
    private final Map<String, Integer> numberOfName = new TreeMap<>();

    /** Works it out from a whole recording. */
    public static DomainDevices of(TraceRecords records) {
        DomainDevices domains = new DomainDevices();
        domains.end(records.summary().devices());
        if (domains.names.size() > 1) {
            records.show(0, records.size(), domains);
        }
        return domains;
    }

    /** After the last record: says which devices the recording has. */
    public void end(List<String> devices) {
        names = devices;
        numberOfName.clear();
        for (int device = 0; device < devices.size(); device++) {
            numberOfName.putIfAbsent(devices.get(device), device);
        }
    }

    /** The only device of a domain, or {@link #UNKNOWN}. */
    public int device(long domain) {
        if (names.size() == 1) {
            return 0;
        }
        if (domain >= Limits.DOMAIN_OF_DEVICE && domain - Limits.DOMAIN_OF_DEVICE < names.size()) {
            return (int) (domain - Limits.DOMAIN_OF_DEVICE);
        }
        String known = said.get(domain);
        if (known != null) {
            return numberOfName.getOrDefault(known, UNKNOWN);
        }
        BitSet devices = shared.contains(domain) ? null : candidates.get(domain);
        return devices != null && devices.cardinality() == 1 ? devices.nextSetBit(0) : UNKNOWN;
    }

    @Override
    public void unmap(long atUs, int onCpu, long iova, long bytes, int ofDevice, Direction dir) {
        if (ofDevice != TraceRecords.UNATTRIBUTED) {
            unflushed.set(ofDevice);
            lastUnmapOfCpu.put(onCpu, new Unmapped(ofDevice, iova, bytes));
        }
    }

    @Override
    public void flushRange(long atUs, int onCpu, long domain, long iova, long bytes) {
        Unmapped unmap = lastUnmapOfCpu.remove(onCpu);
        if (unmap != null && unmap.within(iova, bytes)) {
            BitSet device = new BitSet();
            device.set(unmap.device());
            narrow(domain, device);
        }
    }

    @Override
    public void flushDomain(long atUs, int onCpu, long domain) {
        if (!unflushed.isEmpty()) {
            narrow(domain, unflushed);
            int device = device(domain);
            if (device != UNKNOWN) {
                unflushed.clear(device);
            }
        }
    }

    @Override
    public void map(long atUs, int onCpu, long iova, long bytes, long physical, int callNumber) {}

    @Override
    public void call(long atUs, int onCpu, CallKind what, int ofDevice, Direction dir, long dmaAddress, long bytes) {}

    @Override
    public void mark(long atUs, int onCpu, long event, String text) {
        String[] words = text.split(" ", -1);
        if (words.length == 3 && words[0].equals(MARK) && words[1].matches("[0-9]{1,18}")) {
            said.put(Long.parseLong(words[1]), words[2]);
            taken.clear();
        }
    }

    /** Text of the mark that says which device a domain serves; a name with blanks cannot be said. */
    public static String mark(long domain, String device) {
        return MARK + " " + domain + " " + device;
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
        if (only == UNKNOWN) {
            taken.remove(domain);
        } else if (!Integer.valueOf(only).equals(taken.put(domain, only))) {
            for (Map.Entry<Long, BitSet> other : candidates.entrySet()) {
                if (other.getKey() != domain && other.getValue().cardinality() > 1) {
                    other.getValue().clear(only);
                }
            }
        }
    }
}
