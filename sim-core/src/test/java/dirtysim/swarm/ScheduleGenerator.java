package dirtysim.swarm;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.swarm.Operation.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Draws universe and schedule from a seed. */
final class ScheduleGenerator {
    private static final double OFF = 0.2;
    private static final int SHORTEST = 10;
    private static final int LONGEST = 2000;

    private final RandomStream random;
    private final Universe universe;
    private final long longestGapPs;

    private ScheduleGenerator(long seed, boolean careless) {
        random = new RandomStreams(seed).stream("swarm");
        boolean reuses = random.nextBoolean(0.9);
        universe = new Universe(
                1 + random.nextInt(3),
                1 + random.nextInt(4),
                2 << random.nextInt(6),
                // What is never used again has to be many.
                reuses ? 2 << random.nextInt(4) : 128,
                random.nextInt(Universe.costModels()),
                random.nextBoolean(0.5),
                careless,
                reuses,
                random.nextBoolean(0.8),
                random.nextBoolean(0.5),
                random.nextBoolean(0.3),
                // Of a stream of its own, so that the schedules of a seed are what they were without.
                new RandomStreams(seed).stream("leaves").nextBoolean(0.5));
        // 1 ns to 16 us.
        longestGapPs = 1000L << random.nextInt(15);
    }

    /** The schedule of a seed. */
    static Schedule schedule(long seed, boolean careless) {
        return new ScheduleGenerator(seed, careless).schedule();
    }

    private Schedule schedule() {
        Map<Kind, Integer> weights = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            boolean off = random.nextBoolean(kind == Kind.WRITE ? OFF / 10 : OFF);
            weights.put(kind, off ? 0 : 1 << random.nextInt(5));
        }
        int mapped = weights.get(Kind.MAPPED) == 0
                ? 0
                : 1 + random.nextInt(universe.devices() * Math.min(16, universe.buffers()));
        weights.put(Kind.MAPPED, 0);
        weights.put(Kind.START, 0);
        // A free device overtakes a CPU that exits and waits for locks, so it is busy more often.
        weights.computeIfPresent(Kind.WRITE, (kind, weight) -> weight * 4);
        // A switch takes everything with it, so it is either rare or there is nothing else.
        for (Kind rare : List.of(Kind.SWITCH, Kind.SPLIT, Kind.MERGE)) {
            boolean off = weights.get(rare) == 0 || random.nextBoolean(0.3);
            weights.put(rare, off ? 0 : 1 + random.nextInt(2));
        }
        int sum = weights.values().stream().mapToInt(Integer::intValue).sum();

        List<Operation> operations = new ArrayList<>();
        for (int n = 0; n < mapped; n++) {
            operations.add(operation(Kind.MAPPED).after(0));
        }
        int length = SHORTEST + random.nextInt(LONGEST - SHORTEST);
        int start = random.nextInt(1 + length / 3);
        for (int n = 0; n < length; n++) {
            if (n == start) {
                operations.add(operation(Kind.START));
            }
            operations.add(operation(sum == 0 ? Kind.WRITE : draw(weights, sum)));
        }
        return new Schedule(universe, operations, false);
    }

    private Kind draw(Map<Kind, Integer> weights, int sum) {
        int left = random.nextInt(sum);
        for (Map.Entry<Kind, Integer> weight : weights.entrySet()) {
            left -= weight.getValue();
            if (left < 0) {
                return weight.getKey();
            }
        }
        throw new IllegalStateException("the weights are more than their sum");
    }

    private Operation operation(Kind kind) {
        boolean copies = kind == Kind.COPY;
        // One copy in four takes all there is.
        int most = copies ? (random.nextInt(4) == 0 ? universe.pages() : 4) : Universe.MOST_PAGES_OF_A_BUFFER;
        return new Operation(
                kind,
                gapPs(),
                random.nextInt(universe.cpus()),
                random.nextInt(universe.devices()),
                random.nextInt(universe.buffers()),
                random.nextInt(universe.pages()),
                copies ? most : 1 + random.nextInt(Math.min(most, universe.pages())),
                random.nextInt(4) > 0);
    }

    private long gapPs() {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> random.nextLong(8 * longestGapPs);
            default -> random.nextLong(longestGapPs);
        };
    }
}
