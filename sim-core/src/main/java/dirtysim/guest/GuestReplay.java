package dirtysim.guest;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.host.CostModel;
import dirtysim.tracking.DmaMapping;
import dirtysim.tracking.Platform;
import dirtysim.tracking.TrackedVm;
import dirtysim.tracking.VirtualIommu;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * Replays a workload: its CPUs, its devices, and the loop over its body until it is told to stop.
 *
 * <p>The CPUs meet at the seam: when the last has arrived, CPU 0 restores the mappings of the start, and the next pass
 * begins.
 */
public final class GuestReplay {
    private final ReplaySource source;
    private final OperationFeed feed;
    private final TrackedVm vm;
    private final VirtualIommu viommu;
    private final double timeScale;
    private final boolean lazy;
    private final long leadPs;
    private final long interruptPs;
    private final List<GuestCpu> cpus = new ArrayList<>();
    private final List<DmaEngine> devices = new ArrayList<>();
    private final List<SteadyWrites> steadyWrites = new ArrayList<>();
    /** By device; null for those whose accesses are modelled. */
    private final AccessReplay[] recorded;

    /** The others of these: whatever there is to do for each operation is done for them only. */
    private final AccessReplay[] withAccesses;

    /** For each CPU, the number of its last operation in this pass that is complete. */
    private final long[] complete;

    /** For each CPU, those that wait for what it is to complete: few, of however many there are. */
    private final BitSet[] waitingFor;

    private final EventLoop loop;

    private int arrived;
    private long asked;
    private boolean seamOpen;
    private boolean stopped;
    private ReplayListener listener = ReplayListener.NOBODY;
    private EventHandler quiescent;
    private int quiescentKind;
    private long mapOps;
    private long unmapOps;
    private long passes;
    private long measuredFromPs;
    private long progressBeforePs;

    /** With the random streams of seed 1, for workloads that were recorded and draw nothing. */
    public GuestReplay(
            EventLoop loop, ReplaySource source, TrackedVm vm, VirtualIommu viommu, double timeScale, boolean lazy) {
        this(loop, source, vm, viommu, timeScale, lazy, new RandomStreams(1));
    }

    /**
     * @param loop the event loop
     * @param source what to replay; its body takes time, or the loop would never move on
     * @param vm the VM whose devices move the data
     * @param viommu what maps and unmaps go to
     * @param timeScale how many times faster than recorded
     * @param lazy whether unmaps are flushed later, as recorded; if not, each is flushed at once
     * @param streams what a device writes that writes all the time
     */
    public GuestReplay(
            EventLoop loop,
            ReplaySource source,
            TrackedVm vm,
            VirtualIommu viommu,
            double timeScale,
            boolean lazy,
            RandomStreams streams) {
        this.loop = loop;
        this.source = source;
        feed = source.feed();
        this.vm = vm;
        this.viommu = viommu;
        this.timeScale = timeScale;
        this.lazy = lazy;
        leadPs = CostModel.ps(vm.costs().dmaLeadNs());
        interruptPs = CostModel.ps(vm.costs().interruptNs());
        recorded = new AccessReplay[vm.devices()];
        for (int device = 0; device < vm.devices(); device++) {
            devices.add(
                    vm.platform() == Platform.EMULATED
                            ? new DmaEngine(loop, vm.iommu(), device, vm.costs(), vm.ledger())
                            : new DmaEngine(loop, vm.iommu(), device, vm.costs(), vm.memory()));
            AccessStream accesses = source.accesses(device);
            if (accesses != null) {
                recorded[device] = new AccessReplay(this, loop, devices.get(device), accesses);
            }
            double perSecond = source.steadyWritesPerSecond(device) * timeScale;
            if (perSecond > 0) {
                RandomStream which = streams.stream("steady writes of device " + device);
                steadyWrites.add(new SteadyWrites(this, loop, source, device, devices.get(device), which, perSecond));
            }
        }
        withAccesses = Arrays.stream(recorded).filter(Objects::nonNull).toArray(AccessReplay[]::new);
        complete = new long[source.cpus()];
        waitingFor = new BitSet[source.cpus()];
        Arrays.setAll(waitingFor, cpu -> new BitSet());
        for (int cpu = 0; cpu < source.cpus(); cpu++) {
            cpus.add(new GuestCpu(this, loop, source.bodyPs(), cpu, new CpuOperations(feed, cpu, lazy)));
        }
    }

    /** Tells someone of each operation from now on, those of the setup not among them. */
    public void listen(ReplayListener toWhom) {
        listener = toWhom;
    }

    /** Maps what was mapped when the recorded workload began, at no cost, and begins the first pass. */
    public void start() {
        source.setup(op -> {
            fillIn(op, 0);
            viommu.mapAtOnce(0);
            noteMapped(op);
        });
        steadyWrites.forEach(SteadyWrites::start);
        beginPass();
    }

    /** The vCPUs stop: no operation begins any more, no buffer is moved any more. */
    public void stop() {
        stopped = true;
    }

    /** Calls the handler as soon as devices and trapped operations have come to rest; after {@link #stop}. */
    public void whenQuiescent(EventHandler handler, int kind) {
        quiescent = handler;
        quiescentKind = kind;
        somethingEnded();
    }

    /** Slowdown is measured from now on. */
    public void measureFromNow() {
        measuredFromPs = loop.nowPs();
        progressBeforePs = progressPs();
    }

    /** Elapsed time over recorded (scaled) time since {@link #measureFromNow}, all CPUs together that have operations; 1 is undisturbed. */
    public double slowdown() {
        long busy = cpus.stream().filter(GuestCpu::busy).count();
        long elapsedPs = (loop.nowPs() - measuredFromPs) * busy;
        long idealPs = progressPs() - progressBeforePs;
        return idealPs == 0 ? 1 : (double) elapsedPs / idealPs;
    }

    /** Maps performed, those of the setup not counted. */
    public long mapOps() {
        return mapOps;
    }

    /** Unmaps performed. */
    public long unmapOps() {
        return unmapOps;
    }

    /** Passes over the body that have begun. */
    public long passes() {
        return passes;
    }

    /** Gives back what the source holds for this replay. */
    public void close() {
        feed.close();
    }

    /** How often a CPU or a device has been asked whether it can go on, because an operation was complete. */
    long asked() {
        return asked;
    }

    boolean stopped() {
        return stopped;
    }

    long leadPs() {
        return leadPs;
    }

    long interruptPs() {
        return interruptPs;
    }

    /** A recorded time on the replay's clock. */
    long scaled(long recordedPs) {
        return timeScale == 1 ? recordedPs : Math.round(recordedPs / timeScale);
    }

    /**
     * Whether everything that must precede an operation is complete. If not, the CPU that asks is told, once, when the one that
     * it waits for has completed its next.
     */
    boolean ready(Operation op, int cpu) {
        for (int p = 0; p < op.predecessors(); p++) {
            boolean pending = complete[op.predecessorCpu(p)] < op.predecessor(p);
            if (pending && (lazy || !op.predecessorFlushes(p))) {
                waitingFor[op.predecessorCpu(p)].set(cpu);
                return false;
            }
        }
        return true;
    }

    /** Performs an operation; the CPU is called when its guest may go on. */
    void perform(Operation op, int cpu, EventHandler handler, int kind) {
        listener.begins(op);
        switch (op.kind()) {
            case MAP -> {
                fillIn(op, cpu);
                viommu.map(cpu, handler, kind);
            }
            case UNMAP -> {
                fillIn(op, cpu);
                viommu.unmap(cpu, lazy, handler, kind);
            }
            case FLUSH -> new DomainFlush(op, cpu, handler, kind).next();
        }
    }

    /** Whether an operation of this pass is complete, or none has to be. */
    boolean performed(long operation, int cpu) {
        return complete[cpu] >= operation;
    }

    /** Whether the accesses of a device are as recorded. */
    boolean recorded(int device) {
        return recorded[device] != null;
    }

    /** Whether the buffer of an unmap need not be moved: accesses are as recorded, and those to it are done. */
    boolean accessed(Operation op) {
        AccessReplay device = recorded[op.device()];
        return device != null && device.done(op.lastAccess());
    }

    /** Lets the device move the buffer of an unmap, or make the recorded accesses to it, of which not all are done. */
    void move(Operation op, EventHandler handler, int kind, long argument) {
        if (recorded(op.device())) {
            recorded[op.device()].whenDone(op.lastAccess(), handler, kind, argument);
            return;
        }
        Direction direction = op.direction();
        DmaEngine device = devices.get(op.device());
        if (direction == Direction.COHERENT) {
            device.retire(op.iova(), op.pages(), handler, kind, argument);
        } else {
            device.move(op.iova(), op.pages(), direction.deviceWrites(), handler, kind, argument);
        }
    }

    /** An operation is complete; those that waited for it go on. */
    void completed(Operation op) {
        complete[op.cpu()] = op.number();
        feed.completed(op.cpu(), op.number());
        listener.completed(op);
        switch (op.kind()) {
            case MAP -> {
                mapOps++;
                noteMapped(op);
            }
            case UNMAP -> unmapOps++;
            case FLUSH -> {}
        }
        BitSet waiting = waitingFor[op.cpu()];
        for (int cpu = waiting.nextSetBit(0); cpu >= 0; cpu = waiting.nextSetBit(cpu + 1)) {
            waiting.clear(cpu);
            asked++;
            cpus.get(cpu).othersWentOn();
        }
        for (AccessReplay device : withAccesses) {
            asked++;
            device.othersWentOn();
        }
        somethingEnded();
    }

    /** A CPU, or a device whose accesses were recorded, has come to the end of its part of the pass. */
    void arrived() {
        if (seamOpen) {
            beginPass();
        } else if (++arrived == cpus.size() + withAccesses.length) {
            seamOpen = true;
            cpus.get(0).beginSeam();
        }
    }

    /** Looks whether the devices and the trapped operations have come to rest. */
    void somethingEnded() {
        if (quiescent == null || viommu.underWay() > 0) {
            return;
        }
        for (DmaEngine device : devices) {
            if (device.underWay() > 0) {
                return;
            }
        }
        EventHandler handler = quiescent;
        quiescent = null;
        handler.handle(quiescentKind, 0);
    }

    private void beginPass() {
        passes++;
        arrived = 0;
        seamOpen = false;
        Arrays.fill(complete, -1);
        feed.beginPass();
        for (GuestCpu cpu : cpus) {
            cpu.beginPass();
        }
        for (AccessReplay device : withAccesses) {
            device.beginPass();
        }
    }

    private void fillIn(Operation op, int cpu) {
        boolean writable = op.direction().deviceWrites();
        DmaMapping operand = viommu.operand(cpu).range(op.device(), op.iova(), op.pages(), writable);
        if (op.kind() == Workload.Kind.MAP) {
            for (int s = 0; s < op.segments(); s++) {
                operand.segment(op.segmentGpa(s), op.segmentPages(s));
            }
        }
    }

    private void noteMapped(Operation op) {
        if (op.direction() == Direction.COHERENT && !recorded(op.device())) {
            devices.get(op.device()).ringMapped(op.iova(), op.pages());
        }
    }

    private long progressPs() {
        return cpus.stream()
                .filter(GuestCpu::busy)
                .mapToLong(GuestCpu::progressPs)
                .sum();
    }

    /** A flush of one device's domain, or of all of them one after the other where the recording names none. */
    private final class DomainFlush implements EventHandler {
        private final int cpu;
        private final EventHandler handler;
        private final int kind;
        private final int end;
        private int device;

        DomainFlush(Operation op, int cpu, EventHandler handler, int kind) {
            boolean all = op.device() == Workload.ALL_DEVICES;
            this.cpu = cpu;
            this.handler = handler;
            this.kind = kind;
            device = all ? 0 : op.device();
            end = all ? vm.devices() : device + 1;
        }

        void next() {
            if (device == end) {
                handler.handle(kind, cpu);
                return;
            }
            viommu.operand(cpu).range(device++, 0, 0, false);
            viommu.flush(cpu, this, 0);
        }

        @Override
        public void handle(int event, long argument) {
            next();
        }
    }
}
