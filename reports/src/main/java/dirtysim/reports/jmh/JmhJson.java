package dirtysim.reports.jmh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dirtysim.host.InputException;
import dirtysim.reports.text.PlainJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file that JMH writes with {@code -rf json} (its class JSONResultFormat): an array with an object a benchmark, whose {@code
 * primaryMetric.rawData} holds the score of every iteration of every fork.
 */
public final class JmhJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String MEND = "give a file that JMH wrote with -rf json";
    private static final Map<String, Double> NS =
            Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "hr", 3600e9, "day", 86400e9);
    private static final List<String> ALLOCATION = List.of("gc.alloc.rate.norm", "·gc.alloc.rate.norm");

    /**
     * What the file holds.
     *
     * @param machine JVM and version of JMH, in words
     * @param runs in the order of the file
     */
    public record Content(String machine, List<JmhRun> runs) {}

    private JmhJson() {}

    /**
     * Reads a file.
     *
     * @param json its text
     * @param where the file, for messages
     * @throws InputException if it is not such a file, holds nothing, or holds a mode without iterations
     */
    public static Content parse(String json, String where) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new InputException(where, "this is no JSON (" + e.getOriginalMessage() + ")", MEND, e);
        }
        if (!root.isArray() || root.isEmpty()) {
            throw new InputException(where, "there is no list of benchmarks in it", MEND);
        }
        PlainJson.require(root, where, MEND);
        List<JmhRun> runs = new ArrayList<>();
        for (JsonNode node : root) {
            runs.add(run(node, where));
        }
        JsonNode first = root.get(0);
        String machine = "JDK " + first.path("jdkVersion").asText("?") + ", "
                + first.path("vmName").asText("?") + ", JMH "
                + first.path("jmhVersion").asText("?");
        return new Content(machine, runs);
    }

    private static JmhRun run(JsonNode node, String where) {
        String name = node.path("benchmark").asText();
        int method = name.lastIndexOf('.');
        if (method < 0) {
            throw new InputException(where, "a benchmark in it has no name", MEND);
        }
        SortedMap<String, String> params = new TreeMap<>();
        node.path("params")
                .properties()
                .forEach(entry -> params.put(entry.getKey(), entry.getValue().asText()));
        double bytes = Double.NaN;
        for (String metric : ALLOCATION) {
            JsonNode score = node.path("secondaryMetrics").path(metric).path("score");
            bytes = score.isNumber() ? score.doubleValue() : bytes;
        }
        String subject = name.substring(name.lastIndexOf('.', method - 1) + 1, method);
        return new JmhRun(subject, name.substring(method + 1), params, forksNs(node, name, where), bytes);
    }

    private static double[][] forksNs(JsonNode node, String name, String where) {
        JsonNode forks = node.path("primaryMetric").path("rawData");
        String unit = node.path("primaryMetric").path("scoreUnit").asText();
        boolean rate = unit.startsWith("ops/");
        Double ns = NS.get(rate ? unit.substring("ops/".length()) : unit.replace("/op", ""));
        if (!forks.isArray()
                || forks.isEmpty()
                || ns == null
                || "sample".equals(node.path("mode").asText())) {
            throw new InputException(
                    where,
                    name + " has no time for each iteration (mode "
                            + node.path("mode").asText("unknown") + ", unit '" + unit + "')",
                    "run it in mode AverageTime, Throughput or SingleShotTime");
        }
        double[][] times = new double[forks.size()][];
        for (int fork = 0; fork < times.length; fork++) {
            times[fork] = new double[forks.get(fork).size()];
            for (int i = 0; i < times[fork].length; i++) {
                double score = forks.get(fork).get(i).asDouble(Double.NaN);
                times[fork][i] = rate ? ns / score : score * ns;
                if (!(times[fork][i] > 0) || Double.isInfinite(times[fork][i])) {
                    throw new InputException(where, name + " has an iteration that took no time", "run it again");
                }
            }
            if (times[fork].length == 0) {
                throw new InputException(where, name + " has a fork without iterations", "run it again");
            }
        }
        return times;
    }
}
