package dirtysim.bench.migrations;

import dirtysim.scenario.RoundRecord;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.RunRecord.ThrottleStep;
import java.util.ArrayList;
import java.util.List;

/**
 * A real migration, and the simulated one.
 *
 * @param real the one
 * @param run the other
 */
record Prediction(RecordedMigration real, RunRecord run) {
    private static final double PS_PER_MS = 1e9;
    private static final double TIMELY_SHARE = 0.1;
    private static final double TIMELY_MS = 1500;

    /** Whether it ends as the real one did. */
    boolean rightStatus() {
        return converged() == real.completed();
    }

    /** Whether it comes to its end by itself. */
    boolean converged() {
        return run.migration().converged();
    }

    /** Whether both do: then there is something to compare. */
    boolean comparable() {
        return converged() && real.completed();
    }

    /** How long it takes; where the real one was cancelled and this one does not end either, up to then. */
    double totalMs() {
        double runningMs = (run.migration().totalPs() - run.migration().downtimePs()) / PS_PER_MS;
        return cancelled() ? runningMs : runningMs + downtimeMs();
    }

    private boolean cancelled() {
        return !converged() && !real.completed();
    }

    private RoundRecord last() {
        return run.rounds().get(run.rounds().size() - 1);
    }

    double downtimeMs() {
        return run.migration().downtimePs() / PS_PER_MS;
    }

    double transferredBytes() {
        return run.migration().sentBytes() - (cancelled() ? last().sentBytes() : 0);
    }

    double syncs() {
        return run.rounds().size() - (cancelled() ? 1 : 0);
    }

    /** By which part of the real one the time is wrong. */
    double totalError() {
        return totalMs() / real.totalMs() - 1;
    }

    /** The same of the bytes sent. */
    double bytesError() {
        return transferredBytes() / real.transferredBytes() - 1;
    }

    /** Real steps of the throttle that are simulated to the same percentage, within 10 % of their time or 1.5 s. */
    int rightThrottleSteps() {
        List<ThrottleStep> simulated = new ArrayList<>(run.migration().throttleSteps());
        int right = 0;
        for (int n = 0; n < Math.min(simulated.size(), real.throttleEventsMs().size()); n++) {
            double at = real.throttleEventsMs().get(n);
            double off = Math.abs(simulated.get(n).atPs() / PS_PER_MS - at);
            boolean timely = off <= Math.max(TIMELY_MS, TIMELY_SHARE * at);
            right += timely && simulated.get(n).percent() == real.throttle().after(n + 1) ? 1 : 0;
        }
        return right;
    }

    /** Steps that are simulated, and that no real one stands for: beyond their number. */
    int surplusThrottleSteps() {
        return Math.max(
                0,
                run.migration().throttleSteps().size() - real.throttleEventsMs().size());
    }

    /** Mean rate of writes over the bandwidth that there was: from about 0.8 on each round is hardly smaller than the last. */
    double load() {
        double pages = 0;
        double from = 0;
        for (RecordedMigration.RatePoint point : real.guestRate()) {
            pages += (point.untilS() - from) * point.pagesPerSecond();
            from = point.untilS();
        }
        return pages / from * 4096 / real.effectiveBytesPerSecond();
    }
}
