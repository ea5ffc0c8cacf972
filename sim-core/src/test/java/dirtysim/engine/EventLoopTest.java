package dirtysim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLoopTest {
    private final EventLoop loop = new EventLoop();
    private final List<String> log = new ArrayList<>();
    private final EventHandler logger = (kind, argument) -> log.add(loop.nowPs() + ":" + kind + ":" + argument);
    private long handle;

    @Test
    void dispatchesInOrderOfTimeThenOfScheduling() {
        loop.schedule(20, logger, 1, 100);
        loop.schedule(10, logger, 2, -1);
        loop.scheduleAt(20, logger, 3, Long.MIN_VALUE);
        loop.schedule(0, logger, -4, 0);
        assertEquals(4, loop.pending());
        loop.run();
        assertEquals(List.of("0:-4:0", "10:2:-1", "20:1:100", "20:3:" + Long.MIN_VALUE), log);
        assertEquals(20, loop.nowPs());
        assertEquals(4, loop.dispatched());
        assertEquals(0, loop.pending());
    }

    @Test
    void eventsOfTheInstantComeAfterThoseAlreadyScheduledForIt() {
        loop.schedule(5, (kind, argument) -> loop.schedule(0, logger, 9, 0), 0, 0);
        loop.schedule(5, logger, 1, 0);
        loop.schedule(6, logger, 2, 0);
        loop.run();
        assertEquals(List.of("5:1:0", "5:9:0", "6:2:0"), log);
    }

    @Test
    void cancelTakesOutPendingEventsOnly() {
        long first = loop.schedule(10, logger, 1, 0);
        long second = loop.schedule(10, logger, 2, 0);
        loop.schedule(10, logger, 3, 0);
        assertTrue(loop.cancel(second));
        assertFalse(loop.cancel(second), "cancelled already");
        loop.run();
        assertEquals(List.of("10:1:0", "10:3:0"), log);
        assertFalse(loop.cancel(first), "fired");
        long third = loop.schedule(10, logger, 4, 0);
        assertFalse(loop.cancel(first), "the slot is used again");
        assertFalse(loop.cancel(second), "the slot is used again");
        assertTrue(loop.cancel(third));
        assertEquals(2, loop.dispatched());
    }

    @Test
    void numbersThatAreNoHandlesCancelNothing() {
        long real = loop.schedule(10, logger, 1, 0);
        for (long other : new long[] {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, real + 1, real ^ (1L << 32), -real}) {
            assertFalse(loop.cancel(other), "handle " + other);
        }
        assertTrue(real > 0);
        assertEquals(1, loop.pending());
    }

    @Test
    void anEventMayCancelAnotherOfItsInstantButNotItself() {
        List<Boolean> results = new ArrayList<>();
        EventHandler canceller = (kind, argument) -> results.add(loop.cancel(handle));
        handle = loop.schedule(10, canceller, 0, 0);
        loop.schedule(10, canceller, 0, 0);
        loop.run();
        assertEquals(List.of(false, false), results, "an event that is firing is no longer pending");
        loop.schedule(10, canceller, 0, 0);
        handle = loop.schedule(10, logger, 1, 0);
        loop.run();
        assertEquals(List.of(false, false, true), results);
        assertEquals(List.of(), log);
    }

    @Test
    void stopEndsTheRunAfterTheEvent() {
        loop.schedule(10, (kind, argument) -> loop.stop(), 0, 0);
        loop.schedule(10, logger, 1, 0);
        loop.run();
        assertEquals(List.of(), log);
        assertEquals(1, loop.pending());
        loop.run();
        assertEquals(List.of("10:1:0"), log);
        loop.stop();
        loop.schedule(0, logger, 2, 0);
        loop.run();
        assertEquals(2, log.size(), "a stop without a run does nothing");
    }

    @Test
    void runUntilIncludesTheInstantAndMovesTheClock() {
        loop.schedule(10, logger, 1, 0);
        loop.schedule(20, logger, 2, 0);
        loop.schedule(21, logger, 3, 0);
        loop.runUntil(20);
        assertEquals(List.of("10:1:0", "20:2:0"), log);
        assertEquals(20, loop.nowPs());
        loop.runUntil(20);
        assertEquals(2, log.size());
        loop.runUntil(1000);
        assertEquals(List.of("10:1:0", "20:2:0", "21:3:0"), log);
        assertEquals(1000, loop.nowPs());
        assertThrows(IllegalArgumentException.class, () -> loop.runUntil(999));
        loop.schedule(1, logger, 4, 0);
        loop.run();
        assertEquals(1001, loop.nowPs());
    }

    @Test
    void eventsMayStillBeScheduledBeforeOneThatRunUntilDidNotReach() {
        loop.schedule(1_000_000, logger, 9, 0);
        for (int i = 0; i < 200; i++) {
            loop.runUntil(i);
            loop.schedule(500 - 2 * i, logger, i, 0);
        }
        loop.run();
        assertEquals(201, log.size());
        for (int i = 0; i < 200; i++) {
            int from = 199 - i;
            assertEquals((500 - from) + ":" + from + ":0", log.get(i));
        }
    }

    @Test
    void stopHoldsTheClockOfRunUntil() {
        loop.schedule(10, (kind, argument) -> loop.stop(), 0, 0);
        loop.schedule(15, logger, 1, 0);
        loop.runUntil(20);
        assertEquals(10, loop.nowPs());
        assertEquals(1, loop.pending());
    }

    @Test
    void thePastAndTheEndOfTimeAreRefused() {
        loop.runUntil(100);
        assertThrows(IllegalArgumentException.class, () -> loop.schedule(-1, logger, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> loop.scheduleAt(99, logger, 0, 0));
        assertThrows(ArithmeticException.class, () -> loop.schedule(Long.MAX_VALUE - 99, logger, 0, 0));
        assertThrows(NullPointerException.class, () -> loop.schedule(1, null, 0, 0));
        assertEquals(0, loop.pending());
        loop.schedule(Long.MAX_VALUE - 100, logger, 1, 0);
        loop.scheduleAt(100, logger, 2, 0);
        loop.run();
        assertEquals(List.of("100:2:0", Long.MAX_VALUE + ":1:0"), log);
    }

    @Test
    void aHandlerMustNotRunTheLoop() {
        loop.schedule(1, (kind, argument) -> loop.run(), 0, 0);
        loop.schedule(2, logger, 1, 0);
        assertThrows(IllegalStateException.class, loop::run);
        loop.run();
        assertEquals(List.of("2:1:0"), log, "the loop goes on after a handler that threw");
        assertEquals(2, loop.dispatched());
    }
}
