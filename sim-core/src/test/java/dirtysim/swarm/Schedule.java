package dirtysim.swarm;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is done, and in which world.
 *
 * @param universe the world
 * @param operations what is done, in this order
 * @param exact whether operands mean what they say, and an operation that makes no sense is skipped; if not, they are hints,
 *     and the nearest buffer, page or CPU that will do is taken
 */
record Schedule(Universe universe, List<Operation> operations, boolean exact) {
    Schedule with(List<Operation> others) {
        return new Schedule(universe, others, exact);
    }

    @Override
    public String toString() {
        return operations.stream().map(op -> "  " + op).collect(Collectors.joining("\n", universe + "\n", ""));
    }
}
