package dirtysim.bench.validate;

import dirtysim.host.CostModel;
import dirtysim.reports.Check;
import dirtysim.validation.UnmapLoop;
import java.util.List;

/**
 * Target V3: what strict mapping adds to each packet that one core sends, within 15 % of what was published. A packet is
 * its time without an IOMMU, one map, one unmap and one invalidation on a queue that nobody else uses.
 */
final class StrictPacketChecks {
    private static final String TARGET = "V3";
    private static final double TOLERANCE = 0.15;
    private static final long SAMPLES = 1000;

    private StrictPacketChecks() {}

    /** Runs them. */
    static List<Check> run() {
        return PublishedTable.rows("strict-packets.tsv").stream()
                .map(StrictPacketChecks::check)
                .toList();
    }

    private static Check check(List<String> cells) {
        double offNs = Double.parseDouble(cells.get(1));
        double publishedNs = Double.parseDouble(cells.get(2)) - offNs;
        CostModel costs = CostModel.defaults();
        double simulatedNs = new UnmapLoop(costs, 1, offNs + costs.mapNs()).meanNs(SAMPLES) - offNs;
        String quantity = "strict_packet_added/" + cells.get(0) + " bytes";
        return new Check(TARGET, quantity, "ns", publishedNs, simulatedNs, publishedNs * TOLERANCE);
    }
}
