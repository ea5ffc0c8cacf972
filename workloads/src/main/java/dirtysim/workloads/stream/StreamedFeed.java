package dirtysim.workloads.stream;

import dirtysim.guest.Operation;
import dirtysim.guest.OperationFeed;
import dirtysim.guest.OperationMaker;
import dirtysim.workloads.dtrace.DtraceBlocks;
import java.io.IOException;
import java.util.Arrays;

/** Reads a file once a pass, as far as the CPU that is furthest ahead needs it. */
final class StreamedFeed implements OperationFeed {
    private static final long NONE = -1;

    private final StreamedWorkload source;
    private final SpillFile spill = new SpillFile();
    private final OperationMaker maker;
    private final CallJoiner joiner;
    private final OperationQueue[] queues;
    private final OperationQueue seam = new OperationQueue(spill);
    private final long[] made;
    private final long[] completed;
    private DtraceBlocks blocks;
    private boolean bodyEnded;

    StreamedFeed(StreamedWorkload source) {
        this.source = source;
        maker = new OperationMaker(source.lazy(), this::add);
        queues = new OperationQueue[source.cpus()];
        made = new long[source.cpus()];
        completed = new long[source.cpus()];
        for (int cpu = 0; cpu < queues.length; cpu++) {
            queues[cpu] = new OperationQueue(spill);
        }
        joiner = source.joiner(maker);
        source.setUp(maker);
    }

    private void add(Operation op) {
        if (bodyEnded) {
            seam.add(op);
        } else if (!maker.makesSetup()) {
            queues[op.cpu()].add(op);
            made[op.cpu()] = op.number();
        }
    }

    @Override
    public void beginPass() {
        closeFile();
        bodyEnded = false;
        for (OperationQueue queue : queues) {
            queue.clear();
        }
        seam.clear();
        Arrays.fill(made, NONE);
        Arrays.fill(completed, NONE);
        maker.beginBodyAgain();
        DtraceBlocks.Place start = source.bodyPlace();
        joiner.again(start.records(), start.calls());
        try {
            blocks = source.open(start);
        } catch (IOException e) {
            throw source.unreadable(e);
        }
    }

    @Override
    public boolean body(int cpu, Operation into) {
        while (!queues[cpu].poll(into)) {
            if (bodyEnded) {
                return false;
            }
            readBlock();
        }
        return true;
    }

    @Override
    public boolean seam(Operation into) {
        return seam.poll(into);
    }

    @Override
    public void completed(int cpu, long number) {
        completed[cpu] = number;
    }

    @Override
    public void close() {
        closeFile();
        spill.close();
    }

    private void readBlock() {
        try {
            boolean more = blocks.next(joiner);
            if (!more || joiner.done()) {
                closeFile();
                bodyEnded = true;
                maker.end(source.endPs());
            }
        } catch (IOException e) {
            throw source.unreadable(e);
        }
        maker.forget(performed());
    }

    /** All operations below this number are complete. */
    private long performed() {
        long below = maker.size();
        for (int cpu = 0; cpu < queues.length; cpu++) {
            if (completed[cpu] < made[cpu]) {
                below = Math.min(below, Math.max(completed[cpu], 0));
            }
        }
        return below;
    }

    private void closeFile() {
        if (blocks != null) {
            try {
                blocks.close();
            } catch (IOException e) {
                throw source.unreadable(e);
            }
            blocks = null;
        }
    }
}
