package dirtysim.migration;

import dirtysim.cpu.CpuLoad;
import dirtysim.cpu.CpuLog;
import dirtysim.cpu.CpuWriter;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.RandomStreams;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.PreCopyRules;
import dirtysim.measure.GroundTruth;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlot;
import dirtysim.memory.MemorySlots;
import dirtysim.scenario.RoundRecord;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.LeafSplit;
import dirtysim.tracking.Platform;
import dirtysim.tracking.QueryRunner;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackedVm;
import dirtysim.tracking.TrackingHost;
import java.util.ArrayList;
import java.util.List;

/** A migration of a guest without devices' work: what is dirtied is up to the CPUs and to the test. */
final class MigrationBench implements GuestControl, MigrationListener, DirtyTracker {
    final EventLoop loop = new EventLoop();
    final CostModel costs;
    final TrackedVm vm;
    final GroundTruth truth;
    final CpuWriter cpuWriter;
    final CpuLog cpuLog;
    final QueryRunner queries;
    final PreCopy migration;
    /** GFNs sent, in order, over all rounds. */
    final List<Long> copied = new ArrayList<>();
    /** Pages that are stale on the destination by a CPU's write, or have never been sent. */
    private final GfnBitmap stale;

    /** Copies of pages that the destination had as they were. */
    long needless;
    /** Dirty pages of devices, as a perfect tracker would log them. */
    final GfnBitmap deviceLog;

    long quiescePs;
    /** The first so many pages are reported by every query, as those of a scheme that reports what is pinned. */
    int alwaysDirty;

    boolean precopy = true;
    int stops;

    MigrationBench(
            CostModel costs,
            long ramBytes,
            long bytesPerSecond,
            double downtimeLimitMs,
            int maxRounds,
            double cpuPagesPerSecond,
            long workingSetBytes) {
        this(
                costs,
                ramBytes,
                bytesPerSecond,
                downtimeLimitMs,
                maxRounds,
                cpuPagesPerSecond,
                workingSetBytes,
                CpuLogging.STANDARD.clearedAtGet());
    }

    MigrationBench(
            CostModel costs,
            long ramBytes,
            long bytesPerSecond,
            double downtimeLimitMs,
            int maxRounds,
            double cpuPagesPerSecond,
            long workingSetBytes,
            CpuLogging logging) {
        this(
                costs,
                ramBytes,
                new MigrationTerms(bytesPerSecond, downtimeLimitMs, maxRounds, PreCopyRules.ROUNDS),
                CpuLoad.uniform(cpuPagesPerSecond, workingSetBytes),
                logging,
                0);
    }

    MigrationBench(
            CostModel costs, long ramBytes, MigrationTerms terms, CpuLoad load, CpuLogging logging, long zeroPages) {
        this.costs = costs;
        MemorySlots slots = MemorySlots.q35(ramBytes);
        vm = new TrackedVm(loop, costs, slots, Platform.NESTED, 1, (device, iova, hpa) -> {});
        truth = new GroundTruth(slots.gfnLimit());
        GfnBitmap zero = vm.newBitmap();
        zero.setRange(0, zeroPages);
        deviceLog = vm.newBitmap();
        stale = vm.newBitmap();
        cpuWriter = new CpuWriter(loop, slots, new RandomStreams(1).stream("cpu writes"), load, costs, logging, gfn -> {
            stale.set(gfn);
            truth.cpuWrote(gfn);
        });
        cpuLog = CpuLog.of(loop, slots, costs, logging, cpuWriter, vm.vmmLock());
        queries = new QueryRunner(loop, vm);
        migration = new PreCopy(
                loop, vm, this, new LeafSplit(vm, this), queries, cpuWriter, cpuLog, this, this, zero, terms);
    }

    /** Runs the migration to its end. */
    void run() {
        for (MemorySlot slot : vm.slots().slots()) {
            truth.migrationBegins(slot.gpa() >>> 12, slot.bytes() >>> 12);
            stale.setRange(slot.gpa() >>> 12, slot.bytes() >>> 12);
        }
        migration.start();
        loop.run();
        if (!migration.ended()) {
            throw new AssertionError("the migration did not end");
        }
    }

    /** A device writes a page at an instant, and the tracker sees it. */
    void deviceWritesAt(long timePs, long gfn) {
        loop.scheduleAt(
                timePs,
                (kind, argument) -> {
                    truth.deviceWrote(gfn);
                    deviceLog.set(gfn);
                },
                0,
                0);
    }

    List<RoundRecord> rounds() {
        return migration.rounds();
    }

    @Override
    public void stop() {
        stops++;
    }

    @Override
    public void whenQuiescent(EventHandler handler, int kind) {
        loop.schedule(quiescePs, handler, kind, 0);
    }

    @Override
    public void copied(long gfn, boolean schemeAlone) {
        copied.add(gfn);
        needless += stale.clear(gfn) ? 0 : 1;
        truth.copied(gfn, schemeAlone);
    }

    @Override
    public void trackingStarted() {
        truth.trackingStarted();
    }

    @Override
    public void queryBegins() {
        truth.queryBegins();
    }

    @Override
    public void reported(GfnBitmap gfns) {
        truth.reported(gfns);
    }

    @Override
    public String id() {
        return "perfect";
    }

    @Override
    public String title() {
        return "knows what was written";
    }

    @Override
    public Platform platform() {
        return Platform.NESTED;
    }

    @Override
    public boolean precopy() {
        return precopy;
    }

    @Override
    public void attach(TrackingHost host) {}

    @Override
    public void query(Script script) {
        deviceLog.setRange(0, alwaysDirty);
        script.copyOut(deviceLog);
    }
}
