package dirtysim.workloads.fit;

import dirtysim.guest.Direction;
import dirtysim.guest.Workload;
import dirtysim.guest.Workload.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A workload as mappings: those of its setup, and the maps and unmaps of its body. */
final class MappingLog {
    private static final int PAGE_SHIFT = 12;

    /** A mapping, and when it was there. */
    static final class Mapping {
        final int device;
        final Direction direction;
        final long iova;
        final int pages;
        final int cpu;
        /** First guest page of each segment, and pages of each. */
        final long[] firstPages;

        final int[] segmentPages;
        /** -1 for those of the setup. */
        final long mappedPs;
        /** -1 for those that the body leaves mapped. */
        long unmappedPs = -1;

        Mapping(Workload workload, int op, long mappedPs) {
            device = workload.device(op);
            direction = workload.direction(op);
            iova = workload.iova(op);
            pages = workload.pages(op);
            cpu = workload.cpu(op);
            this.mappedPs = mappedPs;
            int from = workload.segmentStart(op);
            firstPages = new long[workload.segmentEnd(op) - from];
            segmentPages = new int[firstPages.length];
            for (int i = 0; i < firstPages.length; i++) {
                firstPages[i] = workload.segmentGpa(from + i) >>> PAGE_SHIFT;
                segmentPages[i] = workload.segmentPages(from + i);
            }
        }
    }

    /**
     * A map or an unmap of the body.
     *
     * @param map whether it is a map
     * @param timePs since the start of the body
     */
    record Step(boolean map, long timePs, int cpu, Mapping mapping) {}

    final List<Mapping> setup = new ArrayList<>();
    final List<Step> body = new ArrayList<>();
    final long bodyPs;

    MappingLog(Workload workload) {
        bodyPs = workload.bodyPs();
        List<TreeMap<Long, Mapping>> live = new ArrayList<>();
        workload.devices().forEach(device -> live.add(new TreeMap<>()));
        for (int op = 0; op < workload.seamStart(); op++) {
            long timePs = workload.timePs(op);
            if (workload.kind(op) == Kind.MAP) {
                Mapping mapping = new Mapping(workload, op, op < workload.bodyStart() ? -1 : timePs);
                live.get(mapping.device).put(mapping.iova, mapping);
                if (op < workload.bodyStart()) {
                    setup.add(mapping);
                } else {
                    body.add(new Step(true, timePs, workload.cpu(op), mapping));
                }
            } else if (workload.kind(op) == Kind.UNMAP) {
                Mapping mapping = live.get(workload.device(op)).remove(workload.iova(op));
                mapping.unmappedPs = timePs;
                body.add(new Step(false, timePs, workload.cpu(op), mapping));
            }
        }
    }
}
