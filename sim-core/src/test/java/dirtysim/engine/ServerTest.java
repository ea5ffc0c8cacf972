package dirtysim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerTest {
    private final EventLoop loop = new EventLoop();
    private final List<String> log = new ArrayList<>();
    private final EventHandler logger = (kind, argument) -> log.add(loop.nowPs() + ":" + kind + ":" + argument);

    @Test
    void servesOneAfterAnotherInOrderOfRequest() {
        Server server = new Server(loop, "lock", 1);
        server.serve(10, logger, 1, -7);
        server.serve(5, logger, 2, 0);
        server.serve(0, logger, 3, 0);
        server.serve(1, logger, 4, 0);
        assertEquals(1, server.held());
        assertEquals(3, server.queued());
        assertEquals(List.of(), log);
        loop.run();
        assertEquals(List.of("10:1:-7", "15:2:0", "15:3:0", "16:4:0"), log);
        assertEquals(0, server.held());
        assertEquals(0, server.queued());
        assertEquals(16, server.busyPs());
        assertEquals(10 + 15 + 15, server.waitedPs());
        assertEquals(4, server.grants());
        assertEquals(3, server.maxQueued());
    }

    @Test
    void lastComeFirstServed() {
        Server server = new Server(loop, "lock", 1, QueueOrder.LIFO, null);
        for (int i = 0; i < 5; i++) {
            server.serve(10, logger, i, 0);
        }
        loop.run();
        assertEquals(List.of("10:0:0", "20:4:0", "30:3:0", "40:2:0", "50:1:0"), log);
        assertEquals(10 + 20 + 30 + 40, server.waitedPs());
    }

    @Test
    void drawnAtRandomEachWaiterIsServedOnceAndNoneIsPreferred() {
        RandomStream random = new RandomStreams(7).stream("lock order");
        int[] second = new int[6];
        for (int run = 0; run < 6000; run++) {
            log.clear();
            Server server = new Server(loop, "lock", 1, QueueOrder.RANDOM, random);
            for (int i = 0; i < 6; i++) {
                server.serve(10, logger, i, 0);
            }
            loop.run();
            assertEquals(
                    6, log.stream().map(line -> line.split(":")[1]).distinct().count());
            assertTrue(log.get(0).contains(":0:"), "who came first did not wait");
            second[Integer.parseInt(log.get(1).split(":")[1])]++;
        }
        for (int i = 1; i < 6; i++) {
            assertTrue(second[i] > 1050 && second[i] < 1350, i + " came next " + second[i] + " times of 6000; seed 7");
        }
    }

    @Test
    void aRandomOrderNeedsItsStream() {
        assertThrows(NullPointerException.class, () -> new Server(loop, "lock", 1, QueueOrder.RANDOM, null));
    }

    @Test
    void severalServersWorkSideBySide() {
        Server server = new Server(loop, "walkers", 3);
        for (int i = 0; i < 5; i++) {
            server.serve(10 + i, logger, i, 0);
        }
        assertEquals(3, server.held());
        assertEquals(2, server.queued());
        loop.run();
        assertEquals(List.of("10:0:0", "11:1:0", "12:2:0", "23:3:0", "25:4:0"), log);
        assertEquals(10 + 11 + 12 + 13 + 14, server.busyPs());
        assertEquals(10 + 11, server.waitedPs());
        assertEquals(2, server.maxQueued());
        assertEquals(3, server.capacity());
        assertEquals("walkers", server.name());
    }

    @Test
    void acquiredUntilReleased() {
        Server server = new Server(loop, "lock", 1);
        server.acquire(
                (kind, argument) -> {
                    log.add("held at " + loop.nowPs());
                    loop.schedule(100, (k, a) -> server.release(), 0, 0);
                },
                0,
                0);
        server.serve(5, logger, 1, 0);
        server.acquire(logger, 2, 0);
        server.serve(5, logger, 3, 0);
        loop.run();
        assertEquals(List.of("held at 0", "105:1:0", "105:2:0"), log, "the last is still queued");
        assertEquals(1, server.held());
        assertEquals(1, server.queued());
        loop.runUntil(200);
        assertEquals(200, server.busyPs(), "time held counts up to now");
        assertEquals(100 + 105, server.waitedPs(), "the last is not granted yet");
        server.release();
        loop.run();
        assertEquals("205:3:0", log.get(3));
        assertEquals(205, server.busyPs());
        assertEquals(100 + 105 + 200, server.waitedPs());
        assertEquals(4, server.grants());
    }

    @Test
    void idleTimeIsNotBusy() {
        loop.runUntil(50);
        Server server = new Server(loop, "cpu", 2);
        loop.schedule(10, (kind, argument) -> server.serve(7, logger, 1, 0), 0, 0);
        loop.runUntil(1000);
        assertEquals(7, server.busyPs());
        assertEquals(0, server.waitedPs());
        assertEquals(0, server.maxQueued());
    }

    @Test
    void aGrantIsNeverReentrant() {
        Server server = new Server(loop, "lock", 1);
        loop.schedule(
                3,
                (kind, argument) -> {
                    log.add("before");
                    server.acquire(
                            (k, a) -> {
                                log.add("granted at " + loop.nowPs());
                                server.acquire((k2, a2) -> log.add("again at " + loop.nowPs()), 0, 0);
                                server.release();
                                log.add("released");
                            },
                            0,
                            0);
                    log.add("after");
                },
                0,
                0);
        loop.run();
        assertEquals(List.of("before", "after", "granted at 3", "released", "again at 3"), log);
    }

    @Test
    void serviceIsReleasedBeforeItsHandlerIsCalled() {
        Server server = new Server(loop, "lock", 1);
        server.serve(4, (kind, argument) -> log.add("held " + server.held() + ", queued " + server.queued()), 0, 0);
        server.serve(4, (kind, argument) -> log.add("held " + server.held() + ", queued " + server.queued()), 0, 0);
        loop.run();
        assertEquals(List.of("held 1, queued 0", "held 0, queued 0"), log);
    }

    @Test
    void firstComeFirstServedThroughManyTurnsOfTheQueue() {
        Server server = new Server(loop, "link", 1);
        for (int i = 0; i < 1000; i++) {
            int customer = i;
            loop.scheduleAt(3L * i, (kind, argument) -> server.serve(5, logger, customer, 0), 0, 0);
        }
        loop.run();
        for (int i = 0; i < 1000; i++) {
            assertEquals((5 * (i + 1)) + ":" + i + ":0", log.get(i));
        }
        assertEquals(2L * 999 * 1000 / 2, server.waitedPs());
        assertEquals(400, server.maxQueued(), 1);
    }

    @Test
    void whatIsNotHeldCannotBeReleased() {
        Server server = new Server(loop, "lock", 2);
        assertThrows(IllegalStateException.class, server::release);
        server.serve(10, logger, 0, 0);
        assertThrows(IllegalStateException.class, server::release, "a service releases itself");
        server.acquire(logger, 1, 0);
        assertThrows(IllegalStateException.class, server::release, "granted, but its handler does not know yet");
        loop.run();
        server.release();
        IllegalStateException refused = assertThrows(IllegalStateException.class, server::release);
        assertTrue(refused.getMessage().startsWith("lock: "));
        assertEquals(0, server.held());
    }

    @Test
    void badArgumentsAndTheEndOfTimeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Server(loop, "none", 0));
        Server server = new Server(loop, "lock", 1);
        assertThrows(IllegalArgumentException.class, () -> server.serve(-1, logger, 0, 0));
        assertThrows(NullPointerException.class, () -> server.serve(1, null, 0, 0));
        assertThrows(NullPointerException.class, () -> server.acquire(null, 0, 0));
        assertEquals(0, server.held());
        loop.runUntil(10);
        assertThrows(ArithmeticException.class, () -> server.serve(Long.MAX_VALUE - 9, logger, 0, 0));
        assertEquals(0, server.held(), "what was refused holds nothing");
        server.serve(Long.MAX_VALUE - 10, logger, 0, 0);
        server.serve(1, logger, 1, 0);
        assertThrows(ArithmeticException.class, loop::run);
    }

    @Test
    void theSumOfTimeHeldDoesNotWrap() {
        Server server = new Server(loop, "pair", 2);
        server.serve(Long.MAX_VALUE, logger, 0, 0);
        server.serve(Long.MAX_VALUE, logger, 0, 0);
        loop.runUntil(Long.MAX_VALUE - 1);
        assertThrows(ArithmeticException.class, server::busyPs);
    }

    /** The example of the package documentation. */
    @Test
    void workedExample() {
        Server walker = new Server(loop, "walker", 1);
        EventHandler arrival = (kind, walk) -> walker.serve(SimTime.ofNanos(150), logger, 0, walk);
        for (int walk = 0; walk < 10; walk++) {
            loop.scheduleAt(walk * 100 * SimTime.PS_PER_NS, arrival, 0, walk);
        }
        loop.run();
        assertEquals(1_500_000, loop.nowPs());
        assertEquals(1_500_000, walker.busyPs());
        assertEquals(2_250_000, walker.waitedPs());
        assertEquals(10, walker.grants());
    }
}
