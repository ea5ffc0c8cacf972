package dirtysim.workloads.fit;

import dirtysim.workloads.fit.CallShape.Place;
import dirtysim.workloads.fit.MappingLog.Mapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.LongHashSet;

/** Fits what the maps of one queue are like, and which follows which. */
final class CallFit {
    /** From this share of maps on that share a page with the one before, memory is cut up from runs of pages. */
    private static final double STEPS = 0.05;

    private static final int MOST_RUN = 512;

    private record Seen(Mapping mapping, boolean shared, boolean near, int step) {}

    private static final class Shape {
        final CallShape first;
        final Observed segments = new Observed();
        final Map<Integer, Integer> sizes = new TreeMap<>();
        final Map<Integer, Integer> next = new TreeMap<>();

        Shape(CallShape first) {
            this.first = first;
        }
    }

    private final List<Seen> seen = new ArrayList<>();
    private final Observed aliasAges = new Observed();
    private Mapping last;
    private long nearAndShared;

    /**
     * A map.
     *
     * @param shared whether a page of it is mapped already
     * @param live what the queue holds, the oldest first
     */
    void add(Mapping mapping, boolean shared, List<Mapping> live) {
        boolean near = false;
        long step = 0;
        if (last != null && mapping.firstPages.length == 1 && last.firstPages.length == 1) {
            step = mapping.firstPages[0] - last.firstPages[0];
            near = step >= -mapping.pages && step <= last.pages;
        }
        seen.add(new Seen(mapping, shared, near, near ? (int) step : 0));
        if (near && shared) {
            nearAndShared++;
        }
        if (shared) {
            noteAge(mapping, live);
        }
        last = mapping;
    }

    private void noteAge(Mapping mapping, List<Mapping> live) {
        for (int age = 0; age < live.size(); age++) {
            Mapping other = live.get(live.size() - 1 - age);
            for (int segment = 0; segment < other.firstPages.length; segment++) {
                long first = other.firstPages[segment];
                if (first < mapping.firstPages[0] + mapping.segmentPages[0]
                        && mapping.firstPages[0] < first + other.segmentPages[segment]) {
                    aliasAges.add(age);
                    return;
                }
            }
        }
    }

    private boolean steps() {
        return nearAndShared >= STEPS * seen.size();
    }

    Slices aliasAge() {
        return aliasAges.slices();
    }

    /** Pages that were mapped. */
    int guestPages() {
        LongHashSet all = new LongHashSet();
        for (Seen one : seen) {
            for (int segment = 0; segment < one.mapping().firstPages.length; segment++) {
                for (int page = 0; page < one.mapping().segmentPages[segment]; page++) {
                    all.add(one.mapping().firstPages[segment] + page);
                }
            }
        }
        return all.size();
    }

    /** Pages of a run of mappings that each lie by the one before, on average; 0 if too few do. */
    int runPages() {
        if (!steps()) {
            return 0;
        }
        LongHashSet ofRun = new LongHashSet();
        long runs = 0;
        long pages = 0;
        for (Seen one : seen) {
            if (!one.near()) {
                pages += ofRun.size();
                ofRun.clear();
                runs++;
            }
            for (int page = 0; page < one.mapping().segmentPages[0]; page++) {
                ofRun.add(one.mapping().firstPages[0] + page);
            }
        }
        return (int) Math.min(MOST_RUN, Math.ceil((double) (pages + ofRun.size()) / runs));
    }

    List<CallShape> shapes() {
        Map<String, Integer> numbers = new TreeMap<>();
        List<Shape> shapes = new ArrayList<>();
        int before = -1;
        int firstOfAll = -1;
        for (Seen one : seen) {
            CallShape shape = shape(one);
            int number = numbers.computeIfAbsent(key(shape), key -> {
                shapes.add(new Shape(shape));
                return shapes.size() - 1;
            });
            count(shapes.get(number), one.mapping());
            if (before >= 0) {
                shapes.get(before).next.merge(number, 1, Integer::sum);
            } else {
                firstOfAll = number;
            }
            before = number;
        }
        if (shapes.get(before).next.isEmpty()) {
            shapes.get(before).next.put(firstOfAll, 1);
        }
        return shapes.stream().map(CallFit::finish).toList();
    }

    private static String key(CallShape shape) {
        return shape.direction() + " " + shape.pages() + " " + shape.place() + " " + shape.step() + " "
                + shape.shared();
    }

    private CallShape shape(Seen one) {
        Place place = steps() && one.near() ? Place.STEP : one.shared() ? Place.LIVE : Place.IDLE;
        int step = place == Place.STEP ? one.step() : 0;
        Mapping mapping = one.mapping();
        return new CallShape(mapping.direction, mapping.pages, null, null, null, place, step, one.shared(), null);
    }

    private static void count(Shape shape, Mapping mapping) {
        shape.segments.add(mapping.segmentPages.length);
        for (int pages : mapping.segmentPages) {
            shape.sizes.merge(pages, 1, Integer::sum);
        }
    }

    private static CallShape finish(Shape shape) {
        CallShape first = shape.first;
        double[] next = new double[shape.next.size() * 2];
        int at = 0;
        for (Map.Entry<Integer, Integer> one : shape.next.entrySet()) {
            next[at++] = one.getKey();
            next[at++] = one.getValue();
        }
        return new CallShape(
                first.direction(),
                first.pages(),
                shape.segments.slices(),
                shape.sizes.keySet().stream().mapToInt(Integer::intValue).toArray(),
                Arrays.stream(shape.sizes.values().stream()
                                .mapToInt(Integer::intValue)
                                .toArray())
                        .asDoubleStream()
                        .toArray(),
                first.place(),
                first.step(),
                first.shared(),
                next);
    }
}
