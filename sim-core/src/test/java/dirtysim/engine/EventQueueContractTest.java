package dirtysim.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every queue against {@link java.util.PriorityQueue}. */
class EventQueueContractTest {
    private static final Map<String, Supplier<PendingQueue>> QUEUES = Map.of("ladder", PendingQueue::ladder);

    private static final int SEEDS = 25;

    static Stream<String> queues() {
        return QUEUES.keySet().stream();
    }

    static Stream<Arguments> queuesAndShapes() {
        return queues().flatMap(queue -> Stream.of(DelayShape.values()).map(shape -> Arguments.of(queue, shape)));
    }

    /** Operations in random order with random weights, through times of growth, of hold and of decline. */
    @ParameterizedTest
    @MethodSource("queuesAndShapes")
    void randomSchedules(String name, DelayShape shape) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            CheckedQueue queue = checked(name, shape + ", seed " + seed);
            SplittableRandom random = new SplittableRandom(seed);
            for (int phase = 0; phase < 12; phase++) {
                double adds = random.nextDouble();
                double removals = random.nextInt(3) == 0 ? random.nextDouble() / 2 : 0;
                double looks = random.nextInt(3) == 0 ? random.nextDouble() / 2 : 0;
                int steps = random.nextInt(3000);
                for (int step = 0; step < steps; step++) {
                    step(queue, shape, random, adds, removals, looks);
                }
            }
            queue.drain();
        }
    }

    private static void step(
            CheckedQueue queue, DelayShape shape, SplittableRandom random, double adds, double removals, double looks) {
        if (queue.size() == 0 || random.nextDouble() < adds) {
            queue.add(shape.next(random));
        } else if (random.nextDouble() < removals) {
            queue.remove(random.nextInt(queue.size()));
        } else if (random.nextDouble() < looks) {
            queue.checkFirst();
        } else {
            queue.poll();
        }
    }

    /** Every event schedules its successor, at populations around the sizes where the structure changes. */
    @ParameterizedTest
    @MethodSource("queuesAndShapes")
    void hold(String name, DelayShape shape) {
        for (int population : new int[] {1, 2, 31, 32, 33, 34, 65, 1000, 20_000}) {
            CheckedQueue queue = checked(name, shape + ", population " + population);
            SplittableRandom random = new SplittableRandom(population);
            for (int i = 0; i < population; i++) {
                queue.add(shape.next(random));
            }
            for (int i = 0; i < 3 * population + 1000; i++) {
                queue.poll();
                queue.add(shape.next(random));
            }
            queue.drain();
        }
    }

    /** Events of mixed shapes in bursts, each burst followed by silence or by removals. */
    @ParameterizedTest
    @MethodSource("queues")
    void bursts(String name) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            CheckedQueue queue = checked(name, "bursts, seed " + seed);
            SplittableRandom random = new SplittableRandom(seed);
            for (int burst = 0; burst < 60; burst++) {
                DelayShape shape = DelayShape.values()[random.nextInt(DelayShape.values().length - 2)];
                int adds = random.nextInt(200);
                for (int i = 0; i < adds; i++) {
                    queue.add(shape.next(random));
                }
                int share = random.nextInt(1 + queue.size());
                for (int i = 0; i < share; i++) {
                    if (random.nextInt(4) == 0) {
                        queue.remove(random.nextInt(queue.size()));
                    } else {
                        queue.poll();
                    }
                }
            }
            queue.drain();
        }
    }

    /** Whoever looks at the first event and then schedules earlier ones makes the queue go back. */
    @ParameterizedTest
    @MethodSource("queues")
    void earlierThanTheFirstSeen(String name) {
        CheckedQueue queue = checked(name, "descending");
        queue.add(1L << 50);
        for (int i = 0; i < 20_000; i++) {
            queue.add((1L << 50) - 1000L * i - 1);
            if (i % 40 == 0) {
                queue.checkFirst();
            }
        }
        queue.drain();
    }

    @ParameterizedTest
    @MethodSource("queues")
    void theWholeOfTime(String name) {
        CheckedQueue queue = checked(name, "the end of time");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2000; i++) {
            queue.add(Long.MAX_VALUE - random.nextInt(500));
            queue.add(random.nextInt(500));
            queue.add(Long.MAX_VALUE);
        }
        queue.drain();
        assertTrue(queue.nowPs() == Long.MAX_VALUE, "the last event is at the end of time");
        queue.add(0);
        queue.add(0);
        queue.drain();
    }

    @ParameterizedTest
    @MethodSource("queues")
    void nothingIsLeftOfWhatIsRemoved(String name) {
        CheckedQueue queue = checked(name, "all removed");
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 50; round++) {
            for (int i = 0; i < 200; i++) {
                queue.add(DelayShape.EVERY_SCALE.next(random) >>> 10);
            }
            if (round % 2 == 0) {
                queue.checkFirst();
            }
            while (queue.size() > 0) {
                queue.remove(random.nextInt(queue.size()));
            }
        }
        queue.add(5);
        queue.add(4);
        queue.drain();
    }

    /** Timeouts, of which all but the last are removed long before they are due, while others come and go. */
    @ParameterizedTest
    @MethodSource("queues")
    void theRemovedDoNotPileUp(String name) {
        PendingQueue queue = QUEUES.get(name).get();
        SplittableRandom random = new SplittableRandom(13);
        int population = 1000;
        for (int i = 0; i < population; i++) {
            queue.add(DelayShape.EXPONENTIAL.next(random));
        }
        for (int i = 0; i < 300_000; i++) {
            int timeout = queue.add(queue.firstPs() + 1_000_000_000_000L);
            long nowPs = queue.firstPs();
            queue.poll();
            queue.add(nowPs + DelayShape.EXPONENTIAL.next(random));
            queue.remove(timeout);
        }
        assertTrue(queue.size() == population, "what is pending: " + queue.size());
        assertTrue(queue.slots() < 6 * population, queue.slots() + " slots for " + population + " events");
    }

    /** The same at the head of the queue, in one instant. */
    @ParameterizedTest
    @MethodSource("queues")
    void theRemovedDoNotPileUpAtTheHead(String name) {
        PendingQueue queue = QUEUES.get(name).get();
        int kept = queue.add(5);
        int[] removed = new int[1000];
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < removed.length; i++) {
                removed[i] = queue.add(5);
            }
            assertTrue(queue.firstPs() == 5, "the first is at the one instant");
            for (int slot : removed) {
                queue.remove(slot);
            }
        }
        assertTrue(queue.slots() < 6 * removed.length, queue.slots() + " slots for " + removed.length + " events");
        assertTrue(queue.poll() == kept && queue.size() == 0, "what is left is what was not removed");
    }

    private static CheckedQueue checked(String name, String label) {
        return new CheckedQueue(QUEUES.get(name).get(), name + " queue, " + label);
    }
}
