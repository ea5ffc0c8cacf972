package dirtysim.bench.advise;

import dirtysim.scenario.RunRecord;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How a scheme did: means over its replications, of lost pages the most, and converged only if it did in all.
 *
 * @param scheme id of the scheme
 * @param converged whether every run converged
 * @param lostPages pages stale on the destination
 * @param downtimePs pause of the guest
 * @param slowdown time of the guest's drivers over the recorded time; NaN where there was nothing to measure
 * @param totalPs from start to resumption
 * @param hostCpuPs CPU time of the host
 * @param sentBytes bytes on the link
 * @param rounds most rounds of any run
 */
public record Candidate(
        String scheme,
        boolean converged,
        long lostPages,
        double downtimePs,
        double slowdown,
        double totalPs,
        double hostCpuPs,
        double sentBytes,
        int rounds) {
    /** The candidate that the runs of one scheme make. */
    public static Candidate of(List<RunRecord> runs) {
        return new Candidate(
                runs.get(0).scenario().scheme(),
                runs.stream().allMatch(run -> run.migration().converged()),
                runs.stream().mapToLong(run -> run.tracking().lostPages()).max().orElseThrow(),
                mean(runs, run -> run.migration().downtimePs()),
                mean(runs, run -> run.guest().slowdown()),
                mean(runs, run -> run.migration().totalPs()),
                mean(runs, RunRecord::hostCpuPs),
                mean(runs, run -> run.migration().sentBytes()),
                runs.stream().mapToInt(run -> run.rounds().size()).max().orElseThrow());
    }

    /** Host CPU time as a share of one CPU while the migration lasts. */
    public double hostCpuShare() {
        return totalPs == 0 ? 0 : hostCpuPs / totalPs;
    }

    private static double mean(List<RunRecord> runs, ToDoubleFunction<RunRecord> figure) {
        return runs.stream().mapToDouble(figure).average().orElseThrow();
    }
}
