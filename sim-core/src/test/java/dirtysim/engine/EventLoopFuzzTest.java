package dirtysim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that schedule and cancel others at random, with handles kept for ever, against {@link PriorityQueue}. */
class EventLoopFuzzTest {
    private record Planned(long timePs, int id) {}

    private final EventLoop loop = new EventLoop();
    private final PriorityQueue<Planned> oracle =
            new PriorityQueue<>(Comparator.comparingLong(Planned::timePs).thenComparingInt(Planned::id));
    private final List<Long> handles = new ArrayList<>();
    private final List<Planned> planned = new ArrayList<>();
    private final List<Boolean> gone = new ArrayList<>();
    private SplittableRandom random;
    private String label;
    private int budget = 20_000;
    private int refusals;
    private int cancellations;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void randomPrograms(long seed) {
        random = new SplittableRandom(seed);
        label = "seed " + seed;
        for (int i = 0; i < 100; i++) {
            schedule();
        }
        while (loop.pending() > 0) {
            if (random.nextBoolean()) {
                loop.run();
            } else {
                long untilPs = loop.nowPs() + random.nextLong(100_000);
                loop.runUntil(untilPs);
                assertTrue(oracle.isEmpty() || oracle.peek().timePs() > untilPs || loop.nowPs() < untilPs, label);
            }
        }
        assertTrue(oracle.isEmpty(), label);
        assertEquals(handles.size() - cancellations, loop.dispatched(), label);
        assertTrue(cancellations > 100 && refusals > 100, label + ": too little was cancelled to mean anything");
    }

    private void handle(int kind, long argument) {
        Planned expected = oracle.remove();
        assertEquals(expected.id(), argument, label);
        assertEquals(~expected.id(), kind, label);
        assertEquals(expected.timePs(), loop.nowPs(), label);
        gone.set(expected.id(), true);
        int births = random.nextInt(oracle.size() < 2000 ? 4 : 2);
        for (int i = 0; i < births; i++) {
            schedule();
        }
        if (random.nextInt(3) == 0) {
            cancel();
        }
        if (random.nextInt(50) == 0) {
            loop.stop();
        }
        assertEquals(oracle.size(), loop.pending(), label);
    }

    private void schedule() {
        if (budget-- <= 0) {
            return;
        }
        DelayShape shape = DelayShape.values()[random.nextInt(DelayShape.EVERY_SCALE.ordinal())];
        long delayPs = shape.next(random);
        int id = handles.size();
        Planned plan = new Planned(loop.nowPs() + delayPs, id);
        handles.add(
                random.nextBoolean()
                        ? loop.schedule(delayPs, this::handle, ~id, id)
                        : loop.scheduleAt(plan.timePs(), this::handle, ~id, id));
        planned.add(plan);
        gone.add(false);
        oracle.add(plan);
    }

    private void cancel() {
        int id = random.nextInt(handles.size());
        boolean pending = !gone.get(id);
        assertEquals(pending, loop.cancel(handles.get(id)), label);
        if (pending) {
            gone.set(id, true);
            oracle.remove(planned.get(id));
            cancellations++;
        } else {
            refusals++;
        }
    }
}
