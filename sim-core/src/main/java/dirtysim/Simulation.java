package dirtysim;

import dirtysim.cpu.CpuLoad;
import dirtysim.cpu.CpuLog;
import dirtysim.cpu.CpuWriter;
import dirtysim.cpu.WritePattern;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.EventWatcher;
import dirtysim.engine.RandomStreams;
import dirtysim.engine.SimTime;
import dirtysim.engine.Timeline;
import dirtysim.guest.GuestReplay;
import dirtysim.guest.ReplaySource;
import dirtysim.host.HandOver;
import dirtysim.host.InputException;
import dirtysim.measure.Cost;
import dirtysim.measure.CostLedger;
import dirtysim.measure.GroundTruth;
import dirtysim.measure.HostOperation;
import dirtysim.measure.LossWitness;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlot;
import dirtysim.memory.MemorySlots;
import dirtysim.migration.GuestControl;
import dirtysim.migration.MigrationListener;
import dirtysim.migration.MigrationTerms;
import dirtysim.migration.PreCopy;
import dirtysim.scenario.LatencySummary;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.RunRecord.Elapsed;
import dirtysim.scenario.RunRecord.Spent;
import dirtysim.scenario.Scenario;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.LeafSplit;
import dirtysim.tracking.MappingListener;
import dirtysim.tracking.Platform;
import dirtysim.tracking.QueryRunner;
import dirtysim.tracking.Requirements;
import dirtysim.tracking.Schemes;
import dirtysim.tracking.TrackedVm;
import dirtysim.tracking.VirtualIommu;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One run: wires guest, IOMMU, scheme and migration together, lets simulated time pass, and gathers the record. The only
 * place that knows the ground truth and all the parts.
 *
 * <p>A run is a pure function of scenario, workload and scheme. Runs share nothing but the immutable workload, and may go on
 * in parallel.
 */
public final class Simulation implements EventHandler, GuestControl, MigrationListener {
    private static final String BUNDLED_SCHEMES = "dirtysim.tracking.schemes";
    private static final int WARM = 0;
    private static final int LOST_SAMPLE = 16;

    private final Scenario scenario;
    private final ReplaySource workload;
    private final List<String> notes = new ArrayList<>();
    private final EventLoop loop;
    private final TrackedVm vm;
    private final GroundTruth truth;
    private final LossWitness witness = new LossWitness();
    private final VirtualIommu viommu;
    private final GuestReplay guest;
    private final CpuWriter cpuWriter;
    private final CpuLog cpuLog;
    private final QueryRunner queries;
    private final PreCopy migration;
    private final DirtyTracker tracker;
    private double slowdown;
    private double cpuSlowdown = 1;
    private long beganPs;

    private Simulation(Scenario scenario, ReplaySource workload, DirtyTracker tracker, EventLoop loop) {
        this.scenario = scenario;
        this.loop = loop;
        this.workload = workload;
        this.tracker = tracker;
        MemorySlots slots = MemorySlots.q35(scenario.ramBytes());
        RunRequirements.together(scenario, workload, slots, tracker.platform() != Platform.SHADOW);
        truth = new GroundTruth(slots.gfnLimit());
        GfnBitmap zero = new GfnBitmap(slots.gfnLimit());
        long belowZero = scenario.zeroFromBytes() >>> 12;
        for (long page = 0; page < scenario.zeroBytes() >>> 12; page++) {
            zero.set(slots.gfnOfRamPage(belowZero + page));
        }
        RandomStreams randoms = new RandomStreams(scenario.seed());
        vm = new TrackedVm(
                loop,
                scenario.costs(),
                scenario.capabilities(),
                scenario.leaves(),
                slots,
                tracker.platform(),
                workload.devices().size(),
                new LandedWrites(loop, slots, truth, zero, witness, tracker),
                randoms);
        vm.listen(new MappingListener() {
            @Override
            public void mapped(DmaRange range) {
                witness.mapped(range.device(), range.iova(), range.pages(), loop.nowPs());
            }

            @Override
            public void unmapped(DmaRange range) {
                witness.tornDown(range.device(), range.iova(), range.pages(), loop.nowPs());
            }
        });
        tracker.attach(vm);
        viommu = new VirtualIommu(loop, vm, tracker, workload.cpus());
        guest = new GuestReplay(loop, workload, vm, viommu, scenario.timeScale(), lazy(tracker.platform()), randoms);
        cpuWriter = new CpuWriter(
                loop,
                slots,
                randoms.stream("cpu writes"),
                new CpuLoad(
                        scenario.cpuDirtyPagesPerSecond(),
                        scenario.cpuWorkingSetBytes(),
                        scenario.cpuWorkingSetAboveBytes(),
                        scenario.cpuBusyPages(),
                        WritePattern.parse(scenario.cpuPattern(), "scenario " + scenario.name()),
                        SimTime.ofMillis(scenario.startMs()),
                        !scenario.cpuOpenLoop()),
                scenario.costs(),
                scenario.cpuLogging(),
                truth::cpuWrote);
        cpuLog = CpuLog.of(loop, slots, scenario.costs(), scenario.cpuLogging(), cpuWriter, vm.vmmLock());
        queries = new QueryRunner(loop, vm, scenario.handOver());
        migration = new PreCopy(
                loop,
                vm,
                tracker,
                new LeafSplit(vm, tracker),
                queries,
                cpuWriter,
                cpuLog,
                this,
                this,
                zero,
                new MigrationTerms(
                        scenario.linkBytesPerSecond(),
                        scenario.linkLatencyMs(),
                        scenario.channels(),
                        scenario.devices(),
                        scenario.downtimeLimitMs(),
                        scenario.maxRounds(),
                        scenario.preCopy()));
    }

    /**
     * Runs a scenario with the scheme that it names.
     *
     * @throws InputException if there is no such scheme, the hardware lacks what it needs, or scenario and workload do not
     *     fit together
     */
    public static RunRecord run(Scenario scenario, ReplaySource workload) {
        return run(scenario, workload, Schemes.create(scenario.scheme()));
    }

    /**
     * The same, watched; the record is the one of a run that is not.
     *
     * @param timeline hears of this run only
     */
    public static RunRecord run(Scenario scenario, ReplaySource workload, Timeline timeline) {
        return wired(scenario, workload, Schemes.create(scenario.scheme()), new EventLoop(timeline), Simulation::run);
    }

    /**
     * The same, with somebody who hears of every event.
     *
     * @param events hears of this run only
     */
    public static RunRecord run(Scenario scenario, ReplaySource workload, EventWatcher events) {
        EventLoop loop = new EventLoop(Timeline.NOBODY, events);
        return wired(scenario, workload, Schemes.create(scenario.scheme()), loop, Simulation::run);
    }

    /**
     * Runs a scenario with a scheme that is not on any list.
     *
     * @param tracker a fresh instance
     * @throws InputException if scenario and workload do not fit together, the hardware lacks what the scheme needs, or a
     *     scheme that is not a bundled one fails
     */
    public static RunRecord run(Scenario scenario, ReplaySource workload, DirtyTracker tracker) {
        return wired(scenario, workload, tracker, new EventLoop(), Simulation::run);
    }

    /** The same without a migration: the replay alone, for as long as the pilot lets it go on. */
    static Pilot.Series pilot(Scenario scenario, ReplaySource workload, Function<Simulation, Pilot> pilot) {
        return wired(scenario, workload, Schemes.create(scenario.scheme()), new EventLoop(), simulation -> {
            Pilot observer = pilot.apply(simulation);
            simulation.guest.start();
            simulation.loop.run();
            return observer.series();
        });
    }

    private static <T> T wired(
            Scenario scenario,
            ReplaySource workload,
            DirtyTracker tracker,
            EventLoop loop,
            Function<Simulation, T> use) {
        RunRequirements.scenario(scenario);
        try {
            Requirements.check(tracker, scenario.capabilities(), scenario.costs(), scenario.leaves());
            Simulation simulation = new Simulation(scenario, workload, tracker, loop);
            try {
                return use.apply(simulation);
            } finally {
                simulation.guest.close();
            }
        } catch (InputException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            if (tracker.getClass().getPackageName().equals(BUNDLED_SCHEMES)) {
                throw e;
            }
            throw new InputException(
                    "scheme " + tracker.id() + " (" + tracker.getClass().getName() + ")",
                    "the run ended in " + e,
                    "mend the scheme; --debug shows where it happened",
                    e);
        }
    }

    EventLoop loop() {
        return loop;
    }

    /** Accesses so far that needed a walk. */
    long iotlbMisses() {
        return vm.iommu().misses();
    }

    /** Maps and unmaps so far. */
    long operations() {
        return guest.mapOps() + guest.unmapOps();
    }

    private RunRecord run() {
        guest.start();
        loop.schedule(SimTime.ofMillis(scenario.startMs()), this, WARM, 0);
        loop.run();
        if (!migration.ended()) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "the migration came to a standstill at %.3f ms: a lock was not given back, or a step never ended",
                    SimTime.toMillis(loop.nowPs())));
        }
        return record();
    }

    @Override
    public void handle(int kind, long argument) {
        for (MemorySlot slot : vm.slots().slots()) {
            truth.migrationBegins(slot.gpa() >>> 12, slot.bytes() >>> 12);
        }
        if (tracker.precopy()) {
            guest.measureFromNow();
        }
        beganPs = loop.nowPs();
        loop.timeline().begins(beganPs);
        migration.start();
    }

    @Override
    public void stop() {
        loop.timeline().stops(loop.nowPs());
        slowdown = guest.slowdown();
        cpuWriter.advance();
        double allPs = (double) (loop.nowPs() - beganPs) * cpuWriter.vcpus().count();
        if (allPs > 0) {
            double awake = 1 - cpuWriter.throttledPs() / (double) (loop.nowPs() - beganPs);
            cpuSlowdown = allPs / ((allPs - cpuWriter.vcpus().stalledPs(loop.nowPs())) * awake);
        }
        guest.stop();
    }

    @Override
    public void whenQuiescent(EventHandler handler, int kind) {
        guest.whenQuiescent(handler, kind);
    }

    @Override
    public void copied(long gfn, boolean schemeAlone) {
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

    private boolean lazy(Platform platform) {
        if (!workload.lazy() || platform != Platform.SHADOW) {
            return workload.lazy();
        }
        if (scenario.lazyUnderShadow()) {
            notes.add("kept lazy under a shadow vIOMMU, where Linux refuses to be lazy");
            return true;
        }
        notes.add("made strict: a vIOMMU in caching mode has Linux flush at every unmap");
        return false;
    }

    private RunRecord record() {
        RunRecord.Migration moved = new RunRecord.Migration(
                migration.converged(),
                migration.totalPs(),
                migration.downtimePs(),
                migration.downtime(),
                migration.sentBytes(),
                migration.throttleSteps());
        List<Long> lost = truth.staleSample(LOST_SAMPLE);
        RunRecord.Tracking tracking = new RunRecord.Tracking(
                truth.stalePages(),
                lost,
                new LossReasons(witness, workload.devices(), SimTime.ofMillis(scenario.startMs())).of(lost),
                truth.falseCopies(),
                truth.reports(),
                truth.trueReports(),
                truth.unreportedPages());
        RunRecord.Guest replayed = new RunRecord.Guest(
                guest.mapOps(),
                guest.unmapOps(),
                truth.deviceWrites(),
                vm.iommu().reads(),
                vm.iommu().faults(),
                slowdown,
                cpuSlowdown);
        vm.ledger().add(HostOperation.CPU_LOG, Cost.CPU_FAULT, cpuLog.vcpuPs());
        vm.ledger().add(HostOperation.CPU_LOG, Cost.LOCK_WAIT, cpuLog.lockWaitPs());
        RunRecord.Costs costs = new RunRecord.Costs(
                LatencySummary.of(viommu.flushUnmap()),
                LatencySummary.of(queries.flush()),
                LatencySummary.of(queries.copy()),
                LatencySummary.of(viommu.mapTrap()),
                LatencySummary.of(viommu.unmapTrap()),
                queries.copyBytes(),
                Arrays.stream(Cost.values()).map(this::spent).toList());
        RunRecord.Hardware hardware = new RunRecord.Hardware(
                vm.iommu().hits(),
                vm.iommu().misses(),
                vm.iommu().invalidations().submitted());
        if (scenario.handOver() != HandOver.COPY && !queries.pathUsed()) {
            notes.add("hand-over by " + scenario.handOver().id()
                    + " makes no difference: the scheme hands over no bitmap that a driver keeps");
        }
        notes.addAll(workload.notes());
        if (guest.passes() > 1) {
            notes.add("the trace was looped, " + guest.passes() + " passes begun");
        }
        return new RunRecord(
                scenario,
                moved,
                migration.rounds(),
                tracking,
                replayed,
                costs,
                hardware,
                migration.leaves(),
                vm.ledger().busyPs(),
                loop.dispatched(),
                stateHash(),
                notes);
    }

    private Spent spent(Cost on) {
        CostLedger ledger = vm.ledger();
        Elapsed elapsed = new Elapsed(
                ledger.elapsedPs(HostOperation.MAP, on),
                ledger.elapsedPs(HostOperation.UNMAP, on),
                ledger.elapsedPs(HostOperation.FLUSH, on),
                ledger.elapsedPs(HostOperation.QUERY, on),
                ledger.elapsedPs(HostOperation.COPY, on),
                ledger.elapsedPs(HostOperation.START, on),
                ledger.elapsedPs(HostOperation.CPU_LOG, on),
                ledger.elapsedPs(HostOperation.OTHER, on));
        return new Spent(on.word(), on.part().id(), ledger.totalPs(on), on.waiting(), elapsed);
    }

    private long stateHash() {
        long hash = truth.contentHash();
        for (long value : new long[] {
            loop.nowPs(),
            loop.dispatched(),
            migration.sentBytes(),
            vm.iommu().hits(),
            vm.ledger().busyPs()
        }) {
            hash = hash * 31 + value;
        }
        return hash;
    }
}
