package dirtysim.validation;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.RandomStream;
import dirtysim.engine.Server;
import dirtysim.engine.SimTime;
import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.iommu.Iommu;
import dirtysim.iommu.TranslationDomain;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import java.util.Collections;

/**
 * One device that reads or writes random places of a window with a number of requests outstanding: the bandwidth test of
 * pcie-bench (Neugebauer et al., SIGCOMM 2018). It issues at a rate of its own at most, in turn. Walks overlap as far as
 * there are walkers; the rest of a request takes a fixed time and contends for nothing.
 *
 * <p>A request that has retired makes room for the next. Requests retire when they are done, or {@link Requester#inOrder in
 * the order of their issue}: then one that is done waits for all that were issued before it, and one miss holds up every
 * hit behind it.
 *
 * <p>Every page of the window has been written before the test if it is a test of writes, so D is set in all leaves: the
 * first write to a page is no part of what is measured.
 */
public final class OverlappingAccesses implements EventHandler {
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

    /** By the number of a request, modulo those outstanding: done, but held up by an earlier one. */
    private final boolean[] done;

    private long issued;
    private long retired;
    private long lastRetired;
    private long measuredSincePs;
    private long endedPs;

    /**
     * What reads or writes.
     *
     * @param bytes bytes of one request, a power of two of at most 4096; it is aligned to that
     * @param write whether it writes
     * @param outstanding requests that it has under way at most, 1 or more
     * @param inOrder whether requests retire in the order of their issue
     * @param issuePs time between two requests at least, in picoseconds
     * @param restPs what a request takes beside its translation until it is done, in picoseconds
     */
    public record Requester(int bytes, boolean write, int outstanding, boolean inOrder, long issuePs, long restPs) {}

    /**
     * @param costs sizes, latencies and walkers
     * @param requester what reads or writes
     * @param windowBytes bytes of the window, a multiple of {@code leaf}
     * @param leaf size of the leaves that map it
     * @param random where the addresses are drawn from
     */
    public OverlappingAccesses(
            CostModel costs, Requester requester, long windowBytes, PageSize leaf, RandomStream random) {
        this.requester = requester;
        this.random = random;
        done = new boolean[requester.outstanding()];
        places = windowBytes / requester.bytes();
        warmUp = WARM_UP_PER_ENTRY * (long) costs.iotlbEntries();
        PageTable table = new PageTable(EntryFormat.SECOND_STAGE, LEVELS);
        table.mapLinear(0, 0, windowBytes, leaf, true);
        TranslationDomain domain = new TranslationDomain(1, null, table);
        if (requester.write()) {
            for (long iova = 0; iova < windowBytes; iova += leaf.bytes()) {
                domain.walk(iova, true, true);
            }
        }
        // Who posts a write is done with it once it is on its way, and does not wait until it has landed.
        CostModel posted = Parameters.with(costs, Collections.singletonMap("posted-write-ns", "0"), "validation");
        iommu = new Iommu(loop, posted, (index, iova, hpa) -> {
            if (!requester.write()) {
                throw new IllegalStateException("a read has written");
            }
        });
        iommu.attach(domain);
    }

    /**
     * Reads or writes, and measures once the IOTLB is warm. Call it once.
     *
     * @param samples requests that are measured, 1 or more
     * @return mean time between the ends of two requests, in nanoseconds
     */
    public double meanIntervalNs(long samples) {
        lastRetired = warmUp + samples;
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
            case ISSUED -> {
                long iova = random.nextLong(places) * requester.bytes();
                iommu.access(0, iova, requester.write(), this, TRANSLATED, issued++);
            }
            case TRANSLATED -> loop.schedule(requester.restPs(), this, DONE, argument);
            case DONE -> done(argument);
            default -> throw new IllegalStateException("unknown stage " + kind);
        }
    }

    private void done(long request) {
        if (!requester.inOrder()) {
            retire();
            return;
        }
        done[(int) (request % done.length)] = true;
        while (retired < lastRetired && done[(int) (retired % done.length)]) {
            done[(int) (retired % done.length)] = false;
            retire();
        }
    }

    private void retire() {
        retired++;
        if (retired == warmUp) {
            measuredSincePs = loop.nowPs();
        }
        if (retired == lastRetired) {
            endedPs = loop.nowPs();
            loop.stop();
        } else if (retired < lastRetired) {
            issue();
        }
    }
}
