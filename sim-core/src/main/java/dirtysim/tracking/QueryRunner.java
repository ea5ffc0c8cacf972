package dirtysim.tracking;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.iommu.InvalidationRequest;
import dirtysim.measure.Cost;
import dirtysim.measure.LatencyRecorder;
import dirtysim.memory.GfnBitmap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Carries out the steps of a query, one after the other, in simulated time. One query at a time. */
public final class QueryRunner implements Query, EventHandler {
    private static final int LOCKED = 0;
    private static final int CHUNK_PAID = 1;
    private static final int INVALIDATED = 2;
    private static final int COPIED = 3;
    /** Chunks without cost, one after the other, beyond which a step is taken to be without end. */
    private static final int MOST_FREE_CHUNKS = 1_000_000;

    private final EventLoop loop;
    private final TrackedVm vm;
    private final LatencyRecorder flush = new LatencyRecorder();
    private final LatencyRecorder copy = new LatencyRecorder();
    private final Deque<Runnable> steps = new ArrayDeque<>();

    private GfnBitmap result;
    private EventHandler whenDone;
    private int doneKind;
    private Chunk chunk;
    private boolean measured;
    private long startedPs;
    private long stepPs;
    private long lastFlushPs;
    private long lastCopyPs;
    private long copyBytes;
    private int freeChunks;

    /**
     * @param loop the event loop
     * @param vm the VM that is queried
     */
    public QueryRunner(EventLoop loop, TrackedVm vm) {
        this.loop = loop;
        this.vm = vm;
    }

    /** Carries out the steps with which a scheme begins to track; they are no query and are not measured as one. */
    public void prepare(Consumer<Query> script, EventHandler handler, int kind) {
        measured = false;
        run(script, null, handler, kind);
    }

    /**
     * Carries out the steps of a query.
     *
     * @param script the scheme's query
     * @param into takes what is handed over
     * @param handler called when the last step is done
     * @param kind passed to the handler
     */
    public void query(Consumer<Query> script, GfnBitmap into, EventHandler handler, int kind) {
        measured = true;
        run(script, into, handler, kind);
    }

    private void run(Consumer<Query> script, GfnBitmap into, EventHandler handler, int kind) {
        if (whenDone != null) {
            throw new IllegalStateException("a query is under way already");
        }
        result = into;
        whenDone = handler;
        doneKind = kind;
        lastCopyPs = 0;
        startedPs = loop.nowPs();
        script.accept(this);
        next();
    }

    /** Time that the last query took, handing over not counted. */
    public long lastFlushPs() {
        return lastFlushPs;
    }

    /** Time that the last query took to hand its bitmap over. */
    public long lastCopyPs() {
        return lastCopyPs;
    }

    /** Flush times of all queries. */
    public LatencyRecorder flush() {
        return flush;
    }

    /** Copy times of all queries. */
    public LatencyRecorder copy() {
        return copy;
    }

    /** Bytes handed over, all queries together. */
    public long copyBytes() {
        return copyBytes;
    }

    @Override
    public Query lockDomain() {
        steps.add(() -> {
            stepPs = loop.nowPs();
            vm.domainLock().acquire(this, LOCKED, 0);
        });
        return this;
    }

    @Override
    public Query unlockDomain() {
        steps.add(() -> {
            vm.domainLock().release();
            next();
        });
        return this;
    }

    @Override
    public Query work(Chunk work) {
        steps.add(() -> {
            chunk = work;
            runChunk();
        });
        return this;
    }

    @Override
    public Query invalidateDomains() {
        steps.add(() -> {
            stepPs = loop.nowPs();
            InvalidationRequest request = vm.iommu().invalidations().request();
            for (int device = 0; device < vm.devices(); device++) {
                request.domain(vm.iommu().domain(device).id());
            }
            // A second stage's addresses are not those that a device asks with, so all of its TLB goes.
            for (int device = 0; device < vm.devices(); device++) {
                request.deviceTlb(device);
            }
            request.submit(this, INVALIDATED, 0);
        });
        return this;
    }

    @Override
    public Query enableDirtyTracking() {
        steps.add(() -> {
            stepPs = loop.nowPs();
            if (!vm.tracking().turnOn(this, INVALIDATED)) {
                next();
            }
        });
        return this;
    }

    @Override
    public Query copyOut(GfnBitmap bitmap) {
        steps.add(() -> {
            long bytes = bitmap.bytes();
            long ps = vm.costs().copyPs(bytes);
            bitmap.drainInto(result);
            copyBytes += bytes;
            lastCopyPs += ps;
            copy.record(ps);
            vm.ledger().add(Cost.COPY, ps);
            loop.schedule(ps, this, COPIED, 0);
        });
        return this;
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case LOCKED -> {
                vm.ledger().add(Cost.LOCK_WAIT, loop.nowPs() - stepPs);
                next();
            }
            case CHUNK_PAID -> {
                if (chunk == null) {
                    next();
                } else {
                    runChunk();
                }
            }
            case INVALIDATED -> {
                vm.ledger().add(Cost.INVALIDATE, loop.nowPs() - stepPs);
                next();
            }
            case COPIED -> next();
            default -> throw new IllegalStateException("unknown kind " + kind);
        }
    }

    private void runChunk() {
        if (!chunk.run()) {
            chunk = null;
        }
        long paidPs = vm.takeChargedPs();
        freeChunks = paidPs == 0 && chunk != null ? freeChunks + 1 : 0;
        if (freeChunks == MOST_FREE_CHUNKS) {
            throw new IllegalStateException("a step of the query did " + freeChunks
                    + " chunks of work in a row that charged nothing, and says that there is more");
        }
        loop.schedule(paidPs, this, CHUNK_PAID, 0);
    }

    private void next() {
        Runnable step = steps.poll();
        if (step != null) {
            step.run();
            return;
        }
        if (measured) {
            lastFlushPs = loop.nowPs() - startedPs - lastCopyPs;
            flush.record(lastFlushPs);
        }
        EventHandler handler = whenDone;
        whenDone = null;
        handler.handle(doneKind, 0);
    }
}
