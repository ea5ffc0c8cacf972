package dirtysim.reports.history;

import dirtysim.scenario.Scenario;

/**
 * What is followed over directories: runs of one kind.
 *
 * @param scenario name of the scenario
 * @param trace name of the trace
 * @param scheme id of the scheme
 */
public record HistoryKey(String scenario, String trace, String scheme) {
    static HistoryKey of(Scenario scenario) {
        return new HistoryKey(scenario.name(), scenario.trace(), scenario.scheme());
    }

    /** What schemes are compared under, for people: the trace, and the scenario if it says more. */
    public String label() {
        return scenario.equals(trace) ? trace : trace + " (" + scenario + ")";
    }
}
