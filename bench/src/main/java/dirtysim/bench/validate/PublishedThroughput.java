package dirtysim.bench.validate;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One row of the published table of throughput against the size of the window.
 *
 * @param readBytes bytes of a read
 * @param baseNs latency of a single read that hits the IOTLB, or NaN
 * @param gbitPerSecond the row, by the size of the window in KB
 */
record PublishedThroughput(int readBytes, double baseNs, SortedMap<Integer, Double> gbitPerSecond) {
    private static final int FIRST_WINDOW = 2;
    private static final String NONE = "-";

    /** The whole table. */
    static List<PublishedThroughput> table() {
        List<List<String>> lines = PublishedTable.lines("read-throughput.tsv");
        List<String> head = lines.get(0);
        return lines.stream().skip(1).map(cells -> row(head, cells)).toList();
    }

    /** What the device reaches by itself: the throughput over the smallest window, which fits into every IOTLB. */
    double deviceGbitPerSecond() {
        return gbitPerSecond.get(smallestKb());
    }

    /** The smallest window. */
    int smallestKb() {
        return gbitPerSecond.firstKey();
    }

    /** The largest window. */
    int largestKb() {
        return gbitPerSecond.lastKey();
    }

    /** Time between two reads at the device's own rate. */
    double intervalNs() {
        return readBytes * Byte.SIZE / deviceGbitPerSecond();
    }

    private static PublishedThroughput row(List<String> head, List<String> cells) {
        TreeMap<Integer, Double> points = new TreeMap<>();
        for (int i = FIRST_WINDOW; i < head.size(); i++) {
            if (!cells.get(i).equals(NONE)) {
                points.put(Integer.parseInt(head.get(i)), Double.parseDouble(cells.get(i)));
            }
        }
        double baseNs = cells.get(1).equals(NONE) ? Double.NaN : Double.parseDouble(cells.get(1));
        return new PublishedThroughput(Integer.parseInt(cells.get(0)), baseNs, points);
    }
}
