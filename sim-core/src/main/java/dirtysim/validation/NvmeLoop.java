package dirtysim.validation;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.Server;
import dirtysim.engine.SimTime;
import dirtysim.host.CostModel;
import dirtysim.iommu.DmaListener;
import dirtysim.memory.MemorySlots;
import dirtysim.memory.PageSize;
import dirtysim.tracking.DmaMapping;
import dirtysim.tracking.Platform;
import dirtysim.tracking.TrackedVm;
import dirtysim.tracking.VirtualIommu;

/**
 * A guest that keeps an NVMe drive busy, passed through behind a virtio-iommu or without a vIOMMU. Each job is a CPU that
 * always has the same number of I/Os under way: it maps a buffer, hands it to the drive, unmaps it when it is done, and begins
 * the next. The drive moves each page through the IOMMU and serves one I/O after the other.
 *
 * <p>CPUs spin while they map and unmap. Nobody tracks anything.
 *
 * <p>Not modelled: the drive's latency beyond its rate, which many I/Os under way hide; its own queues' doorbells and
 * interrupts, which are part of what an I/O costs a CPU.
 */
public final class NvmeLoop implements EventHandler {
    private static final int CPU_FREE_TO_SUBMIT = 0;
    private static final int SUBMITTED = 1;
    private static final int MAPPED = 2;
    private static final int PAGE_MOVED = 3;
    private static final int SERVED = 4;
    private static final int CPU_FREE_TO_COMPLETE = 5;
    private static final int COMPLETED = 6;
    private static final int UNMAPPED = 7;

    private static final long RAM_BYTES = 2L << 30;
    private static final long BUFFERS_GPA = 16L << 20;

    /** Times that every place of every queue is used before anything is measured. */
    private static final int WARM_UP_ROUNDS = 8;

    /** How buffers are mapped and unmapped. */
    public enum Mapping {
        /** The guest has no vIOMMU: buffers stay mapped. */
        NONE,
        /** Every map and every unmap is synced. */
        STRICT,
        /** The maps of one buffer are synced together. */
        STRICT_BATCHED,
        /** Unmaps are synced later, many together. */
        LAZY,
        /** Both. */
        LAZY_BATCHED;

        boolean lazy() {
            return this == LAZY || this == LAZY_BATCHED;
        }

        boolean batched() {
            return this == STRICT_BATCHED || this == LAZY_BATCHED;
        }
    }

    /**
     * What the guest does.
     *
     * @param cpus jobs, each on a CPU of its own
     * @param depth I/Os that each has under way
     * @param pages pages of 4 KiB of an I/O
     * @param segments runs that are contiguous in guest memory, of equal length, each of which is one map request
     * @param reads whether every other I/O is a read; if not, all are writes
     */
    public record Job(int cpus, int depth, int pages, int segments, boolean reads) {}

    /**
     * What is no parameter of the model.
     *
     * @param driveNs what the drive takes for an I/O
     * @param cpuNs what an I/O costs its CPU beside its mapping
     * @param requestNs what the VMM takes to serve a map or unmap request beside exit, system call and tables
     * @param pageNs what each page adds to that, mapped and unmapped
     */
    public record Inputs(double driveNs, double cpuNs, double requestNs, double pageNs) {}

    /**
     * What came out.
     *
     * @param intervalNs mean time from the end of one I/O to that of the next
     * @param latencyNs mean time from the begin of an I/O to its end
     */
    public record Result(double intervalNs, double latencyNs) {}

    private final EventLoop loop = new EventLoop();
    private final Job job;
    private final Mapping mapping;
    private final TrackedVm vm;
    private final VirtioIommuDriver driver;
    private final Server drive = new Server(loop, "drive", 1);
    private final Server[] cpus;
    private final long drivePs;
    private final long halfCpuPs;

    /** By I/O, of which CPU n has those from n times the depth on. */
    private final long[] iova;

    private final long[] begunPs;
    private final int[] moving;

    /** The I/O that a CPU is mapping or unmapping. */
    private final int[] current;

    private long done;
    private long measureFrom;
    private long measureTo;
    private long fromPs;
    private long latencySumPs;

    /**
     * @param costs every parameter; those of exits, system calls, pinning, tables, invalidations, flush queue and IOTLB are
     *     charged
     * @param mapping how buffers are mapped and unmapped
     * @param job what the guest does
     * @param inputs what is no parameter of the model
     */
    public NvmeLoop(CostModel costs, Mapping mapping, Job job, Inputs inputs) {
        this.job = job;
        this.mapping = mapping;
        drivePs = CostModel.ps(inputs.driveNs());
        halfCpuPs = CostModel.ps(inputs.cpuNs()) / 2;
        DmaListener nobody = (device, at, hpa) -> {};
        vm = new TrackedVm(loop, costs, MemorySlots.q35(RAM_BYTES), Platform.SHADOW, 1, nobody);
        VirtualIommu viommu = new VirtualIommu(loop, vm, new Untracked(Platform.SHADOW), job.cpus());
        driver = new VirtioIommuDriver(loop, viommu, costs, job.cpus(), mapping, inputs.requestNs(), inputs.pageNs());
        cpus = new Server[job.cpus()];
        for (int cpu = 0; cpu < cpus.length; cpu++) {
            cpus[cpu] = new Server(loop, "CPU " + cpu, 1);
        }
        current = new int[job.cpus()];
        int ios = job.cpus() * job.depth();
        iova = new long[ios];
        begunPs = new long[ios];
        moving = new int[ios];
        for (int io = 0; io < ios && mapping == Mapping.NONE; io++) {
            iova[io] = gpa(io);
            DmaMapping operand = viommu.operand(0).range(0, iova[io], job.pages(), true);
            operand.segment(gpa(io), job.pages());
            viommu.mapAtOnce(0);
        }
    }

    /**
     * Keeps the drive busy, and measures after a warm-up. Call it once.
     *
     * @param ios I/Os that are measured, 1 or more
     */
    public Result run(long ios) {
        measureFrom = (long) WARM_UP_ROUNDS * iova.length;
        measureTo = measureFrom + ios;
        for (int io = 0; io < iova.length; io++) {
            begin(io);
        }
        loop.run();
        double ps = loop.nowPs() - fromPs;
        return new Result(ps / ios / SimTime.PS_PER_NS, (double) latencySumPs / ios / SimTime.PS_PER_NS);
    }

    /** Pages that the drive could not move for want of a translation: none, if the model is right. */
    public long faults() {
        return vm.iommu().faults();
    }

    /** Times that the guest has waited for the VMM to serve its requests. */
    public long syncs() {
        return driver.syncs();
    }

    private long gpa(int io) {
        return BUFFERS_GPA + io * job.pages() * PageSize.SIZE_4K.bytes();
    }

    private Server cpuOf(int io) {
        return cpus[io / job.depth()];
    }

    private boolean deviceWrites(int io) {
        return job.reads() && io % 2 == 1;
    }

    private void begin(int io) {
        begunPs[io] = loop.nowPs();
        cpuOf(io).acquire(this, CPU_FREE_TO_SUBMIT, io);
    }

    @Override
    public void handle(int kind, long argument) {
        int number = (int) argument;
        switch (kind) {
            case CPU_FREE_TO_SUBMIT -> loop.schedule(halfCpuPs, this, SUBMITTED, number);
            case SUBMITTED -> map(number);
            case MAPPED -> submit(current[number]);
            case PAGE_MOVED -> {
                if (--moving[number] == 0) {
                    drive.serve(drivePs, this, SERVED, number);
                }
            }
            case SERVED -> cpuOf(number).acquire(this, CPU_FREE_TO_COMPLETE, number);
            case CPU_FREE_TO_COMPLETE -> loop.schedule(halfCpuPs, this, COMPLETED, number);
            case COMPLETED -> unmap(number);
            case UNMAPPED -> end(current[number]);
            default -> throw new IllegalStateException("unknown event " + kind);
        }
    }

    private void map(int io) {
        if (mapping == Mapping.NONE) {
            submit(io);
            return;
        }
        int cpu = io / job.depth();
        current[cpu] = io;
        iova[io] = driver.map(cpu, gpa(io), job.pages(), job.segments(), deviceWrites(io), this, MAPPED);
    }

    private void submit(int io) {
        cpuOf(io).release();
        moving[io] = job.pages();
        for (int page = 0; page < job.pages(); page++) {
            long at = iova[io] + page * PageSize.SIZE_4K.bytes();
            vm.iommu().access(0, at, deviceWrites(io), this, PAGE_MOVED, io);
        }
    }

    private void unmap(int io) {
        if (mapping == Mapping.NONE) {
            end(io);
            return;
        }
        int cpu = io / job.depth();
        current[cpu] = io;
        driver.unmap(cpu, iova[io], job.pages(), this, UNMAPPED);
    }

    private void end(int io) {
        cpuOf(io).release();
        done++;
        if (done == measureFrom) {
            fromPs = loop.nowPs();
        } else if (done > measureFrom) {
            latencySumPs += loop.nowPs() - begunPs[io];
        }
        if (done == measureTo) {
            loop.stop();
        } else {
            begin(io);
        }
    }
}
