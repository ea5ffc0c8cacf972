package dirtysim.guest;

import java.util.Arrays;

/** Reads a workload that is in memory. */
final class WorkloadFeed implements OperationFeed {
    private final Workload workload;
    /** The operations of the body, CPU by CPU, each CPU's ascending. */
    private final int[] ops;
    /** Where each CPU's begin in there, and one past the last CPU's. */
    private final int[] start;

    private final int[] next;
    private int nextOfSeam;

    WorkloadFeed(Workload workload) {
        this.workload = workload;
        start = new int[workload.cpus() + 1];
        for (int op = workload.bodyStart(); op < workload.seamStart(); op++) {
            start[workload.cpu(op) + 1]++;
        }
        for (int cpu = 0; cpu < workload.cpus(); cpu++) {
            start[cpu + 1] += start[cpu];
        }
        ops = new int[workload.seamStart() - workload.bodyStart()];
        next = Arrays.copyOf(start, workload.cpus());
        for (int op = workload.bodyStart(); op < workload.seamStart(); op++) {
            ops[next[workload.cpu(op)]++] = op;
        }
    }

    @Override
    public void beginPass() {
        System.arraycopy(start, 0, next, 0, next.length);
        nextOfSeam = workload.seamStart();
    }

    @Override
    public boolean body(int cpu, Operation into) {
        if (next[cpu] == start[cpu + 1]) {
            return false;
        }
        workload.read(ops[next[cpu]++], into);
        return true;
    }

    @Override
    public boolean seam(Operation into) {
        if (nextOfSeam == workload.size()) {
            return false;
        }
        workload.read(nextOfSeam++, into);
        return true;
    }

    @Override
    public void close() {}
}
