package dirtysim.swarm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a failing schedule short by delta debugging: ever smaller pieces are left out for as long as it still fails. In the
 * end no single operation can be left out. What is left out leaves its time behind, so that the others keep theirs. What is
 * still long then may need an operation only for the walker or queue that it kept busy, so each is left out once more with some
 * later one delayed or hastened. Last, times are made round where that does not matter.
 */
final class Shrinker {
    private static final long[] ROUND_PS = {1_000_000_000, 1_000_000, 1000};
    private static final long[] DELAYS_PS = {
        62_500, 125_000, 250_000, 500_000, 1_000_000, 2_000_000, 4_000_000, 8_000_000, 16_000_000
    };
    private static final int LONG = 10;

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
                shorter = shortest.operations().size() > LONG ? withoutOneButMoved(shortest) : null;
                if (shorter == null) {
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

    private Schedule withoutOneButMoved(Schedule schedule) {
        for (int at = 0; at < schedule.operations().size(); at++) {
            Schedule shorter = without(schedule, at, 1);
            for (int later = at; later < shorter.operations().size(); later++) {
                for (long delayPs : DELAYS_PS) {
                    Schedule delayed = withGap(shorter, later, delayPs);
                    if (fails.test(delayed)) {
                        return delayed;
                    }
                    Schedule hastened = withGap(shorter, later, -delayPs);
                    if (fails.test(hastened)) {
                        return hastened;
                    }
                }
            }
        }
        return null;
    }

    private static Schedule withGap(Schedule schedule, int at, long longerPs) {
        List<Operation> operations = new ArrayList<>(schedule.operations());
        Operation op = operations.get(at);
        operations.set(at, op.after(Math.max(0, op.gapPs() + longerPs)));
        return schedule.with(operations);
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
