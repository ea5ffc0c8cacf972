package dirtysim.bench.remote;

import dirtysim.bench.suite.Plan;
import dirtysim.bench.sweep.Fingerprint;
import dirtysim.bench.sweep.Simulator;
import dirtysim.guest.ReplaySource;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.List;
import java.util.function.Function;

/** Has every run performed by another machine. What comes back is the record that this machine would have made. */
public final class RemoteSimulator implements Simulator {
    private final Function<List<String>, String> machine;
    private final String sweep;
    private final List<String> command;

    /**
     * @param machine takes the words of an {@link Order} to another machine, has {@link RemoteRuns#perform} called there and
     *     brings its answer back; called from many threads at once
     * @param plan what is to be run, its warm-ups not settled yet
     * @param command the words of the command line that the plan is unfolded from
     */
    public RemoteSimulator(Function<List<String>, String> machine, Plan plan, List<String> command) {
        this.machine = machine;
        this.sweep = Fingerprint.of(plan);
        this.command = List.copyOf(command);
    }

    @Override
    public RunRecord run(Scenario scenario, ReplaySource workload) {
        return Answer.record(machine.apply(Order.of(sweep, scenario, command).words()));
    }
}
