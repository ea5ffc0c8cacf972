package dirtysim.reports;

import dirtysim.reports.jmh.JmhJson;
import dirtysim.reports.jmh.JmhStudy;
import dirtysim.reports.jmh.JmhTargets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A planted file of JMH, of two forks and five iterations: {@code Hold.engine} takes 0.8 of the reference at 100 and 1.2 of it at
 * 1000, {@code Hold.rate} is counted in operations and takes twice as long, {@code Hold.lonely} stands in a class of its own.
 */
public final class SampleJmh {
    private static final double[] NOISE = {1.01, 0.99, 1.0, 1.02, 0.98, 1.005, 0.995, 1.0, 1.015, 0.985};

    /** Targets, one of each outcome. */
    public static final String TARGETS = """
            benchmark,reference,params,quantity,limit,source
            Hold.engine,referenceHeap,size=100,ratio,0.9,planted
            Hold.engine,,size=1000,ratio,1.1,planted
            Hold.engine,referenceHeap,size=1000,ratio,1.2,planted
            Hold.engine,,,bytes,1,planted
            Hold.rate,,size=100,per_second,1e6,planted
            Hold.gone,,,ratio,1,planted
            """;

    private SampleJmh() {}

    /** The study of it. */
    public static JmhStudy study() {
        JmhJson.Content content = JmhJson.parse(json(), "jmh.json");
        return JmhStudy.of("jmh.json", content.machine(), content.runs(), JmhTargets.parse(TARGETS, "targets.csv"));
    }

    /** Its text. */
    public static String json() {
        return List.of(
                        benchmark("Hold.engine", "100", "avgt", "ns/op", 80, 0.001),
                        benchmark("Hold.engine", "1000", "avgt", "ns/op", 240, 24),
                        benchmark("Hold.rate", "100", "thrpt", "ops/us", 5, 0),
                        benchmark("Hold.referenceHeap", "100", "avgt", "ns/op", 100, 0),
                        benchmark("Hold.referenceHeap", "1000", "avgt", "us/op", 0.2, 0),
                        benchmark("Lonely.alone", null, "ss", "ms/op", 3, 0))
                .stream()
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    static String benchmark(String name, String size, String mode, String unit, double score, double bytes) {
        String scores = IntStream.range(0, 2)
                .mapToObj(fork -> IntStream.range(0, 5)
                        .mapToObj(i -> String.format(Locale.ROOT, "%.6f", score * NOISE[fork * 5 + i]))
                        .collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", ", "[", "]"));
        return """
                {"jmhVersion": "1.37", "benchmark": "some.where.%s", "mode": "%s", "jdkVersion": "17.0.1", "vmName": "A VM",
                 %s"primaryMetric": {"scoreUnit": "%s", "rawData": %s},
                 "secondaryMetrics": {"gc.alloc.rate.norm": {"score": %s}}}""".formatted(
                name, mode, size == null ? "" : "\"params\": {\"size\": \"" + size + "\"},\n ", unit, scores, bytes);
    }
}
