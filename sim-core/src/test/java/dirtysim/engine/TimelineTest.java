package dirtysim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final EventHandler NOTHING = (kind, argument) -> {};

    private final List<String> told = new ArrayList<>();
    private final EventLoop loop = new EventLoop(new Timeline() {
        @Override
        public int track(String name) {
            return name.charAt(0);
        }

        @Override
        public int counter(String name) {
            return 0;
        }

        @Override
        public void span(int track, String name, long beginPs, long endPs) {
            told.add((char) track + " " + beginPs + "-" + endPs);
        }

        @Override
        public void count(int counter, long atPs, long value) {}

        @Override
        public void begins(long atPs) {}

        @Override
        public void stops(long atPs) {}
    });

    @Test
    void aServerTellsWhenItWasBusy() {
        Server server = new Server(loop, "server", 1);
        loop.scheduleAt(10, (kind, argument) -> server.serve(5, NOTHING, 0, 0), 0, 0);
        // One that has waited follows without a gap.
        loop.scheduleAt(12, (kind, argument) -> server.serve(5, NOTHING, 0, 0), 0, 0);
        loop.scheduleAt(30, (kind, argument) -> server.serve(1, NOTHING, 0, 0), 0, 0);
        loop.run();
        assertEquals(List.of("s 10-20", "s 30-31"), told);
    }

    @Test
    void oneOfSeveralServersIsEnough() {
        Server server = new Server(loop, "server", 2);
        loop.scheduleAt(10, (kind, argument) -> server.serve(5, NOTHING, 0, 0), 0, 0);
        loop.scheduleAt(12, (kind, argument) -> server.serve(5, NOTHING, 0, 0), 0, 0);
        loop.run();
        assertEquals(List.of("s 10-17"), told);
    }

    @Test
    void onlyALoopWithATimelineIsWatched() {
        assertTrue(loop.watched());
        assertFalse(new EventLoop().watched());
    }
}
