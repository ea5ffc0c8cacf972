package dirtysim.workloads.shape;

import dirtysim.workloads.record.RecordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A recording's workload, closed to a cycle: after the last operation everything is mapped just as before the first.
 *
 * @param setup what is mapped before the first operation, by device and IOVA
 * @param ops the operations by time, the seam at their end, at {@code lengthUs}
 * @param lengthUs from the first operation of the workload to the last
 * @param guest what it is a recording of
 */
record Cycle(List<Mapping> setup, List<Op> ops, long lengthUs, Guest guest) {
    /**
     * What a cycle shares with all that is made of it.
     *
     * @param devices names of its devices
     * @param cpus number of its CPUs
     * @param lazy whether it defers flushes
     * @param domains the IOMMU domains that its flushes name, ascending
     * @param domainOfDevice the domain of each device, as far as it is known
     */
    record Guest(List<String> devices, int cpus, boolean lazy, List<Long> domains, Map<Integer, Long> domainOfDevice) {}

    private static final double US_PER_S = 1e6;

    /** Defensive copies. */
    Cycle {
        setup = List.copyOf(setup);
        ops = List.copyOf(ops);
    }

    /** Closes operations that leave {@code live} mapped where {@code setup} was. */
    static Cycle closed(LiveMappings setup, List<Op> ops, LiveMappings live, long lengthUs, Guest guest) {
        List<Op> all = new ArrayList<>(ops);
        for (Mapping gone : live.without(setup)) {
            all.add(Op.unmap(lengthUs, 0, gone));
            Long domain = guest.domainOfDevice().get(gone.device());
            if (!guest.lazy() && domain != null) {
                all.add(Op.flushRange(lengthUs, 0, domain, gone.iova(), gone.end() - gone.iova()));
            }
        }
        if (guest.lazy()) {
            waiting(all, guest).forEach(domain -> all.add(Op.flushDomain(lengthUs, 0, domain)));
        }
        setup.without(live).forEach(missing -> all.add(Op.map(lengthUs, 0, missing)));
        return new Cycle(setup.all(), all, lengthUs, guest);
    }

    /** Domains with unmaps since their last flush; of a domain that could be any device's, unmaps of any. */
    private static Set<Long> waiting(List<Op> ops, Guest guest) {
        Set<Long> nameless = new TreeSet<>(guest.domains());
        nameless.removeAll(guest.domainOfDevice().values());
        Set<Long> waiting = new TreeSet<>();
        for (Op op : ops) {
            if (op.kind() == RecordKind.UNMAP) {
                Long domain = guest.domainOfDevice().get(op.device());
                waiting.addAll(domain == null ? nameless : List.of(domain));
            } else if (op.kind() == RecordKind.FLUSH_DOMAIN) {
                waiting.remove(op.domain());
            }
        }
        return waiting;
    }

    /** What its drivers map for its devices, as {@link DataRate} counts it of the outcome. */
    double bytesPerSecond() {
        long bytes = ops.stream()
                .map(Op::mapping)
                .filter(mapping -> mapping != null && !mapping.kind().allocates())
                .mapToLong(Mapping::bytes)
                .sum();
        return bytes * US_PER_S / lengthUs;
    }

    /** The same, so many times faster; times are rounded to whole microseconds. */
    Cycle faster(double times) {
        if (times == 1) {
            return this;
        }
        List<Op> scaled =
                ops.stream().map(op -> op.at(Math.round(op.timeUs() / times))).toList();
        return new Cycle(setup, scaled, Math.round(lengthUs / times), guest);
    }

    /** Repeated up to a length that is no multiple of its own: the last pass is cut there, and closed. */
    Cycle filling(long wantedUs) {
        if (wantedUs == lengthUs) {
            return this;
        }
        LiveMappings live = live();
        LiveMappings atStart = new LiveMappings(live);
        List<Op> all = new ArrayList<>();
        for (long passUs = 0; passUs < wantedUs; passUs += lengthUs) {
            for (Op op : ops) {
                if (passUs + op.timeUs() >= wantedUs) {
                    break;
                }
                all.add(op.at(passUs + op.timeUs()));
                live.apply(op);
            }
        }
        return closed(atStart, all, live, wantedUs, guest);
    }

    /** The first operation at or after a time, and so where a copy begins that is late by as much. */
    int firstAt(long timeUs) {
        int low = 0;
        int high = ops.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ops.get(middle).timeUs() < timeUs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** What is mapped before an operation. */
    List<Mapping> mappedBefore(int op) {
        LiveMappings live = live();
        ops.subList(0, op).forEach(live::apply);
        return live.all();
    }

    private LiveMappings live() {
        LiveMappings live = new LiveMappings(guest.devices().size());
        setup.forEach(live::map);
        return live;
    }
}
