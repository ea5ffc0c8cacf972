package dirtysim.bench.advise;

import dirtysim.host.Parameter;
import java.util.List;

/**
 * A parameter that nobody has published, and that the comparison of the two first schemes depends on.
 *
 * @param parameter which
 * @param used the value that was used
 * @param moves ids of those of the two whose figures it moves by more than the bands of {@link RankingRule}
 * @param turns what becomes of the order at which of its values, such as "at 300 the two tie"; empty where it holds
 */
public record Assumption(Parameter parameter, double used, List<String> moves, List<String> turns) {
    /** Defensive copies. */
    public Assumption {
        moves = List.copyOf(moves);
        turns = List.copyOf(turns);
    }
}
