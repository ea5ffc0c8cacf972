package dirtysim.validation;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.RandomStream;
import dirtysim.engine.SimTime;
import dirtysim.host.CostModel;
import dirtysim.iommu.Iommu;
import dirtysim.iommu.TranslationDomain;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;

/**
 * One device that reads 64 bytes at a time, one request outstanding, from pages drawn at random: the latency test of
 * pcie-bench (Neugebauer et al., SIGCOMM 2018). The window is mapped with leaves of 4 KiB, as with superpages off. What
 * is measured is translation alone; the rest of a DMA read does not depend on the window as long as its data is cold.
 */
public final class RandomReads implements EventHandler {
    private static final int READ_BYTES = 64;
    private static final int LEVELS = 4;

    /** Fills an IOTLB of the largest size of {@link CostModel} to more than its share of hits, for any window. */
    private static final int WARM_UP_PER_ENTRY = 16;

    private final EventLoop loop = new EventLoop();
    private final Iommu iommu;
    private final long pages;
    private final RandomStream random;
    private final long warmUp;

    private long reads;
    private long lastRead;
    private long begunPs;
    private long measuredPs;

    /**
     * @param costs sizes and latencies
     * @param pages pages of 4 KiB in the window, 1 or more
     * @param random where the addresses are drawn from
     */
    public RandomReads(CostModel costs, long pages, RandomStream random) {
        this.pages = pages;
        this.random = random;
        warmUp = WARM_UP_PER_ENTRY * (long) costs.iotlbEntries();
        PageTable table = new PageTable(EntryFormat.SECOND_STAGE, LEVELS);
        table.mapLinear(0, 0, pages * PageSize.SIZE_4K.bytes(), PageSize.SIZE_4K, true);
        iommu = new Iommu(loop, costs, (device, iova, hpa) -> {
            throw new IllegalStateException("a read has written");
        });
        iommu.attach(new TranslationDomain(1, null, table));
    }

    /**
     * Reads, and measures once the IOTLB is warm. Call it once.
     *
     * @param samples reads that are measured, 1 or more
     * @return mean latency of a translation in nanoseconds
     */
    public double meanNs(long samples) {
        lastRead = warmUp + samples;
        read();
        loop.run();
        return (double) measuredPs / samples / SimTime.PS_PER_NS;
    }

    private void read() {
        begunPs = loop.nowPs();
        long line = random.nextLong(pages * (PageSize.SIZE_4K.bytes() / READ_BYTES));
        iommu.access(0, line * READ_BYTES, false, this, 0, 0);
    }

    @Override
    public void handle(int kind, long argument) {
        if (reads++ >= warmUp) {
            measuredPs += loop.nowPs() - begunPs;
        }
        if (reads < lastRead) {
            read();
        }
    }
}
