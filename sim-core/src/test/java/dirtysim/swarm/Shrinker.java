package dirtysim.swarm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a failing schedule short by delta debugging: ever smaller pieces are left out for as long as it still fails. In the
 * end no single operation can be left out. What is left out leaves its time behind, so that the others keep theirs; last,
 * times are made round where that does not matter.
 */
final class Shrinker {
    private static final long[] ROUND_PS = {1_000_000_000, 1_000_000, 1000};
    private static final long SHORTEST_DELAY_PS = 100_000;
    private static final long LONGEST_DELAY_PS = 2_000_000;

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
                shorter = withoutDelay(shortest);
                if (shorter == shortest) {
                    return withRoundTimes(shortest);
                }
                shortest = shorter;
            }
            piece = Math.max(1, piece / 2);
        }
    }

    private Schedule withoutPieces(Schedule schedule, int piece) {
        Schedule shortest = schedule;
        int at = 0;
        while (at < shortest.operations().size()) {
            Schedule tried = without(shortest, at, piece);
            if (fails.test(tried)) {
                shortest = tried;
            } else {
                at += piece;
            }
        }
        return shortest;
    }

    /** Without an operation that only keeps time, by keeping hardware busy: what follows comes later instead. */
    private Schedule withoutDelay(Schedule schedule) {
        for (int at = 0; at + 1 < schedule.operations().size(); at++) {
            for (long delayPs = SHORTEST_DELAY_PS; delayPs <= LONGEST_DELAY_PS; delayPs += SHORTEST_DELAY_PS) {
                List<Operation> operations = new ArrayList<>(schedule.operations());
                Operation next = operations.get(at + 1);
                operations.set(at + 1, next.after(next.gapPs() + delayPs));
                Schedule tried = without(schedule.with(operations), at, 1);
                if (fails.test(tried)) {
                    return tried;
                }
            }
        }
        return schedule;
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

    private static Schedule without(Schedule schedule, int from, int count) {
        List<Operation> kept = new ArrayList<>();
        long leftPs = 0;
        for (int n = 0; n < schedule.operations().size(); n++) {
            Operation op = schedule.operations().get(n);
            leftPs += op.gapPs();
            if (n < from || n >= from + count) {
                kept.add(op.after(leftPs));
                leftPs = 0;
            }
        }
        return schedule.with(kept);
    }
}
