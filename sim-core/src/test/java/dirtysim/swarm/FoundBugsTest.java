package dirtysim.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.swarm.Operation.Kind;
import dirtysim.swarm.Verdict.Fault;
import dirtysim.tracking.DomainTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bugs that the swarm has found, as it printed them. */
class FoundBugsTest {
    private static final Universe UNIVERSE =
            new Universe(3, 4, 16, 8, 16, true, false, true, true, false, false, false);

    /** The bitmap of {@code pinned} was filled after it had been handed over, and nothing was marked at a map. */
    @Test
    void aPageMappedSinceTheQueryBeforeIsInThePinnedOnes() {
        Schedule schedule = new Schedule(
                UNIVERSE,
                List.of(
                        new Operation(Kind.MAP, 12_139, 1, 2, 3, 8, 1, true),
                        new Operation(Kind.START, 6_064, 0, 0, 0, 0, 0, false),
                        new Operation(Kind.WRITE, 2_977_691, 0, 2, 3, 0, 0, false)),
                true);
        Verdict verdict = ScheduleRun.of(schedule, Trackers.of("pinned").get());
        assertEquals(Fault.NONE, verdict.fault(), verdict.text());
        assertEquals(1, verdict.deviceWrites());
    }

    /** The walk of a request that had just been blocked took less than no time. */
    @Test
    void aRequestIsBlockedWhileItWaitsForItsWalk() {
        Universe universe = new Universe(2, 4, 2, 4, 8, false, true, true, true, true, false, false);
        Schedule schedule = new Schedule(
                universe,
                List.of(
                        new Operation(Kind.MAPPED, 0, 0, 0, 3, 1, 1, true),
                        new Operation(Kind.MAPPED, 0, 0, 1, 2, 1, 1, true),
                        new Operation(Kind.SWITCH, 0, 0, 1, 0, DomainTarget.BLOCKED.ordinal(), 0, false),
                        new Operation(Kind.WRITE, 1_458_000, 0, 0, 3, 0, 0, false),
                        new Operation(Kind.WRITE, 0, 0, 1, 2, 0, 0, false),
                        new Operation(Kind.WRITE, 0, 0, 1, 2, 0, 0, false)),
                true);
        Verdict verdict = ScheduleRun.of(schedule, Trackers.of("stop-copy").get());
        assertEquals(Fault.NONE, verdict.fault(), verdict.text());
        assertEquals(6, verdict.operations());
    }
}
