package dirtysim.bench.remote;

import dirtysim.reports.RunText;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * One run that another machine is to perform, as words that every executor can carry. A trace is never among them: the other
 * machine unfolds the same command into the same plan and finds the run there, so it must see the same files by the same names.
 *
 * @param sweep fingerprint of the plan before its warm-ups were settled, to which the other machine's must be equal
 * @param warmupMs warm-up of the run, settled
 * @param run the run's scenario as a line of JSON, without its warm-up
 * @param command what the plan is unfolded from: words of the command line
 */
public record Order(String sweep, double warmupMs, String run, List<String> command) {
    private static final int BEFORE_COMMAND = 3;

    /** Defensive copy. */
    public Order {
        command = List.copyOf(command);
    }

    /** The order for one run of a plan. */
    static Order of(String sweep, Scenario scenario, List<String> command) {
        return new Order(sweep, scenario.warmupMs(), key(scenario), command);
    }

    /** What tells a run of a plan from the others, whether its warm-up is settled or not. */
    static String key(Scenario scenario) {
        return RunText.of(scenario.change().warmupMs(0).build());
    }

    /** As words. */
    public List<String> words() {
        List<String> words = new ArrayList<>(List.of(sweep, Double.toString(warmupMs), run));
        words.addAll(command);
        return words;
    }

    /** Out of {@link #words()}. */
    public static Order of(List<String> words) {
        return new Order(
                words.get(0),
                Double.parseDouble(words.get(1)),
                words.get(2),
                words.subList(BEFORE_COMMAND, words.size()));
    }
}
