package dirtysim.bench;

import dirtysim.bench.remote.RemoteSimulator;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.sweep.Kept;
import dirtysim.bench.sweep.Outcome;
import dirtysim.bench.sweep.Progress;
import dirtysim.bench.sweep.Sweep;
import dirtysim.host.InputException;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;

/**
 * How the runs of a plan are performed: watched, drawn on a timeline or event by event, or on other machines. Results are the same
 * in every case.
 */
final class WatchOptions {
    /** How many runs are asked of other machines at a time; which of them run is theirs to decide. */
    private static final int AWAITED = 256;

    @Mixin
    private TimelineOption timeline;

    @Mixin
    private EventLogOptions events;

    /** Performs runs on other machines; null if this one does. */
    private RemoteSimulator elsewhere;

    /**
     * Has other machines perform the runs.
     *
     * @throws InputException if they are to be watched: one can watch only what is here
     */
    void elsewhere(RemoteSimulator simulator) {
        if (asked()) {
            throw new InputException(
                    timeline.asked() ? "--timeline" : "--event-log, --verify",
                    "the runs are on other machines",
                    "watch a run on this one");
        }
        elsewhere = simulator;
    }

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
        if (elsewhere != null) {
            return new Sweep(elsewhere, AWAITED).run(plan.runs(), kept, progress);
        }
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
