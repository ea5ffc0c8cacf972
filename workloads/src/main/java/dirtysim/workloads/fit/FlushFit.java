package dirtysim.workloads.fit;

import dirtysim.engine.SimTime;
import dirtysim.guest.Workload;
import dirtysim.guest.Workload.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long a lazy guest's flush timer ran: 10 ms in whole ticks and until the CPU took the interrupt, so more in a guest of few
 * ticks a second. Flushes for want of room in a CPU's ring do not count.
 */
final class FlushFit {
    private static final int FULL = 250;
    /** The queue of one device. */
    private static final class Queue {
        final Map<Integer, Integer> waiting = new TreeMap<>();
        long armedPs = -1;
    }

    private FlushFit() {}

    /** The timer in ms, or null if no flush was for the timer. */
    static Slices timerMs(Workload workload) {
        List<Queue> queues = new ArrayList<>();
        workload.devices().forEach(device -> queues.add(new Queue()));
        Observed timers = new Observed();
        for (int op = workload.bodyStart(); op < workload.seamStart(); op++) {
            int device = workload.device(op);
            if (device == Workload.ALL_DEVICES || workload.kind(op) == Kind.MAP) {
                continue;
            }
            Queue queue = queues.get(device);
            if (workload.kind(op) == Kind.UNMAP) {
                queue.waiting.merge(workload.cpu(op), 1, Integer::sum);
                queue.armedPs = queue.armedPs < 0 ? workload.timePs(op) : queue.armedPs;
            } else {
                boolean full = queue.waiting.getOrDefault(workload.cpu(op), 0) >= FULL;
                if (!full && queue.armedPs >= 0) {
                    timers.add(SimTime.toMillis(workload.timePs(op) - queue.armedPs));
                    queue.armedPs = -1;
                }
                queue.waiting.clear();
            }
        }
        return timers.size() == 0 ? null : timers.slices();
    }
}
