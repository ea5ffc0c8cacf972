package dirtysim;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.SimTime;
import dirtysim.guest.ReplaySource;
import dirtysim.host.InputException;
import dirtysim.scenario.Scenario;

/**
 * The replay of a scenario as {@link Simulation} performs it before the migration, and without one: what a rule for the
 * warm-up is applied to.
 */
public final class Pilot implements EventHandler {
    private static final long SAMPLE_PS = SimTime.ofMillis(1);

    private final Simulation simulation;
    private final EventLoop loop;
    private final long[] misses;
    private final long[] operations;
    private int samples;
    private long missesBefore;
    private long operationsBefore;

    private Pilot(Simulation simulation, int ms) {
        this.simulation = simulation;
        loop = simulation.loop();
        misses = new long[ms];
        operations = new long[ms];
        loop.schedule(SAMPLE_PS, this, 0, 0);
    }

    /**
     * What the replay did in each millisecond.
     *
     * @param misses IOTLB misses
     * @param operations maps and unmaps that were completed
     */
    public record Series(long[] misses, long[] operations) {}

    /**
     * Replays a scenario for a time; its own warm-up takes no part.
     *
     * @param scenario what to replay
     * @param workload operations of the trace that it names
     * @param ms for how many simulated milliseconds, 1 or more
     * @throws InputException where a run would throw it
     */
    public static Series run(Scenario scenario, ReplaySource workload, int ms) {
        Scenario cold = scenario.change().warmupMs(0).startPhaseMs(0).build();
        return Simulation.pilot(cold, workload, simulation -> new Pilot(simulation, ms));
    }

    Series series() {
        return new Series(misses, operations);
    }

    @Override
    public void handle(int kind, long argument) {
        misses[samples] = simulation.iotlbMisses() - missesBefore;
        operations[samples] = simulation.operations() - operationsBefore;
        missesBefore += misses[samples];
        operationsBefore += operations[samples];
        if (++samples == misses.length) {
            loop.stop();
        } else {
            loop.schedule(SAMPLE_PS, this, 0, 0);
        }
    }
}
