package dirtysim.bench.sweep;

import dirtysim.guest.ReplaySource;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;

/** What performs one run. Called from several threads at once. */
@FunctionalInterface
public interface Simulator {
    /**
     * @param scenario what to run
     * @param workload operations of the trace that the scenario names
     */
    RunRecord run(Scenario scenario, ReplaySource workload);
}
