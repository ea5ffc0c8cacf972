package dirtysim.workloads.fit;

import dirtysim.guest.Direction;
import dirtysim.workloads.fit.MappingLog.Mapping;
import dirtysim.workloads.fit.MappingLog.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which mappings belong to one queue. The directions of a device are one queue if each is unmapped about as early in the
 * order of age of all as in that of its own: a block device's headers and data come and go together. They are queues of
 * their own if not: among the buffers of a receive ring, what is sent is always young.
 */
final class QueueSplit {
    /** Difference of the median places, of 0 for the oldest to 1 for the newest. */
    private static final double APART = 0.3;

    /** Of a device; more do not change a median. */
    private static final int MOST_UNMAPS = 20_000;

    private static final int DIRECTIONS = Direction.values().length;

    private final boolean[] together;

    QueueSplit(MappingLog log, int devices) {
        together = new boolean[devices];
        for (int device = 0; device < devices; device++) {
            together[device] = together(log, device);
        }
    }

    /** Number of the queue. */
    int queue(Mapping mapping) {
        return mapping.device * (DIRECTIONS + 1) + (together[mapping.device] ? 0 : 1 + mapping.direction.ordinal());
    }

    private static boolean together(MappingLog log, int device) {
        Map<Direction, List<Double>> amongAll = new TreeMap<>();
        Map<Direction, List<Double>> amongOwn = new TreeMap<>();
        List<Mapping> live = new ArrayList<>();
        log.setup.stream()
                .filter(mapping -> mapping.device == device && mapping.unmappedPs >= 0)
                .sorted((a, b) -> Long.compare(a.unmappedPs, b.unmappedPs))
                .forEach(live::add);
        int looked = 0;
        for (Step step : log.body) {
            if (looked == MOST_UNMAPS) {
                break;
            }
            if (step.mapping().device != device) {
                continue;
            }
            if (step.map()) {
                live.add(step.mapping());
                continue;
            }
            looked++;
            Direction direction = step.mapping().direction;
            int place = live.indexOf(step.mapping());
            long own = live.stream().filter(one -> one.direction == direction).count();
            long before = live.subList(0, place).stream()
                    .filter(one -> one.direction == direction)
                    .count();
            amongAll.computeIfAbsent(direction, key -> new ArrayList<>()).add(place / Math.max(1.0, live.size() - 1.0));
            amongOwn.computeIfAbsent(direction, key -> new ArrayList<>()).add(before / Math.max(1.0, own - 1.0));
            live.remove(place);
        }
        return amongAll.keySet().stream()
                .allMatch(direction -> median(amongAll.get(direction)) - median(amongOwn.get(direction)) < APART);
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
