package dirtysim.validation;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.RandomStream;
import dirtysim.engine.Server;
import dirtysim.engine.SimTime;
import dirtysim.host.CostModel;
import dirtysim.iommu.Iommu;
import dirtysim.iommu.TranslationDomain;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;

/**
 * One device that reads from random places of a window with a number of requests outstanding: the bandwidth test of
 * pcie-bench (Neugebauer et al., SIGCOMM 2018). It issues at a rate of its own at most, in turn, and a request that is done
 * makes room for the next at once, in whatever order requests complete. Walks overlap as far as there are walkers; the rest
 * of a read takes a fixed time and contends for nothing.
 */
public final class OverlappingReads implements EventHandler {
    private static final int ISSUED = 0;
    private static final int TRANSLATED = 1;
    private static final int DONE = 2;

    private static final int LEVELS = 4;

    /** As in {@link RandomReads}. */
    private static final int WARM_UP_PER_ENTRY = 16;

    private final EventLoop loop = new EventLoop();
    private final Server device = new Server(loop, "device", 1);
    private final Iommu iommu;
    private final Requester requester;
    private final long places;
    private final RandomStream random;
    private final long warmUp;

    private long reads;
    private long lastRead;
    private long measuredSincePs;
    private long endedPs;

    /**
     * What reads.
     *
     * @param readBytes bytes of one read, a power of two of at most 4096; it is aligned to that
     * @param outstanding requests that it has under way at most, 1 or more
     * @param issuePs time between two requests at least, in picoseconds
     * @param restPs what a read takes beside its translation, in picoseconds
     */
    public record Requester(int readBytes, int outstanding, long issuePs, long restPs) {}

    /**
     * @param costs sizes, latencies and walkers
     * @param requester what reads
     * @param windowBytes bytes of the window, a multiple of {@code leaf}
     * @param leaf size of the leaves that map it
     * @param random where the addresses are drawn from
     */
    public OverlappingReads(
            CostModel costs, Requester requester, long windowBytes, PageSize leaf, RandomStream random) {
        this.requester = requester;
        this.random = random;
        places = windowBytes / requester.readBytes();
        warmUp = WARM_UP_PER_ENTRY * (long) costs.iotlbEntries();
        PageTable table = new PageTable(EntryFormat.SECOND_STAGE, LEVELS);
        table.mapLinear(0, 0, windowBytes, leaf, true);
        iommu = new Iommu(loop, costs, (index, iova, hpa) -> {
            throw new IllegalStateException("a read has written");
        });
        iommu.attach(new TranslationDomain(1, null, table));
    }

    /**
     * Reads, and measures once the IOTLB is warm. Call it once.
     *
     * @param samples reads that are measured, 1 or more
     * @return mean time between the ends of two reads, in nanoseconds
     */
    public double meanIntervalNs(long samples) {
        lastRead = warmUp + samples;
        for (int i = 0; i < requester.outstanding(); i++) {
            issue();
        }
        loop.run();
        return (double) (endedPs - measuredSincePs) / samples / SimTime.PS_PER_NS;
    }

    private void issue() {
        device.serve(requester.issuePs(), this, ISSUED, 0);
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case ISSUED -> iommu.access(0, random.nextLong(places) * requester.readBytes(), false, this, TRANSLATED, 0);
            case TRANSLATED -> loop.schedule(requester.restPs(), this, DONE, 0);
            case DONE -> done();
            default -> throw new IllegalStateException("unknown stage " + kind);
        }
    }

    private void done() {
        reads++;
        if (reads == warmUp) {
            measuredSincePs = loop.nowPs();
        }
        if (reads == lastRead) {
            endedPs = loop.nowPs();
            loop.stop();
            return;
        }
        issue();
    }
}
