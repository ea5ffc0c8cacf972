package dirtysim.bench;

import dirtysim.bench.suite.Plan;
import dirtysim.bench.sweep.Kept;
import dirtysim.bench.sweep.Outcome;
import dirtysim.bench.sweep.Progress;
import dirtysim.bench.sweep.Sweep;
import dirtysim.host.InputException;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;

/** The options by which somebody watches runs: drawn on a timeline, or event by event. Results are the same with and without. */
final class WatchOptions {
    @Mixin
    private TimelineOption timeline;

    @Mixin
    private EventLogOptions events;

    /** Refuses what cannot be watched, before anything is simulated. */
    void check(Plan plan) {
        timeline.check(plan);
        events.check(plan);
        if (timeline.asked() && events.simulator().isPresent()) {
            throw new InputException(
                    "--timeline", "the order of events is to be kept or verified too", "do one after the other");
        }
    }

    /** Whether runs are watched. One that was watched in part cannot be taken up again. */
    boolean asked() {
        return timeline.asked() || events.simulator().isPresent();
    }

    /** Performs the runs of a plan, watched if that is asked for. */
    Outcome sweep(Plan plan, int workers, Kept kept, Progress progress) {
        return events.simulator()
                .map(simulator -> new Sweep(simulator, workers).run(plan.runs(), kept, progress))
                .orElseGet(() -> timeline.sweep(plan, workers, kept, progress));
    }

    /** Says what has come of it. */
    void tell(PrintWriter print) {
        timeline.tell(print);
        events.tell(print);
    }
}
