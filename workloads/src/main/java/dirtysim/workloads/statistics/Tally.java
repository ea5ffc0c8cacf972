package dirtysim.workloads.statistics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts by key, in the order of first appearance. */
final class Tally<K> {
    private final Map<K, Long> counts = new LinkedHashMap<>();

    void add(K key, long count) {
        counts.merge(key, count, Long::sum);
    }

    /** Writes all counts. */
    void put(ObjectNode into, String name) {
        ObjectNode node = into.putObject(name);
        counts.forEach((key, count) -> node.put(key.toString(), count));
    }

    /** Writes the most frequent ones, the more frequent first, those of one frequency in order of appearance. */
    void putMostFrequent(ObjectNode into, String name, int limit) {
        ObjectNode node = into.putObject(name);
        counts.entrySet().stream()
                .sorted(Map.Entry.<K, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(limit)
                .forEach(entry -> node.put(entry.getKey().toString(), entry.getValue()));
    }
}
