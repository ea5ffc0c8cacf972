package dirtysim.workloads.fit;

import java.util.ArrayList;
import java.util.List;

/** Fits the CPUs of operations of one kind. */
final class CpuFit {
    private static final int MOST_RUNS = 64;
    private static final int NONE = -1;

    private final List<Observed> runs = new ArrayList<>();
    private final double[][] next;
    private int first = NONE;
    private int last = NONE;
    private int run;

    CpuFit(int cpus) {
        next = new double[cpus][cpus];
        for (int cpu = 0; cpu < cpus; cpu++) {
            runs.add(new Observed());
        }
    }

    void operation(int cpu) {
        if (first == NONE) {
            first = cpu;
        }
        if (cpu != last && last != NONE) {
            runs.get(last).add(run);
            next[last][cpu]++;
            run = 0;
        }
        run++;
        last = cpu;
    }

    CpuRuns fit() {
        if (last != NONE) {
            runs.get(last).add(run);
        }
        List<double[]> rows = new ArrayList<>();
        for (int cpu = 0; cpu < next.length; cpu++) {
            double[] row = next[cpu].clone();
            if (Weights.sum(row) == 0) {
                row[cpu == last || first == NONE ? Math.max(0, first) : cpu] = 1;
            }
            rows.add(row);
        }
        return new CpuRuns(Math.max(0, first), runs.stream().map(CpuFit::some).toList(), rows);
    }

    /** All runs in their order, or as many of them as tell enough. */
    private static double[] some(Observed runs) {
        double[] all = runs.size() == 0 ? new double[1] : runs.values();
        double[] some = new double[Math.min(MOST_RUNS, all.length)];
        for (int i = 0; i < some.length; i++) {
            some[i] = all[(int) ((long) i * all.length / some.length)];
        }
        return some;
    }
}
