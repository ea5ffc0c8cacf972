package dirtysim.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.swarm.Operation.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final int LENGTH = 100;
    private static final Universe UNIVERSE = new Universe(1, 1, 2, 2, 0, true, false, true, true, false, false, false);

    /** Operation n copies page n, one nanosecond after the one before. */
    private static Schedule copies() {
        List<Operation> operations = new ArrayList<>();
        for (int n = 0; n < LENGTH; n++) {
            operations.add(new Operation(Kind.COPY, 1000, 0, 0, 0, n, 1, false));
        }
        return new Schedule(UNIVERSE, operations, true);
    }

    private static boolean copies(Schedule schedule, int page) {
        return schedule.operations().stream().anyMatch(op -> op.page() == page);
    }

    @Test
    void onlyWhatMattersIsLeft() {
        for (int other = 0; other < LENGTH; other++) {
            int page = other;
            Schedule shrunk = new Shrinker(tried -> copies(tried, 37) && copies(tried, page)).shrink(copies());
            assertEquals(page == 37 ? 1 : 2, shrunk.operations().size(), shrunk.toString());
            assertTrue(copies(shrunk, 37) && copies(shrunk, page), shrunk.toString());
        }
    }

    @Test
    void whatIsLeftOutLeavesItsTimeBehind() {
        Schedule shrunk = new Shrinker(tried -> startsAt(tried, 37, 38_000)).shrink(copies());
        assertEquals(1, shrunk.operations().size());
        assertEquals(38_000, shrunk.operations().get(0).gapPs());
    }

    private static boolean startsAt(Schedule schedule, int page, long timePs) {
        long nowPs = 0;
        for (Operation op : schedule.operations()) {
            nowPs += op.gapPs();
            if (op.page() == page && nowPs == timePs) {
                return true;
            }
        }
        return false;
    }

    @Test
    void timesThatDoNotMatterBecomeRound() {
        Schedule shrunk = new Shrinker(tried -> copies(tried, 37)).shrink(copies());
        assertEquals(0, shrunk.operations().get(0).gapPs());
    }
}
