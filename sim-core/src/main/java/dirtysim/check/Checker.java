package dirtysim.check;

import dirtysim.host.InputException;
import dirtysim.tracking.DirtyTracker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Goes through every state that a scheme can get into, breadth first, and stops at the first migration that completes with a
 * page lost. Deterministic: the same states in the same order on every machine.
 */
public final class Checker {
    /** Steps of a schedule at the most. */
    public static final int MOST_DEPTH = 1000;

    private static final int SCHEME_BITS = 24;
    /** What a state takes of the heap at the most, while tables grow. */
    private static final long STATE_BYTES = 128;

    private final Machine machine;
    private final SchemeMemory memory;
    private final Codec codec = new Codec();
    private final StateStore store = new StateStore();
    private final String name;
    private final long mostStates = Math.min(1_000_000_000, Runtime.getRuntime().maxMemory() / STATE_BYTES);
    private int schemeState;
    private boolean completes;
    private List<Move> losing = List.of();

    Checker(Universe universe, DirtyTracker tracker) {
        name = "scheme " + tracker.id() + " (" + tracker.getClass().getName() + ")";
        machine = new Machine(universe, tracker);
        memory = new SchemeMemory(name, tracker, machine.host, machine.cpuScript, machine.migrationScript);
    }

    /**
     * Checks a scheme.
     *
     * @param universe how small the world is
     * @param depth schedules of more steps are not gone through, 1 to {@value #MOST_DEPTH}
     * @param tracker a fresh instance, which is used up
     * @throws InputException if a number is out of range, if what the scheme remembers cannot be told apart and put back, if
     *     it fails, or if all states are gone through and in none the migration is complete
     */
    public static Verdict check(Universe universe, int depth, DirtyTracker tracker) {
        Universe.require("--depth", depth, 1, MOST_DEPTH);
        return new Checker(universe, tracker).run(depth);
    }

    /** Goes through all of it, once. */
    Verdict run(int depth) {
        schemeState = memory.identify();
        pack();
        store.add(codec, -1, 0);
        int next = 0;
        for (int level = 0; level < depth; level++) {
            int end = store.size();
            if (next == end) {
                requireCompletion();
                return verdict(level - 1, true, -1);
            }
            for (; next < end; next++) {
                if (expand(next)) {
                    return verdict(level, false, next);
                }
            }
        }
        // The states at the greatest depth are not expanded; one of them may be the end of a losing schedule.
        for (; next < store.size(); next++) {
            unpack(next);
            if (machine.complete() && machine.world.anyStale()) {
                return verdict(depth, false, next);
            }
        }
        return verdict(depth, false, -1);
    }

    private Verdict verdict(int depth, boolean exhausted, int end) {
        List<TraceLine> schedule = new ArrayList<>();
        List<Integer> lost = new ArrayList<>();
        if (end >= 0) {
            losing = Arrays.stream(store.path(end))
                    .mapToObj(machine.moves()::get)
                    .toList();
            unpack(0);
            losing.forEach(move -> schedule.add(Narrator.tell(machine, move)));
            for (int page = 0; page < machine.world.stale.length; page++) {
                if (machine.world.stale[page]) {
                    lost.add(page);
                }
            }
        }
        return new Verdict(
                machine.tracker.id(), machine.world.universe, store.size(), depth, exhausted, schedule, lost);
    }

    /** The moves of the schedule that {@link #run} found to lose a page. */
    List<Move> losing() {
        return losing;
    }

    /** Adds every state that one leads to; true if it is the end of a migration that lost a page. */
    private boolean expand(int state) {
        unpack(state);
        if (machine.complete()) {
            completes = true;
            return machine.world.anyStale();
        }
        int from = schemeState;
        boolean moved = false;
        for (int number = 0; number < machine.moves().size(); number++) {
            if (!make(state, number)) {
                continue;
            }
            moved = true;
            if (machine.takeSchemeRan()) {
                schemeState = memory.identify();
            }
            pack();
            store.add(codec, state, number);
            if (store.size() == mostStates) {
                throw new InputException(
                        name,
                        "it has more than " + mostStates + " states here, which is what the heap holds",
                        "give fewer --pages or --iovas, a smaller --depth, or raise Java's heap with -Xmx");
            }
            if (schemeState != from) {
                memory.restore(from);
                schemeState = from;
            }
            unpack(state);
        }
        if (!moved) {
            throw failed("it comes to a standstill: a lock was not given back, or a step never ends", null);
        }
        return false;
    }

    /** Where no migration ever comes to its end, none loses a page at its end, and that would say nothing. */
    private void requireCompletion() {
        if (!completes) {
            throw failed("no migration with it is ever complete: a step never ends", null);
        }
    }

    private boolean make(int state, int number) {
        try {
            return machine.make(machine.moves().get(number));
        } catch (InputException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw failed("after " + store.path(state).length + " steps it ended in " + e, e);
        }
    }

    private InputException failed(String what, Throwable cause) {
        return new InputException(name, what, "mend the scheme; --debug shows where it happened", cause);
    }

    private void pack() {
        codec.pack();
        machine.world.transfer(codec);
        codec.field(schemeState, SCHEME_BITS);
    }

    private void unpack(int state) {
        codec.unpack(store.word(state, 0), store.word(state, 1), store.word(state, 2));
        machine.world.transfer(codec);
        int wanted = codec.field(0, SCHEME_BITS);
        if (wanted != schemeState) {
            memory.restore(wanted);
            schemeState = wanted;
        }
    }
}
