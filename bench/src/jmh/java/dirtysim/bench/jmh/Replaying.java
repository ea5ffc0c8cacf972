package dirtysim.bench.jmh;

import dirtysim.Simulation;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole run: two seconds of replay at ten times the recorded speed, then the migration. The reference dispatches one empty event for
 * each device translation of the run, so the ratio says how many events' worth of work a translation stands for, with its share
 * of maps, unmaps, invalidations, the scheme, the ground truth and the migration.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class Replaying {
    private static final double WARM_UP_MS = 2000;
    private static final double TIME_SCALE = 10;
    private static final long RAM_BYTES = 2L << 30;
    private static final int PENDING = 100;
    private static final long STEP_PS = 1_000_000;

    /** A bundled trace. */
    @Param({"e1000e-rx-strict", "ahci-seqread128k-strict"})
    public String trace;

    /** A bundled scheme. */
    @Param({"nested-dbit", "shadow-dbit", "iommufd-dbit", "map-time", "device-log"})
    public String scheme;

    private Trace opened;
    private Scenario scenario;
    private long translations;

    /** Opens the trace, and counts what a run translates. */
    @Setup(Level.Trial)
    public void open() {
        opened = Traces.open(trace, false);
        scenario = new ScenarioBuilder()
                .suite("jmh")
                .name("replay")
                .trace(trace)
                .scheme(scheme)
                .timeScale(TIME_SCALE)
                .ramBytes(RAM_BYTES)
                .warmupMs(WARM_UP_MS)
                .build();
        RunRecord record = replay();
        translations = record.hardware().iotlbHits() + record.hardware().iotlbMisses();
        System.out.println("translations: " + translations);
    }

    /** One run. */
    @Benchmark
    public RunRecord replay() {
        return Simulation.run(scenario, opened.source());
    }

    /** As many empty events. */
    @Benchmark
    public long referenceEvents() {
        EventLoop loop = new EventLoop();
        EventHandler again = new EventHandler() {
            private long left = translations - PENDING;

            @Override
            public void handle(int kind, long argument) {
                if (left-- > 0) {
                    loop.schedule(STEP_PS + argument, this, kind, argument);
                }
            }
        };
        for (int event = 0; event < PENDING; event++) {
            loop.schedule(event, again, 0, event);
        }
        loop.run();
        return loop.dispatched();
    }
}
