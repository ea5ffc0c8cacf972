package dirtysim.bench.sweep;

import dirtysim.bench.suite.Plan;
import dirtysim.host.InputException;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Performs all runs of a plan on a fixed number of threads. */
public final class Sweep {
    private final Simulator simulator;
    private final int jobs;
    /** What went wrong when a run was to be kept. */
    private volatile InputException unkept;

    /**
     * @param simulator performs one run
     * @param jobs number of threads, at least 1; more threads than runs are not started
     */
    public Sweep(Simulator simulator, int jobs) {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs: " + jobs);
        }
        this.simulator = simulator;
        this.jobs = jobs;
    }

    /**
     * Performs every run. One that fails does not stop the others.
     *
     * @param runs what to run
     * @param progress told of each run that has ended
     * @return records and failures, both in the order of {@code runs}
     */
    public Outcome run(List<Plan.Run> runs, Progress progress) {
        return run(runs, Kept.NOTHING, progress);
    }

    /**
     * Performs every run that has not ended before.
     *
     * @param runs what to run
     * @param kept what has ended before, and where the others are kept
     * @param progress told of each run that has ended
     * @return records and failures, both in the order of {@code runs}
     * @throws InputException if a run cannot be kept: no other is begun then
     */
    public Outcome run(List<Plan.Run> runs, Kept kept, Progress progress) {
        ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, Math.min(jobs, runs.size())), task -> {
            Thread thread = new Thread(task, "sweep");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<RunRecord>> pending = new ArrayList<>();
            for (int n = 0; n < runs.size(); n++) {
                int place = n;
                Optional<RunRecord> before = kept.of(place);
                pending.add(
                        before.isPresent()
                                ? CompletableFuture.completedFuture(before.get())
                                : workers.submit(() -> perform(place, runs.get(place), kept, progress)));
            }
            Outcome outcome = collect(runs, pending);
            if (unkept != null) {
                throw unkept;
            }
            return outcome;
        } finally {
            workers.shutdownNow();
        }
    }

    private RunRecord perform(int place, Plan.Run run, Kept kept, Progress progress) {
        long events = 0;
        if (unkept != null) {
            throw unkept;
        }
        try {
            RunRecord record = simulator.run(run.scenario(), run.workload());
            keep(kept, place, record);
            events = record.events();
            return record;
        } finally {
            progress.step(events);
        }
    }

    private void keep(Kept kept, int place, RunRecord record) {
        try {
            kept.add(place, record);
        } catch (InputException e) {
            unkept = e;
            throw e;
        }
    }

    private static Outcome collect(List<Plan.Run> runs, List<Future<RunRecord>> pending) {
        List<RunRecord> records = new ArrayList<>();
        List<RunFailure> failures = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            try {
                records.add(pending.get(i).get());
            } catch (ExecutionException e) {
                failures.add(new RunFailure(runs.get(i).scenario(), e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the sweep was interrupted", e);
            }
        }
        return new Outcome(records, failures);
    }
}
