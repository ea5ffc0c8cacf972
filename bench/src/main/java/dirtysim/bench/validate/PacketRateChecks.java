package dirtysim.bench.validate;

import dirtysim.host.CostModel;
import dirtysim.reports.Check;
import dirtysim.validation.PacketLoop;
import dirtysim.validation.PacketLoop.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Target V5: share of the line rate that one CPU reaches with strict, deferred and reused mappings, within 12 points of
 * what was published, and in the same order.
 *
 * <p>What a packet costs that CPU beside its mapping is not published. That reused mappings fill the line says that it is no
 * more than a packet's time on the wire, and that is what it is taken for: with less, everything would come out higher.
 */
final class PacketRateChecks {
    private static final String TARGET = "V5";
    private static final double TOLERANCE_POINTS = 12;
    private static final double PERCENT = 100;
    private static final long PACKETS = 51_200;

    /** 1500 bytes with header, checksum, preamble and gap of Ethernet, at 10 bits a nanosecond. */
    private static final double WIRE_NS = (1500 + 38) * Byte.SIZE / 10.0;

    private PacketRateChecks() {}

    /** Runs them, from the slowest published to the fastest. */
    static List<Check> run() {
        List<Check> checks = new ArrayList<>();
        int upward = 0;
        for (List<String> cells : PublishedTable.rows("packet-rates.tsv")) {
            Mapping mapping = Mapping.valueOf(cells.get(0).toUpperCase(Locale.ROOT));
            double percent = percentOfLine(CostModel.defaults(), mapping, WIRE_NS);
            upward +=
                    !checks.isEmpty() && percent > checks.get(checks.size() - 1).simulated() ? 1 : 0;
            double published = Double.parseDouble(cells.get(1));
            checks.add(new Check(TARGET, "line_rate/" + cells.get(0), "%", published, percent, TOLERANCE_POINTS));
        }
        int steps = checks.size() - 1;
        checks.add(new Check(TARGET, "line_rate_steps_upward/strict to deferred to reused", "steps", steps, upward, 0));
        return checks;
    }

    /** Share of the line rate with a CPU that a packet costs so much beside its mapping. */
    static double percentOfLine(CostModel costs, Mapping mapping, double packetNs) {
        return PERCENT * WIRE_NS / new PacketLoop(costs, mapping, packetNs, WIRE_NS).meanIntervalNs(PACKETS);
    }
}
