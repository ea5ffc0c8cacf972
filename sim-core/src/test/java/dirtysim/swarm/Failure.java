package dirtysim.swarm;

import dirtysim.swarm.Verdict.Fault;
import dirtysim.tracking.DirtyTracker;
import java.util.function.Supplier;

/** What a failing seed is reported with. */
final class Failure {
    private Failure() {}

    /** The schedule as it was carried out, to be run exactly. */
    private static Schedule asDone(Schedule schedule, Verdict verdict) {
        return new Schedule(schedule.universe(), verdict.done(), true);
    }

    /** A short schedule with the same kind of fault; the one given if it does not fail when it is run exactly. */
    static Schedule shrink(Schedule schedule, Verdict verdict, Supplier<DirtyTracker> trackers) {
        Fault fault = verdict.fault();
        Shrinker shrinker =
                new Shrinker(tried -> ScheduleRun.of(tried, trackers.get()).fault() == fault);
        Schedule exact = asDone(schedule, verdict);
        return ScheduleRun.of(exact, trackers.get()).fault() == fault
                ? shrinker.shrink(exact)
                : shrinker.shrink(schedule);
    }

    /** Everything that is needed to understand it. */
    static String explain(String which, Schedule schedule, Verdict verdict, Supplier<DirtyTracker> trackers) {
        Schedule shrunk = shrink(schedule, verdict, trackers);
        Verdict again = ScheduleRun.of(shrunk, trackers.get());
        return which + ": " + verdict.fault() + ", " + verdict.text() + "\nshrunk from "
                + verdict.operations() + " to " + shrunk.operations().size() + " operations: " + again.fault() + ", "
                + again.text() + "\n" + shrunk;
    }
}
