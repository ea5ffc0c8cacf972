package dirtysim.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After a warm-up, neither events nor requests allocate. */
class SteadyStateAllocationTest {
    private static final int EVENTS = 1_000_000;

    /** An object for each event would be 16 bytes or more; what is left is growth and the JVM itself. */
    private static final double BYTES_PER_EVENT_AT_MOST = 0.5;

    private final EventLoop loop = new EventLoop();
    private final RandomStream random = new RandomStreams(5).stream("delays");

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 10_000})
    void eventsAllocateNothing(int population) {
        EventHandler again = new EventHandler() {
            @Override
            public void handle(int kind, long argument) {
                long extra = loop.schedule(random.nextLong(1_000_000), this, 1, argument);
                loop.cancel(extra);
                loop.schedule((long) random.nextExponential(1e6), this, 0, argument);
                stopAfterEnough();
            }
        };
        for (int i = 0; i < population; i++) {
            loop.schedule(random.nextLong(1_000_000), again, 0, i);
        }
        assertAllocatesNothing(population + " pending");
    }

    @Test
    void requestsAllocateNothing() {
        Server server = new Server(loop, "server", 2);
        EventHandler customer = new EventHandler() {
            @Override
            public void handle(int kind, long argument) {
                if (kind == 0) {
                    server.serve(random.nextLong(1000), this, 1, argument);
                } else if (kind == 1) {
                    server.acquire(this, 2, argument);
                } else if (kind == 2) {
                    loop.schedule(random.nextLong(1000), this, 3, argument);
                } else {
                    server.release();
                    loop.schedule(random.nextLong(10_000), this, 0, argument);
                }
                stopAfterEnough();
            }
        };
        for (int i = 0; i < 50; i++) {
            loop.schedule(i, customer, 0, i);
        }
        assertAllocatesNothing("a server");
        assertTrue(server.maxQueued() > 20, "there must have been a queue");
    }

    private void stopAfterEnough() {
        if (loop.dispatched() % EVENTS == 0) {
            loop.stop();
        }
    }

    private void assertAllocatesNothing(String label) {
        loop.run();
        long bytes = Allocation.bytesOf(loop::run);
        assertTrue(
                bytes < BYTES_PER_EVENT_AT_MOST * EVENTS,
                () -> label + ": " + bytes + " bytes allocated for " + EVENTS + " events");
    }
}
