package dirtysim.bench.validate;

import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One row of the published table of added latency against the size of the window.
 *
 * @param host the machine that was measured
 * @param entries entries of its IOTLB, as fitted
 * @param missNs latency of its walks in nanoseconds, as fitted
 * @param points the row
 */
record PublishedLatency(String host, String entries, String missNs, List<Point> points) {
    private static final String RESOURCE = "iotlb-latency.tsv";
    private static final int FIRST_POINT = 3;

    /**
     * One cell of the row.
     *
     * @param pages pages in the window
     * @param addedNs latency over that of the smallest window
     */
    record Point(long pages, double addedNs) {}

    /** The model of that machine: with as many ways as entries, so that random reads see every entry. */
    CostModel costs() {
        return Parameters.with(
                CostModel.defaults(),
                Map.of("iotlb-entries", entries, "iotlb-ways", entries, "iotlb-miss-ns", missNs),
                RESOURCE);
    }

    /** The whole table. */
    static List<PublishedLatency> table() {
        List<List<String>> lines = PublishedTable.lines(RESOURCE);
        List<String> head = lines.get(0);
        return lines.stream().skip(1).map(cells -> row(head, cells)).toList();
    }

    private static PublishedLatency row(List<String> head, List<String> cells) {
        List<Point> points = IntStream.range(FIRST_POINT, head.size())
                .mapToObj(i -> new Point(Long.parseLong(head.get(i)), Double.parseDouble(cells.get(i))))
                .toList();
        return new PublishedLatency(cells.get(0), cells.get(1), cells.get(2), points);
    }
}
