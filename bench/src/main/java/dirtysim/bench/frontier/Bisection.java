package dirtysim.bench.frontier;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Looks for the edge of a condition on a row of places, of which the greater are the harder: the hardest place at which it
 * holds.
 *
 * <p>From a first place it goes harder, or easier where the condition fails, in steps that double, and halves what is left
 * between success and failure until they are neighbours. Then it looks at a few places on both sides. A condition need not
 * have one edge only: whether pre-copy converges can depend on the phase of a trace. The edge is therefore the hardest place
 * at which the condition holds and below which, as far as was looked, it never fails; a failure that comes to light
 * on the easier side starts the search again there. Places beyond the edge at which it holds all the same are told by
 * {@link #again}.
 */
public final class Bisection {
    private final int easiest;
    private final int hardest;
    private final IntPredicate condition;
    private final TreeMap<Integer, Boolean> seen = new TreeMap<>();

    /**
     * @param easiest least place
     * @param hardest greatest place
     * @param condition asked at most once of each place
     */
    public Bisection(int easiest, int hardest, IntPredicate condition) {
        if (easiest > hardest) {
            throw new IllegalArgumentException("no place from " + easiest + " to " + hardest);
        }
        this.easiest = easiest;
        this.hardest = hardest;
        this.condition = condition;
    }

    /**
     * Searches.
     *
     * @param first where to begin
     * @param step how far the first step from there goes, at least 1
     * @param probes how far from the edge to look on both sides, once it is found
     */
    public Bisection search(int first, int step, int... probes) {
        look(first);
        settle(step);
        OptionalInt before;
        do {
            before = edge();
            OptionalInt failure = failure();
            if (before.isEmpty() || failure.isEmpty()) {
                return this;
            }
            for (int probe : probes) {
                look(Math.max(easiest, before.getAsInt() - probe));
                look(Math.min(hardest, failure.getAsInt() + probe));
            }
            settle(step);
        } while (!edge().equals(before));
        return this;
    }

    /** The hardest place at which the condition holds, and below which it was never seen to fail; none if it has none. */
    public OptionalInt edge() {
        OptionalInt failure = failure();
        Integer edge = failure.isEmpty() ? (seen.isEmpty() ? null : seen.lastKey()) : seen.lowerKey(failure.getAsInt());
        return edge == null ? OptionalInt.empty() : OptionalInt.of(edge);
    }

    /** The easiest place at which the condition was seen to fail. */
    public OptionalInt failure() {
        return seen.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }

    /** The hardest place beyond a failure at which the condition was seen to hold all the same. */
    public OptionalInt again() {
        OptionalInt failure = failure();
        return failure.isEmpty()
                ? OptionalInt.empty()
                : seen.descendingMap().entrySet().stream()
                        .filter(entry -> entry.getValue() && entry.getKey() > failure.getAsInt())
                        .mapToInt(Map.Entry::getKey)
                        .findFirst();
    }

    /** At how many places it looked. */
    public int looks() {
        return seen.size();
    }

    private void settle(int step) {
        long far = step;
        while (failure().isEmpty() && seen.lastKey() < hardest) {
            look((int) Math.min(hardest, seen.lastKey() + far));
            far *= 2;
        }
        far = step;
        OptionalInt failure = failure();
        while (failure.isPresent()) {
            int fails = failure.getAsInt();
            OptionalInt edge = edge();
            if (edge.isEmpty()) {
                if (fails == easiest) {
                    return;
                }
                look((int) Math.max(easiest, fails - far));
                far *= 2;
            } else if (fails - edge.getAsInt() > 1) {
                look(edge.getAsInt() + (fails - edge.getAsInt()) / 2);
            } else {
                return;
            }
            failure = failure();
        }
    }

    private void look(int place) {
        if (!seen.containsKey(place)) {
            seen.put(place, condition.test(place));
        }
    }
}
