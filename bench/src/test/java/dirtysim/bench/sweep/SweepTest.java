package dirtysim.bench.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.bench.suite.Plan;
import dirtysim.bench.suite.Settings;
import dirtysim.guest.Workload;
import dirtysim.guest.WorkloadBuilder;
import dirtysim.host.InputException;
import dirtysim.scenario.LatencySummary;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SweepTest {
    private static final Workload NOTHING =
            new WorkloadBuilder("nothing", false).beginBody(0).build(1);

    private static List<Plan.Run> plan(int runs) {
        return IntStream.range(0, runs)
                .mapToObj(i ->
                        new Plan.Run(Settings.standard().scenario("suite", "name", "trace", "scheme-" + i), NOTHING))
                .toList();
    }

    static RunRecord record(Scenario scenario) {
        return new RunRecord(
                scenario,
                new RunRecord.Migration(true, 1, 1, new RunRecord.Downtime(0, 0, 0, 0, 0, 0, 1), 1, List.of()),
                List.of(),
                new RunRecord.Tracking(0, List.of(), List.of(), 0, 0, 0, 0),
                new RunRecord.Guest(0, 0, 0, 0, 0, 1, 1),
                new RunRecord.Costs(
                        LatencySummary.NONE,
                        LatencySummary.NONE,
                        LatencySummary.NONE,
                        LatencySummary.NONE,
                        LatencySummary.NONE,
                        0,
                        List.of()),
                new RunRecord.Hardware(0, 0, 0),
                new RunRecord.Leaves(0, 0, 0, 0, 0),
                0,
                0,
                0,
                List.of());
    }

    private static List<String> schemes(Outcome outcome) {
        return outcome.records().stream().map(run -> run.scenario().scheme()).toList();
    }

    @Test
    void recordsStandInTheOrderOfThePlanThoughTheFirstRunEndsLast() {
        CountDownLatch others = new CountDownLatch(4);
        Simulator simulator = (scenario, workload) -> {
            if (scenario.scheme().equals("scheme-0")) {
                await(others);
            } else {
                others.countDown();
            }
            return record(scenario);
        };
        Outcome outcome = new Sweep(simulator, 2).run(plan(5), Progress.SILENT);
        assertEquals(List.of("scheme-0", "scheme-1", "scheme-2", "scheme-3", "scheme-4"), schemes(outcome));
        assertTrue(outcome.failures().isEmpty());
    }

    @Test
    void runsOnSeveralThreadsAtOnce() {
        // Each run waits for the other: with one thread at a time neither would end.
        CountDownLatch both = new CountDownLatch(2);
        Simulator simulator = (scenario, workload) -> {
            both.countDown();
            await(both);
            return record(scenario);
        };
        assertEquals(
                2,
                new Sweep(simulator, 2).run(plan(2), Progress.SILENT).records().size());
    }

    @Test
    void aFailedRunIsNamedAndCostsTheOthersNothing() {
        Simulator simulator = (scenario, workload) -> {
            switch (scenario.scheme()) {
                case "scheme-1" -> throw new IllegalStateException("a bug");
                case "scheme-3" -> throw new InputException("scheme", "not for this hardware", "take another");
                case "scheme-4" -> throw new AssertionError("another bug");
                default -> {
                    return record(scenario);
                }
            }
        };
        AtomicInteger steps = new AtomicInteger();
        for (int jobs = 1; jobs <= 3; jobs++) {
            steps.set(0);
            Outcome outcome = new Sweep(simulator, jobs).run(plan(6), steps::incrementAndGet);
            assertEquals(List.of("scheme-0", "scheme-2", "scheme-5"), schemes(outcome));
            assertEquals(
                    List.of(
                            "scenario name, trace trace, scheme scheme-1: java.lang.IllegalStateException: a bug",
                            "scenario name, trace trace, scheme scheme-3: scheme: not for this hardware; take another",
                            "scenario name, trace trace, scheme scheme-4: java.lang.AssertionError: another bug"),
                    outcome.failures().stream().map(RunFailure::getMessage).toList());
            assertFalse(outcome.failures().get(0).badInput());
            assertTrue(outcome.failures().get(1).badInput());
            assertEquals(6, steps.get(), "a failed run has ended too");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
