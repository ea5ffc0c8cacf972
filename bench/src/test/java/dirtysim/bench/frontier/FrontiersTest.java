package dirtysim.bench.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.Simulation;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.sweep.Progress;
import dirtysim.guest.Workload;
import dirtysim.reports.frontier.Frontier;
import dirtysim.reports.frontier.Frontier.Status;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import dirtysim.workloads.Traces;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Frontiers of guests of which the answer is known. */
class FrontiersTest {
    private static final long LIVE = 8192;

    private static Plan plan(Function<ScenarioBuilder, ScenarioBuilder> change) {
        Workload workload = Traces.open("generated:steady,dirty=0,churn=0,over=64MiB,live=" + LIVE, false)
                .workload();
        ScenarioBuilder scenario = new ScenarioBuilder()
                .scheme("pinned")
                .trace(workload.name())
                .ramBytes(128L << 20)
                .linkBytesPerSecond(1_000_000_000)
                .downtimeLimitMs(100)
                .warmupMs(1)
                .maxRounds(3)
                .cpuDirtyPagesPerSecond(0)
                .cpuWorkingSetBytes(0);
        Scenario base = change.apply(scenario).build();
        return new Plan("test", List.of(new Plan.Run(base, workload)));
    }

    private static List<Frontier> of(Plan plan, Set<Question> questions, int jobs) {
        return new Frontiers(new Trials(Simulation::run), questions, 32, 1.02).of(plan, jobs, Progress.SILENT);
    }

    /** All that is pinned is dirty in every round: it converges where P pages fit through B within L, and nowhere else. */
    @Test
    void thePinnedSetConvergesWhereItFitsThroughTheLinkWithinTheLimit() {
        Plan plan = plan(same -> same);
        double wireBytes = LIVE * plan.runs().get(0).scenario().costs().pageWireBytes();
        List<Frontier> found = of(plan, EnumSet.of(Question.LINK, Question.DOWNTIME_LIMIT), 2);
        Frontier link = found.get(0);
        assertEquals(Status.FOUND, link.status());
        assertTrue(link.monotone());
        between(wireBytes / 0.1, link.value(), link.fails());
        Frontier limit = found.get(1);
        between(wireBytes / 1_000_000_000 * 1000, limit.value(), limit.fails());
    }

    @Test
    void theCurveOfThePinnedSetIsAHyperbola() {
        Plan plan = plan(same -> same);
        double wireBytes = LIVE * plan.runs().get(0).scenario().costs().pageWireBytes();
        List<Frontier> curve = of(plan, EnumSet.of(Question.CURVE), 1);
        assertEquals(
                List.of(25.0, 50.0, 100.0, 200.0, 400.0),
                curve.stream().map(f -> f.conditions().downtimeLimitMs()).toList());
        for (Frontier f : curve) {
            assertTrue(f.curve());
            between(wireBytes / f.conditions().downtimeLimitMs() * 1000, f.value(), f.fails());
        }
    }

    /** What is pinned does not grow with the rate; nothing that is written would be another matter. */
    @Test
    void whatConvergesInTheWholeRangeOrNowhereHasNoNumber() {
        Frontier whole =
                of(plan(same -> same), EnumSet.of(Question.DMA_RATE), 1).get(0);
        assertEquals(Status.WHOLE_RANGE, whole.status());
        assertEquals(32, whole.value());
        assertEquals("32.0\u00a0× or more", whole.answer());
        Frontier nowhere = of(plan(s -> s.downtimeLimitMs(1)), EnumSet.of(Question.DMA_RATE), 1)
                .get(0);
        assertEquals(Status.NOWHERE, nowhere.status());
        assertEquals("none down to 0.0313\u00a0×", nowhere.answer());
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        Plan plan = plan(same -> same);
        Set<Question> all = EnumSet.allOf(Question.class);
        assertEquals(of(plan, all, 1), of(plan, all, 4));
    }

    /** The bracket holds the true edge, and is no wider than promised. */
    private static void between(double edge, double converges, double fails) {
        assertTrue(fails <= edge * (1 + 1e-6) && edge <= converges * (1 + 1e-6), fails + " " + edge + " " + converges);
        assertTrue(converges / fails < 1.0201, converges + " " + fails);
    }
}
