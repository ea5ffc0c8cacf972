package dirtysim.workloads.fit;

import dirtysim.workloads.drivers.DmaBuffer;
import dirtysim.workloads.drivers.DriverDevice;
import dirtysim.workloads.drivers.GuestRam;
import dirtysim.workloads.fit.CallShape.Place;
import dirtysim.workloads.record.CallKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The mappings of one fitted queue: what the next is like, and where it lies. Where a shape wants memory that is mapped
 * already, or that is not, and its own rule leads to the other, it takes other memory of the kind it wants.
 */
final class FittedBuffers {
    /** Pages of a place from which buffers are cut one below or above the other. */
    private static final int RUN_PAGES = 64;

    private static final int PAGE_SHIFT = 12;
    private static final int NONE = -1;

    private final DriverDevice device;
    private final FittedMemory memory;
    private final FittedQueue queue;
    private final RandomGenerator random;
    private final int placePages;
    private final List<Long> places = new ArrayList<>();
    private final TreeSet<Long> startOfPlace = new TreeSet<>();
    private double size = 1;
    private int cursor;
    private int shape;
    private long lastFirst = NONE;
    private long runFrom = NONE;
    /** First pages of what is live, by guest-physical address; gpa to page number differs above the hole. */
    private final Map<Long, Long> pageOfGpa = new TreeMap<>();

    FittedBuffers(DriverDevice device, FittedMemory memory, FittedQueue queue, RandomGenerator random) {
        this.device = device;
        this.memory = memory;
        this.queue = queue;
        this.random = random;
        int largest = queue.calls().stream()
                .mapToInt(call -> Arrays.stream(call.segmentPages()).max().orElse(1))
                .max()
                .orElse(1);
        placePages = queue.steps() ? Math.max(RUN_PAGES, 4 * largest) : largest;
    }

    void scaled(double liveFactor) {
        size = liveFactor;
    }

    DmaBuffer map(int cpu, List<DmaBuffer> live) {
        CallShape call = queue.calls().get(shape);
        shape = next(call);
        int[] segments = segments(call);
        long[] firsts = new long[segments.length];
        firsts[0] = first(call, segments[0], live);
        lastFirst = segments.length == 1 ? firsts[0] : NONE;
        note(firsts[0], segments[0]);
        for (int segment = 1; segment < segments.length; segment++) {
            firsts[segment] = idle(segments[segment]);
            note(firsts[segment], segments[segment]);
        }
        long[] gpas = Arrays.stream(firsts).map(GuestRam::gpa).toArray();
        CallKind kind = segments.length == 1 ? CallKind.DMA_MAP_PAGE : CallKind.DMA_MAP_SG;
        return device.map(cpu, call.direction(), kind, 0, (long) call.pages() << PAGE_SHIFT, gpas, segments);
    }

    private void note(long first, int pages) {
        memory.add(first, pages, 1);
        pageOfGpa.put(GuestRam.gpa(first), first);
    }

    void unmap(int cpu, DmaBuffer buffer) {
        for (int segment = 0; segment < buffer.segments(); segment++) {
            memory.add(pageOfGpa.get(buffer.gpa(segment)), buffer.pages(segment), -1);
        }
        device.unmap(cpu, buffer);
    }

    private int next(CallShape call) {
        double[] next = call.next();
        double all = 0;
        for (int i = 1; i < next.length; i += 2) {
            all += next[i];
        }
        double left = random.nextDouble() * all;
        int at = 0;
        while (at < next.length - 2 && left >= next[at + 1]) {
            left -= next[at + 1];
            at += 2;
        }
        return (int) next[at];
    }

    private long first(CallShape call, int pages, List<DmaBuffer> live) {
        if (call.place() == Place.STEP && lastFirst >= 0) {
            long first = lastFirst + call.step();
            boolean within = first >= runFrom && first + pages <= runFrom + placePages;
            if (within && memory.mapped(first, pages) == call.shared()) {
                return first;
            }
        }
        if (call.shared() && !live.isEmpty()) {
            long age = Math.min(live.size() - 1L, queue.aliasAge().drawWhole(random, size));
            DmaBuffer other = live.get(live.size() - 1 - (int) age);
            long first = pageOfGpa.get(other.gpa(0));
            long place = placeOf(first);
            if (place >= 0 && first + pages <= place + placePages) {
                runFrom = place;
                return first;
            }
        }
        return idle(pages);
    }

    private long placeOf(long page) {
        Long place = startOfPlace.floor(page);
        return place == null || page >= place + placePages ? NONE : place;
    }

    private long idle(int pages) {
        long offset = queue.steps() ? placePages / 2 : 0;
        int wanted = (int) Math.max(1, Math.round(queue.places() * size));
        for (int tried = 0; places.size() >= wanted && tried < places.size(); tried++) {
            cursor = cursor + 1 >= places.size() ? 0 : cursor + 1;
            long place = places.get(cursor);
            boolean free = queue.steps() ? !memory.mapped(place, placePages) : !memory.mapped(place, pages);
            if (free) {
                runFrom = place;
                return place + offset;
            }
        }
        long place = memory.place(placePages);
        places.add(place);
        startOfPlace.add(place);
        runFrom = place;
        return place + offset;
    }

    private int[] segments(CallShape call) {
        int largest = Arrays.stream(call.segmentPages()).max().orElse(1);
        int least = (call.pages() + largest - 1) / largest;
        int count = (int) Math.max(least, Math.min(call.pages(), call.segments().drawWhole(random, 1)));
        int[] segments = new int[count];
        int left = call.pages();
        for (int i = 0; i < count; i++) {
            segments[i] = Math.max(1, Math.min(size(call), left - (count - 1 - i)));
            left -= segments[i];
        }
        // What the drawn sizes leave over lengthens some of them.
        for (int i = random.nextInt(count); left > 0; i = i + 1 == count ? 0 : i + 1) {
            int more = Math.min(left, largest - segments[i]);
            segments[i] += more;
            left -= more;
        }
        return segments;
    }

    private int size(CallShape call) {
        double sum = FittedQueue.sum(call.segmentWeights());
        double left = random.nextDouble() * sum;
        int at = 0;
        while (at < call.segmentPages().length - 1 && left >= call.segmentWeights()[at]) {
            left -= call.segmentWeights()[at++];
        }
        return call.segmentPages()[at];
    }
}
