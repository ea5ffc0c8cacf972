package dirtysim.bench.validate;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One row of the published table of throughput against the size of the window.
 *
 * @param access {@code read} or {@code write}
 * @param bytes bytes of a request
 * @param baseNs latency of a single request that hits the IOTLB, or NaN
 * @param gbitPerSecond the row, by the size of the window in KB
 */
record PublishedThroughput(String access, int bytes, double baseNs, SortedMap<Integer, Double> gbitPerSecond) {
    private static final int FIRST_WINDOW = 3;
    private static final String NONE = "-";

    /** One row. */
    static PublishedThroughput of(String access, int bytes) {
        List<List<String>> lines = PublishedTable.lines("throughput.tsv");
        List<String> head = lines.get(0);
        return lines.stream()
                .skip(1)
                .map(cells -> row(head, cells))
                .filter(row -> row.access().equals(access) && row.bytes() == bytes)
                .findFirst()
                .orElseThrow();
    }

    boolean write() {
        return access.equals("write");
    }

    /** What the device reaches by itself: the throughput over the smallest window, which fits into every IOTLB. */
    double deviceGbitPerSecond() {
        return gbitPerSecond.get(gbitPerSecond.firstKey());
    }

    /** The largest window. */
    int largestKb() {
        return gbitPerSecond.lastKey();
    }

    /** Time between two requests at the device's own rate. */
    double intervalNs() {
        return bytes * Byte.SIZE / deviceGbitPerSecond();
    }

    private static PublishedThroughput row(List<String> head, List<String> cells) {
        TreeMap<Integer, Double> points = new TreeMap<>();
        for (int i = FIRST_WINDOW; i < head.size(); i++) {
            if (!cells.get(i).equals(NONE)) {
                points.put(Integer.parseInt(head.get(i)), Double.parseDouble(cells.get(i)));
            }
        }
        double baseNs = cells.get(2).equals(NONE) ? Double.NaN : Double.parseDouble(cells.get(2));
        return new PublishedThroughput(cells.get(0), Integer.parseInt(cells.get(1)), baseNs, points);
    }
}
