package dirtysim.migration;

import dirtysim.cpu.CpuLog;
import dirtysim.cpu.CpuWriter;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.host.CostModel;
import dirtysim.host.SendCosts;
import dirtysim.measure.Cost;
import dirtysim.measure.HostOperation;
import dirtysim.memory.GfnBitmap;
import dirtysim.tracking.TrackedVm;

/**
 * Sends pages in ascending order of GFN, 64 at a time; they are read when their turn on the link begins, so a write after that
 * has to be found by a later sync. A log of CPU writes that is cleared by chunk is cleared before the first page of a chunk is
 * read.
 */
final class Sender implements EventHandler {
    private static final int LOG_CLEARED = 0;
    private static final int SENT = 1;
    private static final int CHUNK_PAGES = 64;
    /** Of 1 GiB: pages that are read together lie in one chunk of the CPU log. */
    private static final long CLEAR_CHUNK_PAGES = 1 << 18;

    private final EventLoop loop;
    private final int left;
    private final TrackedVm vm;
    private final boolean logged;
    private final CpuWriter cpuWriter;
    private final CpuLog cpuLog;
    private final MigrationListener listener;
    private final Link link;
    private final PagesToSend pages;
    /** Pages that hold nothing but zeros. */
    private final GfnBitmap zero;

    private final long pageBytes;
    private final long zeroPageBytes;
    private final double copyPsPerByte;
    private final double channelPsPerPage;
    private final long zeroPagePs;
    private long from;
    private long sentBytes;
    private long untilBytes;
    private Runnable then;

    /**
     * @param loop the event loop
     * @param vm the VM
     * @param logged whether CPU writes are logged
     * @param cpuWriter the guest's own writes
     * @param cpuLog their log
     * @param listener hears of copies
     * @param link where to
     * @param pages what there is to send
     * @param zero which of them are zero
     * @param channels that pages go over; each takes its time for a page. 0 where that does not count
     * @param paced whether the thread's own speed counts besides the link's; not where pages go over channels
     */
    Sender(
            EventLoop loop,
            TrackedVm vm,
            boolean logged,
            CpuWriter cpuWriter,
            CpuLog cpuLog,
            MigrationListener listener,
            Link link,
            PagesToSend pages,
            GfnBitmap zero,
            int channels,
            boolean paced) {
        this.loop = loop;
        left = loop.timeline().counter("pages to send");
        this.vm = vm;
        this.logged = logged;
        this.cpuWriter = cpuWriter;
        this.cpuLog = cpuLog;
        this.listener = listener;
        this.link = link;
        this.pages = pages;
        this.zero = zero;
        SendCosts costs = vm.costs().send();
        pageBytes = Math.round(vm.costs().pageWireBytes());
        zeroPageBytes = (long) costs.zeroPageWireBytes();
        copyPsPerByte = paced && channels == 0 ? 1000 / costs.sendGbytePerSecond() : 0;
        channelPsPerPage = channels == 0 ? 0 : vm.costs().state().channelPageNs() * 1000 / channels;
        zeroPagePs = paced ? CostModel.ps(costs.zeroPageNs()) : 0;
    }

    /** The next page to go is the first. */
    void rewind() {
        from = 0;
    }

    /** Bytes on the link so far. */
    long sentBytes() {
        return sentBytes;
    }

    /** Bytes go along that belong to no page, and take no time. */
    void addBytes(long bytes) {
        sentBytes += bytes;
    }

    /** Bytes on the link for so many pages. */
    long wireBytes(long count) {
        return count * pageBytes;
    }

    /**
     * Sends the next pages, if there are any: the one after the last page sent, or the first.
     *
     * @param untilBytes no page is begun once more bytes than this have been sent since the start
     * @param then runs when they are out
     * @return whether there are
     */
    boolean send(long untilBytes, Runnable then) {
        long ahead = pages.bitmap().next(from);
        long gfn = ahead >= 0 ? ahead : pages.bitmap().next(0);
        if (gfn < 0) {
            cpuWriter.advance();
            return false;
        }
        this.untilBytes = untilBytes;
        this.then = then;
        if (logged) {
            long clearPs = cpuLog.beforeSending(gfn);
            if (clearPs > 0) {
                vm.ledger().add(HostOperation.CPU_LOG, Cost.CPU_PROTECT, clearPs);
                loop.schedule(clearPs, this, LOG_CLEARED, 0);
                return true;
            }
        }
        sendFrom(gfn);
        return true;
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case LOG_CLEARED -> send(untilBytes, then);
            case SENT -> then.run();
            default -> throw new IllegalStateException("unknown kind " + kind);
        }
    }

    private void sendFrom(long first) {
        cpuWriter.advance();
        long end = (first | CLEAR_CHUNK_PAGES - 1) + 1;
        int count = 0;
        int zeros = 0;
        long bytes = 0;
        for (long gfn = first;
                gfn >= 0 && gfn < end && count < CHUNK_PAGES && sentBytes + bytes <= untilBytes;
                gfn = pages.bitmap().next(from)) {
            listener.copied(gfn, pages.take(gfn));
            cpuWriter.copied(gfn);
            count++;
            if (zero.get(gfn)) {
                zeros++;
                bytes += zeroPageBytes;
            } else {
                bytes += pageBytes;
            }
            from = gfn + 1;
        }
        sentBytes += bytes;
        if (loop.watched()) {
            loop.timeline().count(left, loop.nowPs(), pages.count());
        }
        double workPs = bytes * copyPsPerByte + (count - zeros) * channelPsPerPage;
        link.send(bytes, Math.round(workPs) + zeros * zeroPagePs, this, SENT);
    }
}
