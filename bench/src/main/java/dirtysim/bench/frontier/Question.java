package dirtysim.bench.frontier;

import dirtysim.host.InputException;
import dirtysim.host.Nearest;
import dirtysim.reports.frontier.Limit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What {@code frontier} can be asked for. */
public enum Question {
    /** The smallest bandwidth. */
    LINK(Limit.LINK.id()),
    /** The smallest downtime limit. */
    DOWNTIME_LIMIT(Limit.DOWNTIME_LIMIT.id()),
    /** The largest DMA rate. */
    DMA_RATE(Limit.DMA_RATE.id()),
    /** The smallest bandwidth at each of several downtime limits. */
    CURVE("curve");

    private final String id;

    Question(String id) {
        this.id = id;
    }

    /** Name on the command line. */
    public String id() {
        return id;
    }

    /** All names. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(Question::id).toList();
    }

    /**
     * The questions of some names.
     *
     * @param where what to blame in an error
     * @throws InputException at an unknown name, one given twice, or none
     */
    public static Set<Question> of(List<String> names, String where) {
        Set<Question> asked = EnumSet.noneOf(Question.class);
        for (String name : names) {
            Question question = Arrays.stream(values())
                    .filter(known -> known.id.equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new InputException(where, "unknown question '" + name + "'", Nearest.mend(name, ids())));
            if (!asked.add(question)) {
                throw new InputException(where, "'" + name + "' is named twice", "name it once");
            }
        }
        if (asked.isEmpty()) {
            throw new InputException(where, "nothing is named", "name at least one of " + String.join(", ", ids()));
        }
        return asked;
    }
}
