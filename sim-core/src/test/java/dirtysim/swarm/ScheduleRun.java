package dirtysim.swarm;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.iommu.DmaListener;
import dirtysim.measure.GroundTruth;
import dirtysim.memory.GfnBitmap;
import dirtysim.swarm.GuestBuffer.State;
import dirtysim.swarm.Operation.Kind;
import dirtysim.swarm.Verdict.Fault;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaMapping;
import dirtysim.tracking.LeafSplit;
import dirtysim.tracking.Platform;
import dirtysim.tracking.QueryRunner;
import dirtysim.tracking.TrackedVm;
import dirtysim.tracking.VirtualIommu;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Carries a schedule out. An operation begins at its time whatever is under way, but a guest CPU does one thing at a time: if
 * none is idle, the schedule waits for one. A careful driver waits for accesses under way before it unmaps their buffer.
 *
 * <p>When the schedule is at its end and the devices have come to rest, the last query is asked, traps still under way or
 * not, and all that is known to be dirty is copied.
 */
final class ScheduleRun implements EventHandler {
    private static final int DUE = 0;
    private static final int CPU_DONE = 1;
    private static final int ACCESSED = 2;
    private static final int START_LOCKED = 3;
    private static final int STARTED = 4;
    private static final int QUERY_LOCKED = 5;
    private static final int QUERIED = 6;
    private static final int LEAVES_CUT = 7;

    private final Universe universe;
    private final Schedule schedule;
    private final DirtyTracker tracker;
    private final EventLoop loop = new EventLoop();
    private final TrackedVm vm;
    private final VirtualIommu viommu;
    private final QueryRunner queries;
    private final boolean nested;
    private final LeafChanges leaves;
    private final LeafSplit leafSplit;
    private final GuestModel guest;
    private final PageOracle oracle;
    private final GroundTruth truth;
    private final GfnBitmap reported;
    private final boolean[] toCopy;
    private final boolean[] bulk;
    private final Operation[] cpuOperation;
    private final GuestBuffer[] cpuBuffer;

    private final List<Operation> done = new ArrayList<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private int next;
    private long lastPs;
    private boolean waitingForCpu;
    private boolean started;
    private boolean migrationBusy;
    private boolean finalQuery;
    private boolean finished;
    private long accessesUnderWay;
    private long falseCopies;
    /** Whether pages beyond the universe may be reported: a large leaf, or a device that was passed through, has more. */
    private boolean moreIsMapped;

    private Fault fault = Fault.NONE;
    private String text = "";

    private ScheduleRun(Schedule schedule, DirtyTracker tracker) {
        this.schedule = schedule;
        this.tracker = tracker;
        universe = schedule.universe();
        vm = new TrackedVm(
                loop,
                universe.costModel(),
                universe.capabilities(),
                universe.leaves(),
                universe.slots(),
                tracker.platform(),
                universe.devices(),
                new DmaListener() {
                    @Override
                    public void wrote(int device, long iova, long hpa) {
                        deviceWrote(device, iova, hpa);
                    }

                    @Override
                    public void wroteTable(int device, long hpa) {
                        hardwareWrote(hpa);
                    }
                });
        nested = tracker.platform() == Platform.NESTED;
        leaves = new LeafChanges(vm);
        moreIsMapped = universe.largeLeaves();
        leafSplit = new LeafSplit(vm, tracker);
        tracker.attach(vm);
        viommu = new VirtualIommu(loop, vm, tracker, universe.cpus());
        queries = new QueryRunner(loop, vm);
        guest = new GuestModel(universe);
        oracle = new PageOracle(universe.knownPages());
        truth = new GroundTruth(universe.slots().gfnLimit());
        reported = vm.newBitmap();
        toCopy = new boolean[universe.knownPages()];
        bulk = new boolean[universe.knownPages()];
        cpuOperation = new Operation[universe.cpus()];
        cpuBuffer = new GuestBuffer[universe.cpus()];
    }

    /** What comes of a schedule under a scheme. */
    static Verdict of(Schedule schedule, DirtyTracker tracker) {
        ScheduleRun run = new ScheduleRun(schedule, tracker);
        try {
            run.run();
        } catch (RuntimeException e) {
            run.complain(Fault.CRASH, e + " at " + e.getStackTrace()[0]);
        }
        return new Verdict(run.fault, run.text, run.done, run.counts, run.oracle.writes());
    }

    private void run() {
        List<Operation> operations = schedule.operations();
        while (next < operations.size() && operations.get(next).kind() == Kind.MAPPED) {
            begin(operations.get(next++));
        }
        scheduleNext();
        loop.run();
        if (fault == Fault.NONE) {
            StructureCheck.of(universe, vm, viommu, guest, loop).ifPresent(found -> complain(Fault.STRUCTURE, found));
        }
        if (fault == Fault.NONE && !finished) {
            complain(Fault.STRUCTURE, "the run came to a standstill");
        }
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case DUE -> issue();
            case CPU_DONE -> cpuDone((int) argument);
            case ACCESSED -> accessed(guest.buffer(argument));
            case START_LOCKED -> {
                if (leafSplit.due()) {
                    queries.prepare(leafSplit::cut, this, LEAVES_CUT);
                } else {
                    handle(LEAVES_CUT, 0);
                }
            }
            case LEAVES_CUT -> queries.prepare(tracker::started, this, STARTED);
            case STARTED -> trackingStarted();
            case QUERY_LOCKED -> ask();
            case QUERIED -> answered();
            default -> throw new IllegalStateException("unknown kind " + kind);
        }
    }

    private void scheduleNext() {
        if (next < schedule.operations().size()) {
            loop.schedule(schedule.operations().get(next).gapPs(), this, DUE, 0);
        } else {
            finishIfQuiet();
        }
    }

    private void issue() {
        Operation op = schedule.operations().get(next);
        if (op.kind().needsCpu()) {
            int cpu = idleCpu(op.cpu());
            if (cpu < 0) {
                waitingForCpu = true;
                return;
            }
            op = op.on(cpu);
        }
        next++;
        begin(op);
        scheduleNext();
    }

    private int idleCpu(int wanted) {
        for (int n = 0; n < (schedule.exact() ? 1 : universe.cpus()); n++) {
            int cpu = (wanted + n) % universe.cpus();
            if (cpuOperation[cpu] == null) {
                return cpu;
            }
        }
        return -1;
    }

    private void begin(Operation asked) {
        Operation op = schedule.exact() ? (guest.sensible(asked) ? asked : null) : guest.resolve(asked);
        if (op == null || !possible(op.kind())) {
            return;
        }
        counts.merge(op.kind(), 1, Integer::sum);
        moreIsMapped |= op.kind() == Kind.SWITCH || op.kind() == Kind.MERGE;
        boolean maps = op.kind() == Kind.REUSE || op.kind() == Kind.ALIAS;
        done.add((maps ? op.asMap() : op).after(loop.nowPs() - lastPs));
        lastPs = loop.nowPs();
        switch (op.kind()) {
            case MAPPED -> {
                guest.place(op).state = State.LIVE;
                operand(0, guest.buffer(op.device(), op.slot()));
                viommu.mapAtOnce(0);
            }
            case MAP, REUSE, ALIAS -> {
                occupy(op, guest.place(op));
                operand(op.cpu(), cpuBuffer[op.cpu()]);
                viommu.map(op.cpu(), this, CPU_DONE);
            }
            case UNMAP, UNMAP_LAZY -> {
                GuestBuffer buffer = guest.buffer(op.device(), op.slot());
                occupy(op, buffer);
                buffer.state = State.RETIRING;
                buffer.unmappedBy = op.cpu();
                buffer.lazily = op.kind() == Kind.UNMAP_LAZY;
                unmapIfQuiet(buffer);
            }
            case FLUSH -> {
                occupy(op, null);
                guest.placed().stream()
                        .filter(buffer -> guest.flushedBy(buffer, op))
                        .forEach(buffer -> {
                            buffer.state = State.FLUSHING;
                            buffer.unmappedBy = op.cpu();
                        });
                viommu.operand(op.cpu()).range(op.device(), 0, 0, false);
                viommu.flush(op.cpu(), this, CPU_DONE);
            }
            case READ, WRITE -> access(op);
            case START -> start();
            case QUERY -> query();
            case COPY -> copy(op.page(), op.count());
            case SWITCH -> {
                occupy(op, null);
                switchIfQuiet(op, guest.beginSwitch(op));
            }
            case SPLIT, MERGE -> leaves.begin(op.kind() == Kind.MERGE, op.page() & 1);
        }
    }

    private boolean possible(Kind kind) {
        return switch (kind) {
            case START -> !started && !migrationBusy;
            case QUERY -> started && !migrationBusy && tracker.precopy();
            case SPLIT, MERGE -> nested;
            case SWITCH -> tracker.platform() != Platform.EMULATED && tracker.guestPart() == null;
            case COPY -> anythingToCopy() && tracker.precopy();
            default -> true;
        };
    }

    private boolean anythingToCopy() {
        for (boolean waits : toCopy) {
            if (waits) {
                return true;
            }
        }
        return false;
    }

    private void occupy(Operation op, GuestBuffer buffer) {
        cpuOperation[op.cpu()] = op;
        cpuBuffer[op.cpu()] = buffer;
    }

    private void operand(int cpu, GuestBuffer buffer) {
        DmaMapping mapping = viommu.operand(cpu)
                .range(buffer.device, universe.iova(buffer.slot), buffer.pages.length, buffer.writable);
        for (int page : buffer.pages) {
            mapping.segment(universe.gfn(page) << 12, 1);
        }
    }

    private void unmapIfQuiet(GuestBuffer buffer) {
        if (buffer.accesses > 0 && !universe.careless()) {
            return;
        }
        buffer.state = State.UNMAPPING;
        operand(buffer.unmappedBy, buffer);
        viommu.unmap(buffer.unmappedBy, buffer.lazily, this, CPU_DONE);
    }

    /** Waits for accesses under way, if the guest is careful. */
    private void switchIfQuiet(Operation op, List<GuestBuffer> going) {
        for (GuestBuffer buffer : going) {
            if (buffer.accesses > 0 && !universe.careless()) {
                return;
            }
        }
        going.forEach(buffer -> buffer.state = State.UNMAPPING);
        viommu.switchDomain(op.cpu(), op.device(), GuestModel.target(op), this, CPU_DONE);
    }

    private void cpuDone(int cpu) {
        Operation op = cpuOperation[cpu];
        GuestBuffer buffer = cpuBuffer[cpu];
        cpuOperation[cpu] = null;
        cpuBuffer[cpu] = null;
        switch (op.kind()) {
            case UNMAP -> guest.remove(buffer);
            case UNMAP_LAZY -> buffer.state = State.UNFLUSHED;
            case FLUSH ->
                guest.placed().stream()
                        .filter(flushed -> flushed.state == State.FLUSHING && flushed.unmappedBy == cpu)
                        .forEach(guest::remove);
            case SWITCH -> guest.switched(op.device(), GuestModel.target(op));
            default -> buffer.state = State.LIVE;
        }
        if (waitingForCpu) {
            waitingForCpu = false;
            issue();
        }
    }

    private void access(Operation op) {
        GuestBuffer buffer = guest.buffer(op.device(), op.slot());
        buffer.accesses++;
        accessesUnderWay++;
        long iova = universe.iova(buffer, op.page());
        vm.iommu().access(op.device(), iova, op.kind() == Kind.WRITE, this, ACCESSED, buffer.number);
    }

    private void accessed(GuestBuffer buffer) {
        buffer.accesses--;
        accessesUnderWay--;
        if (buffer.state == State.RETIRING && buffer.accesses == 0) {
            if (guest.switching(buffer.device)) {
                Operation op = cpuOperation[buffer.unmappedBy];
                switchIfQuiet(op, guest.beginSwitch(op));
            } else {
                unmapIfQuiet(buffer);
            }
        }
        finishIfQuiet();
    }

    /** A write has landed in memory. */
    private void deviceWrote(int device, long iova, long hpa) {
        universe.slots().gfnsOfHpa(hpa, truth::deviceWrote);
        tracker.deviceWrote(device, iova);
        int page = universe.pageOfHpa(hpa);
        if (page < 0) {
            complain(Fault.STRUCTURE, "device " + device + " wrote outside the universe, at HPA " + hpa);
            return;
        }
        if (!universe.careless()) {
            requireRightPage(device, iova, page);
        }
        oracle.written(page);
    }

    private void requireRightPage(int device, long iova, int page) {
        int meant;
        if (universe.isIdentity(iova)) {
            meant = universe.page(iova >>> 12);
        } else {
            int offset = (int) (iova >>> 12) % Universe.MOST_PAGES_OF_A_BUFFER;
            meant = guest.buffer(device, universe.buffer(iova)).pages[offset];
        }
        if (meant != page) {
            complain(
                    Fault.STRUCTURE,
                    "device " + device + " wrote page " + page + " through IOVA 0x" + Long.toHexString(iova)
                            + ", which stands for page " + meant);
        }
    }

    /** The hardware has updated A or D of a first-stage table. */
    private void hardwareWrote(long hpa) {
        universe.slots().gfnsOfHpa(hpa, truth::deviceWrote);
        int page = universe.pageOfHpa(hpa);
        if (page < universe.pages()) {
            complain(Fault.STRUCTURE, "a first-stage table lies at HPA " + hpa + ", where none is expected");
            return;
        }
        oracle.written(page);
    }

    private void start() {
        migrationBusy = true;
        for (int page = 0; page < universe.knownPages(); page++) {
            truth.migrationBegins(universe.gfn(page), 1);
        }
        withVmmLock(START_LOCKED);
    }

    private void trackingStarted() {
        withoutVmmLock();
        oracle.trackingStarted();
        truth.trackingStarted();
        started = true;
        for (int page = 0; page < universe.knownPages(); page++) {
            toCopy[page] = true;
            bulk[page] = true;
        }
        finishIfQuiet();
    }

    private void query() {
        migrationBusy = true;
        withVmmLock(QUERY_LOCKED);
    }

    private void ask() {
        oracle.queryBegins();
        truth.queryBegins();
        queries.query(tracker::query, reported, this, QUERIED);
    }

    private void answered() {
        withoutVmmLock();
        truth.reported(reported);
        for (long gfn = reported.next(0); gfn >= 0; gfn = reported.next(gfn + 1)) {
            int page = universe.page(gfn);
            if (page >= 0) {
                oracle.reported(page);
                toCopy[page] = true;
            } else if (!moreIsMapped) {
                complain(Fault.STRUCTURE, "the scheme reported GFN " + gfn + ", which is never mapped");
                return;
            }
        }
        reported.clearAll();
        int missed = oracle.missedByQuery();
        if (missed >= 0) {
            complain(Fault.UNREPORTED, "page " + missed + " was written, and the query after that did not report it");
        }
        finishIfQuiet();
    }

    private void withVmmLock(int kind) {
        if (universe.vmmLocked()) {
            vm.vmmLock().acquire(this, kind, 0);
        } else {
            handle(kind, 0);
        }
    }

    private void withoutVmmLock() {
        migrationBusy = false;
        if (universe.vmmLocked()) {
            vm.vmmLock().release();
        }
    }

    private void copy(int from, int count) {
        int left = count;
        for (int n = 0; n < universe.knownPages() && left > 0; n++) {
            int page = (from + n) % universe.knownPages();
            if (toCopy[page]) {
                toCopy[page] = false;
                truth.copied(universe.gfn(page), !bulk[page]);
                if (oracle.copied(page) && !bulk[page]) {
                    falseCopies++;
                }
                bulk[page] = false;
                left--;
            }
        }
    }

    private void finishIfQuiet() {
        boolean quiet = next == schedule.operations().size() && accessesUnderWay == 0 && !migrationBusy;
        if (!quiet || finished) {
            return;
        }
        if (!started) {
            start();
        } else if (!finalQuery && tracker.precopy()) {
            finalQuery = true;
            query();
        } else {
            finished = true;
            copy(0, universe.knownPages());
            judge();
        }
    }

    private void judge() {
        long stale = 0;
        long unreported = 0;
        for (int page = 0; page < universe.knownPages(); page++) {
            stale += oracle.stale(page) ? 1 : 0;
            unreported += oracle.unreported(page) ? 1 : 0;
            if (oracle.stale(page)) {
                complain(Fault.STALE, "page " + page + " was written after it was copied for the last time");
            }
        }
        String ours = "stale " + stale + ", unreported " + unreported + ", writes " + oracle.writes()
                + ", false copies " + falseCopies;
        String theirs = "stale " + truth.stalePages() + ", unreported " + truth.unreportedPages() + ", writes "
                + truth.deviceWrites() + ", false copies " + truth.falseCopies();
        if (!ours.equals(theirs)) {
            complain(Fault.DISAGREEMENT, "oracle: " + ours + "; ground truth: " + theirs);
        }
    }

    private void complain(Fault kind, String what) {
        if (fault == Fault.NONE) {
            fault = kind;
            text = what + ", after " + done.size() + " operations, at " + loop.nowPs() + " ps";
            loop.stop();
        }
    }
}
