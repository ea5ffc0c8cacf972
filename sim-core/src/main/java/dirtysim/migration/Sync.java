package dirtysim.migration;

import dirtysim.cpu.CpuLog;
import dirtysim.cpu.CpuWriter;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.SimTime;
import dirtysim.measure.Cost;
import dirtysim.measure.HostOperation;
import dirtysim.memory.GfnBitmap;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.QueryRunner;
import dirtysim.tracking.TrackedVm;

/**
 * One sync at a time: the scheme's query and the log of CPU writes, OR-ed by GFN and turned into ranges by {@link
 * BitmapConversion}, all under the VMM's lock. The order, which {@code sync-order} can reverse, is QEMU's: VFIO's memory
 * listener has no priority and so comes before KVM's (QEMU {@code hw/vfio/listener.c}, {@code accel/kvm/kvm-all.c}).
 */
final class Sync implements EventHandler {
    private static final int LOCKED = 0;
    private static final int QUERIED = 1;
    private static final int CPU_LOGGED = 2;
    private static final int CONVERTED = 3;
    private static final int FINISHED = 4;
    private static final int VCPUS_OUT = 5;
    private static final double PAGES_PER_GIB = 1 << 18;

    private final EventLoop loop;
    private final TrackedVm vm;
    private final DirtyTracker tracker;
    private final QueryRunner queries;
    private final CpuWriter cpuWriter;
    private final CpuLog cpuLog;
    private final MigrationListener listener;
    private final PagesToSend pages;
    private final BitmapConversion conversion;
    private final boolean devicesFirst;
    private final long furtherPs;
    /** Whether each vCPU has to leave the guest before the log is read, as for a dirty ring. */
    private final boolean waitsBefore;
    /** Whether each has to after it, as one that is emulated. */
    private final boolean waitsAfter;

    private final GfnBitmap reported;
    private final GfnBitmap cpuReported;
    private Runnable then;
    private long dmaPages;
    private long cpuPages;

    /**
     * @param loop the event loop
     * @param vm the VM
     * @param tracker the scheme
     * @param queries runs its queries
     * @param cpuWriter the guest's vCPUs
     * @param cpuLog the log of the guest's own writes
     * @param listener hears of reports
     * @param pages take what is found
     */
    Sync(
            EventLoop loop,
            TrackedVm vm,
            DirtyTracker tracker,
            QueryRunner queries,
            CpuWriter cpuWriter,
            CpuLog cpuLog,
            MigrationListener listener,
            PagesToSend pages) {
        this.loop = loop;
        this.vm = vm;
        this.tracker = tracker;
        this.queries = queries;
        this.cpuWriter = cpuWriter;
        this.cpuLog = cpuLog;
        this.listener = listener;
        this.pages = pages;
        conversion = new BitmapConversion(vm.costs(), vm.slots().ramPages());
        devicesFirst = vm.costs().shared().syncOrder() == 0;
        furtherPs =
                SimTime.ofMillis(vm.costs().shared().syncMsPerGib() * vm.slots().ramPages() / PAGES_PER_GIB);
        waitsBefore = cpuLog.waitsForVcpus();
        waitsAfter = vm.costs().busyHost().syncWaitsForVcpus() != 0;
        reported = vm.newBitmap();
        cpuReported = vm.newBitmap();
    }

    /** Begins one; {@code then} runs when it is over. */
    void run(Runnable then) {
        this.then = then;
        vm.vmmLock().acquire(this, LOCKED, 0);
    }

    /** Pages that the scheme reported in the last one. */
    long dmaPages() {
        return dmaPages;
    }

    /** Pages that the log of CPU writes reported in it. */
    long cpuPages() {
        return cpuPages;
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case LOCKED -> {
                listener.queryBegins();
                if (devicesFirst) {
                    query();
                } else {
                    readCpuLog();
                }
            }
            case QUERIED -> {
                listener.reported(reported);
                if (devicesFirst) {
                    readCpuLog();
                } else {
                    convert();
                }
            }
            case CPU_LOGGED -> {
                if (devicesFirst) {
                    convert();
                } else {
                    query();
                }
            }
            case CONVERTED -> {
                long waitPs = waitsAfter ? cpuWriter.sleepLeftPs() : 0;
                if (furtherPs + waitPs > 0) {
                    vm.ledger().add(HostOperation.OTHER, Cost.SYNC, furtherPs);
                    loop.schedule(furtherPs + waitPs, this, FINISHED, 0);
                } else {
                    finish();
                }
            }
            case FINISHED -> finish();
            case VCPUS_OUT -> readCpuLogNow();
            default -> throw new IllegalStateException("unknown kind " + kind);
        }
    }

    private void query() {
        queries.query(tracker::query, reported, this, QUERIED);
    }

    private void readCpuLog() {
        long waitPs = waitsBefore ? cpuWriter.sleepLeftPs() : 0;
        if (waitPs > 0) {
            loop.schedule(waitPs, this, VCPUS_OUT, 0);
        } else {
            readCpuLogNow();
        }
    }

    private void readCpuLogNow() {
        long ps = cpuLog.read(cpuReported);
        cpuPages = cpuReported.count();
        pages.addCpu(cpuReported);
        vm.ledger().add(HostOperation.CPU_LOG, Cost.CPU_LOG, ps);
        loop.schedule(ps, this, CPU_LOGGED, 0);
    }

    private void convert() {
        dmaPages = reported.count();
        pages.addDma(reported);
        long ps = conversion.ps(pages.bitmap());
        vm.ledger().add(HostOperation.OTHER, Cost.CONVERT, ps);
        loop.schedule(ps, this, CONVERTED, 0);
    }

    private void finish() {
        vm.vmmLock().release();
        then.run();
    }
}
