package dirtysim.bench.frontier;

import dirtysim.bench.sweep.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does independent pieces of work on a number of threads; what comes of it is in the order of the pieces. */
public final class Crew {
    private Crew() {}

    /**
     * Does all of it.
     *
     * @param work the pieces, none of which waits for another
     * @param jobs threads, at least 1
     * @param progress told of each piece that is done
     * @throws RuntimeException what the first of the pieces threw that failed, in their order
     */
    public static <T> List<T> perform(List<? extends Callable<T>> work, int jobs, Progress progress) {
        ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, Math.min(jobs, work.size())), task -> {
            Thread thread = new Thread(task, "crew");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<T>> pending = new ArrayList<>();
            for (Callable<T> piece : work) {
                pending.add(workers.submit(() -> {
                    try {
                        return piece.call();
                    } finally {
                        progress.step();
                    }
                }));
            }
            List<T> done = new ArrayList<>();
            for (Future<T> piece : pending) {
                done.add(ended(piece));
            }
            return done;
        } finally {
            workers.shutdownNow();
        }
    }

    private static <T> T ended(Future<T> piece) {
        try {
            return piece.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the work was interrupted", e);
        }
    }
}
