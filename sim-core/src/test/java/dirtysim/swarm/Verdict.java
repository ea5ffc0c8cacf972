package dirtysim.swarm;

import dirtysim.swarm.Operation.Kind;
import java.util.List;
import java.util.Map;

/**
 * What came of a schedule.
 *
 * @param fault what was wrong first; {@link Fault#NONE} if nothing was
 * @param text the same in words
 * @param done what was done, operands and gaps as they came to be; run again exactly, only the order of things at one instant
 *     can differ
 * @param counts how often each kind was done
 * @param deviceWrites writes by devices that landed
 */
record Verdict(Fault fault, String text, List<Operation> done, Map<Kind, Integer> counts, long deviceWrites) {
    /** Kinds of things that can be wrong. */
    enum Fault {
        NONE,
        /** A page written before a query began was not reported since. */
        UNREPORTED,
        /** A page was written after its last copy. */
        STALE,
        /** Tables, locks or addresses are not what they must be. */
        STRUCTURE,
        /** The ground truth of the measurements says something else than the oracle. */
        DISAGREEMENT,
        /** The model threw. */
        CRASH;

        /** Whether a page was lost, which is for the scheme to answer. */
        boolean isLoss() {
            return this == UNREPORTED || this == STALE;
        }
    }

    long operations() {
        return done.size();
    }
}
