package dirtysim.workloads.fit;

import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;

/** The CPU of each burst, after {@link CpuRuns}. */
final class CpuWalk {
    private final CpuRuns runs;
    private final RandomGenerator random;
    private final List<Deck> decks;
    private int cpu;
    private long left;

    CpuWalk(CpuRuns runs, RandomGenerator random) {
        this.runs = runs;
        this.random = random;
        decks = runs.bursts().stream().map(one -> new Deck(one, random)).toList();
        cpu = runs.first();
        left = Math.max(1, decks.get(cpu).drawWhole(1));
    }

    int next() {
        if (left == 0) {
            cpu = Weights.choose(runs.next().get(cpu), random.nextDouble());
            left = Math.max(1, decks.get(cpu).drawWhole(1));
        }
        left--;
        return cpu;
    }
}
