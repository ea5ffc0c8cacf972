package dirtysim.tracking;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.host.HandOver;
import dirtysim.measure.HostOperation;
import dirtysim.measure.LatencyRecorder;
import dirtysim.memory.GfnBitmap;
import java.util.function.Consumer;

/** Has a scheme's queries carried out in simulated time, one at a time, and measures them. */
public final class QueryRunner implements EventHandler {
    private static final int QUERIED = 0;

    private final EventLoop loop;
    private final int track;
    private final ScriptRunner runner;
    private final LatencyRecorder flush = new LatencyRecorder();
    private EventHandler whenDone;
    private int doneKind;
    private long lastFlushPs;
    private long lastCopyPs;

    /**
     * One whose bitmaps are copied whole.
     *
     * @param loop the event loop
     * @param vm the VM that is queried
     */
    public QueryRunner(EventLoop loop, TrackedVm vm) {
        this(loop, vm, HandOver.COPY);
    }

    /**
     * @param loop the event loop
     * @param vm the VM that is queried
     * @param path how a driver's bitmap is handed over
     */
    public QueryRunner(EventLoop loop, TrackedVm vm, HandOver path) {
        this.loop = loop;
        track = loop.timeline().track("query of the scheme");
        runner = new ScriptRunner(loop, vm, false, path);
    }

    /** Carries out the steps with which a scheme begins to track; they are no query and are not measured as one. */
    public void prepare(Consumer<Script> script, EventHandler handler, int kind) {
        script.accept(runner.blank());
        runner.run(HostOperation.START, HostOperation.START, null, handler, kind, 0);
    }

    /**
     * Carries out the steps of a query.
     *
     * @param script the scheme's query
     * @param into takes what is handed over
     * @param handler called when the last step is done
     * @param kind passed to the handler
     */
    public void query(Consumer<Script> script, GfnBitmap into, EventHandler handler, int kind) {
        script.accept(runner.blank());
        whenDone = handler;
        doneKind = kind;
        runner.run(HostOperation.QUERY, HostOperation.QUERY, into, this, QUERIED, 0);
    }

    @Override
    public void handle(int kind, long argument) {
        if (loop.watched()) {
            loop.timeline().span(track, "query", loop.nowPs() - runner.elapsedPs(), loop.nowPs());
        }
        lastCopyPs = runner.copyPs();
        lastFlushPs = runner.elapsedPs() - lastCopyPs;
        flush.record(lastFlushPs);
        whenDone.handle(doneKind, 0);
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
        return runner.handOver().latency();
    }

    /** Whether any bitmap has gone along the path; not so if the scheme hands over in place, or was never asked. */
    public boolean pathUsed() {
        return runner.handOver().used();
    }

    /** Bytes of bitmap that user space was given a copy of, all queries together. */
    public long copyBytes() {
        return runner.handOver().bytes();
    }
}
