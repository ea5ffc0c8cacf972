package dirtysim.swarm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a failing schedule short by delta debugging: ever smaller pieces are left out for as long as it still fails. In the
 * end no single operation can be left out. What is left out leaves its time behind, so that the others keep theirs, and a
 * single operation also what it may have kept a walker or a queue busy for; last, times are made round where that does not
 * matter.
 */
final class Shrinker {
    private static final long[] ROUND_PS = {1_000_000_000, 1_000_000, 1000};
    private static final long[] NO_DELAY = {0};
    private static final long[] DELAYS_PS = {0, 100_000, 200_000, 400_000, 800_000, 1_600_000};

    private final Predicate<Schedule> fails;

    /** @param fails whether a schedule fails as the first one did */
    Shrinker(Predicate<Schedule> fails) {
        this.fails = fails;
    }

    /**
     * The shortest that was found.
     *
     * @param failing a schedule that fails
     */
    Schedule shrink(Schedule failing) {
        Schedule shortest = failing;
        int piece = Math.max(1, failing.operations().size() / 2);
        while (true) {
            Schedule shorter = withoutPieces(shortest, piece);
            boolean shrunk = shorter.operations().size() < shortest.operations().size();
            shortest = shorter;
            if (piece == 1 && !shrunk) {
                return withRoundTimes(shortest);
            }
            piece = Math.max(1, piece / 2);
        }
    }

    private Schedule withoutPieces(Schedule schedule, int piece) {
        Schedule shortest = schedule;
        int at = 0;
        while (at < shortest.operations().size()) {
            Schedule shorter = failingWithout(shortest, at, piece);
            if (shorter == null) {
                at += piece;
            } else {
                shortest = shorter;
            }
        }
        return shortest;
    }

    private Schedule failingWithout(Schedule schedule, int at, int piece) {
        for (long delayPs : piece == 1 ? DELAYS_PS : NO_DELAY) {
            Schedule tried = without(schedule, at, piece, delayPs);
            if (fails.test(tried)) {
                return tried;
            }
        }
        return null;
    }

    private Schedule withRoundTimes(Schedule schedule) {
        Schedule roundest = schedule;
        for (int at = 0; at < schedule.operations().size(); at++) {
            long gapPs = schedule.operations().get(at).gapPs();
            for (long unitPs : ROUND_PS) {
                List<Operation> operations = new ArrayList<>(roundest.operations());
                operations.set(at, operations.get(at).after(gapPs - gapPs % unitPs));
                Schedule tried = roundest.with(operations);
                if (fails.test(tried)) {
                    roundest = tried;
                    break;
                }
            }
        }
        return roundest;
    }

    private static Schedule without(Schedule schedule, int from, int count, long delayPs) {
        List<Operation> kept = new ArrayList<>();
        long leftPs = 0;
        for (int n = 0; n < schedule.operations().size(); n++) {
            Operation op = schedule.operations().get(n);
            leftPs += op.gapPs() + (n == from + count ? delayPs : 0);
            if (n < from || n >= from + count) {
                kept.add(op.after(leftPs));
                leftPs = 0;
            }
        }
        return schedule.with(kept);
    }
}
