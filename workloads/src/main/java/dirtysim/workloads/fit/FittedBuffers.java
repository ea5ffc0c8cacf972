package dirtysim.workloads.fit;

import dirtysim.workloads.drivers.DmaBuffer;
import dirtysim.workloads.drivers.DriverDevice;
import dirtysim.workloads.drivers.GuestRam;
import dirtysim.workloads.fit.CallShape.Place;
import dirtysim.workloads.record.CallKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The mappings of one fitted queue: what the next is like, and where it lies. Where a shape wants memory that is mapped
 * already, or that is not, and its own rule leads to the other, it takes other memory of the kind it wants.
 */
final class FittedBuffers {
    private static final int PAGE_SHIFT = 12;
    private static final int NONE = -1;

    private final DriverDevice device;
    private final FittedMemory memory;
    private final FittedQueue queue;
    private final RandomGenerator random;
    private final FittedArena arena;
    private final Deck aliasAge;
    private final List<Deck> segmentCounts;
    private final double size;
    private int shape;
    private long lastFirst = NONE;
    /** First and last page that the run of now may use. */
    private long runFrom;

    private long runTo = NONE;
    /** First page of what was mapped at a guest-physical address. */
    private final Map<Long, Long> pageOfGpa = new TreeMap<>();

    FittedBuffers(DriverDevice device, FittedMemory memory, FittedQueue queue, double size, RandomGenerator random) {
        this.device = device;
        this.memory = memory;
        this.queue = queue;
        this.size = size;
        this.random = random;
        aliasAge = new Deck(queue.aliasAge(), random);
        segmentCounts = queue.calls().stream()
                .map(call -> new Deck(call.segments(), random))
                .toList();
        int largest = queue.calls().stream()
                .mapToInt(call -> Arrays.stream(call.segmentPages()).max().orElse(1))
                .max()
                .orElse(1);
        arena = new FittedArena(memory, Math.round(queue.guestPages() * size), Math.max(largest, queue.runPages()));
    }

    DmaBuffer map(int cpu, ByAge<DmaBuffer> live) {
        CallShape call = queue.calls().get(shape);
        int[] segments = segments(call, segmentCounts.get(shape).drawWhole(1));
        shape = next(call);
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

    private long first(CallShape call, int pages, ByAge<DmaBuffer> live) {
        if (call.place() == Place.STEP && lastFirst >= 0) {
            long first = lastFirst + call.step();
            boolean within = first >= runFrom && first + pages - 1 <= runTo;
            if (within && memory.mapped(first, pages) == call.shared()) {
                return first;
            }
        }
        if (call.shared() && !live.isEmpty()) {
            long age = Math.min(live.size() - 1L, aliasAge.drawWhole(size));
            long first = pageOfGpa.get(live.get(live.size() - 1 - (int) age).gpa(0));
            if (arena.holds(first, pages)) {
                runTo = NONE;
                return first;
            }
        }
        return idle(pages);
    }

    /** Begins a run where nothing is mapped; buffers are cut from it downwards, as page fragments are. */
    private long idle(int pages) {
        int run = Math.max(pages, queue.runPages());
        runFrom = arena.find(run);
        if (runFrom < 0 && run > pages) {
            run = pages;
            runFrom = arena.find(run);
        }
        if (runFrom < 0) {
            runFrom = arena.add();
        }
        runTo = runFrom + run - 1;
        return runTo - pages + 1;
    }

    private int[] segments(CallShape call, long wanted) {
        int largest = Arrays.stream(call.segmentPages()).max().orElse(1);
        int least = (call.pages() + largest - 1) / largest;
        int count = (int) Math.max(least, Math.min(call.pages(), wanted));
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
        return call.segmentPages()[Weights.choose(call.segmentWeights(), random.nextDouble())];
    }
}
