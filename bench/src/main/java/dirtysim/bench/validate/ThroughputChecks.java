package dirtysim.bench.validate;

import dirtysim.engine.RandomStreams;
import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.memory.PageSize;
import dirtysim.reports.Check;
import dirtysim.validation.OverlappingAccesses;
import dirtysim.validation.OverlappingAccesses.Requester;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Target V2: throughput of random reads and writes with many outstanding, against the published table: 64 bytes within
 * 15 %, and no loss to speak of with 512 bytes or with superpages. The IOTLB and its walks are as in V1.
 *
 * <p>A posted write is done for the device when it has been translated, and PCIe keeps posted writes in order. That
 * the device's reads retire in order too is an assumption: one row says what comes out without it.
 */
final class ThroughputChecks {
    private static final String TARGET = "V2";
    private static final double TOLERANCE = 0.15;
    private static final double FLAT_TOLERANCE_PERCENT = 3;
    private static final double PERCENT = 100;

    /** 5.6 was derived from the reads of the same data, 6.3 from the writes. */
    private static final String WALKERS = "6";

    /** The published throughput of reads falls off at once where the window no longer fits the IOTLB. */
    private static final int KNEE_KB = 512;

    private static final long SAMPLES = 200_000;
    private static final long SEED = 1;

    private final CostModel costs =
            Parameters.with(PublishedLatency.table().get(0).costs(), Map.of("page-walkers", WALKERS), "throughput.tsv");
    private final PublishedThroughput reads = PublishedThroughput.of("read", 64);

    /** The fewest that reach the device's own rate where every read hits: one is being issued, the others under way. */
    private final int outstanding = 1 + (int) Math.ceil(reads.baseNs() / reads.intervalNs());

    private final List<Check> checks = new ArrayList<>();

    private ThroughputChecks() {}

    /** Runs them: reads first. */
    static List<Check> run() {
        ThroughputChecks all = new ThroughputChecks();
        all.row(all.reads);
        PublishedThroughput reads = all.reads;
        double anyOrder = all.gbitPerSecond(reads, KNEE_KB, PageSize.SIZE_4K, false);
        all.knee("_any_order", reads, anyOrder);
        all.flat(PublishedThroughput.of("read", 512), PageSize.SIZE_4K, "");
        all.flat(reads, PageSize.SIZE_2M, " with superpages");
        PublishedThroughput writes = PublishedThroughput.of("write", 64);
        all.row(writes);
        all.flat(PublishedThroughput.of("write", 512), PageSize.SIZE_4K, "");
        all.flat(writes, PageSize.SIZE_2M, " with superpages");
        return all.checks;
    }

    private void row(PublishedThroughput row) {
        Map<Integer, Double> simulated = new TreeMap<>();
        row.gbitPerSecond().forEach((kb, published) -> {
            simulated.put(kb, gbitPerSecond(row, kb, PageSize.SIZE_4K, true));
            String quantity = row.access() + "_throughput/" + row.bytes() + " bytes/" + kb + " KB";
            checks.add(new Check(TARGET, quantity, "Gbit/s", published, simulated.get(kb), published * TOLERANCE));
        });
        knee("", row, simulated.get(KNEE_KB));
    }

    private void knee(String variant, PublishedThroughput row, double simulated) {
        String quantity = row.access() + "_throughput_lost" + variant + "/" + row.bytes() + " bytes/256 to 512 KB";
        double expected = lostPercent(row, row.gbitPerSecond().get(KNEE_KB));
        checks.add(lost(quantity, expected, lostPercent(row, simulated), PERCENT * TOLERANCE));
    }

    private void flat(PublishedThroughput row, PageSize leaf, String suffix) {
        double simulated = gbitPerSecond(row, row.largestKb(), leaf, true);
        String quantity = row.access() + "_throughput_lost/" + row.bytes() + " bytes" + suffix + "/256 to "
                + row.largestKb() + " KB";
        checks.add(lost(quantity, 0, lostPercent(row, simulated), FLAT_TOLERANCE_PERCENT));
    }

    private static Check lost(String quantity, double expected, double simulated, double tolerance) {
        return new Check(TARGET, quantity, "%", expected, simulated, tolerance);
    }

    private static double lostPercent(PublishedThroughput row, double gbitPerSecond) {
        return PERCENT * (1 - gbitPerSecond / row.deviceGbitPerSecond());
    }

    private double gbitPerSecond(PublishedThroughput row, int windowKb, PageSize leaf, boolean inOrder) {
        long restPs = row.write() ? 0 : CostModel.ps(reads.baseNs() - costs.iotlbHitNs());
        long issuePs = CostModel.ps(row.intervalNs());
        Requester requester = new Requester(row.bytes(), row.write(), outstanding, inOrder, issuePs, restPs);
        String stream = "V2 " + row.access() + "s, " + row.bytes() + " bytes, " + windowKb + " KB, " + leaf;
        OverlappingAccesses accesses = new OverlappingAccesses(
                costs, requester, windowKb * 1024L, leaf, new RandomStreams(SEED).stream(stream));
        return row.bytes() * Byte.SIZE / accesses.meanIntervalNs(SAMPLES);
    }
}
