package dirtysim.reports.jmh;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A benchmark under one set of parameters.
 *
 * @param subject simple name of its class
 * @param method name of its method
 * @param params its parameters, by name
 * @param forksNs of each fork of the JVM, of each measured iteration, nanoseconds an operation; at least one
 * @param bytesPerOp bytes allocated an operation; NaN where JMH was not asked to count them
 */
public record JmhRun(
        String subject, String method, SortedMap<String, String> params, double[][] forksNs, double bytesPerOp) {
    private static final String REFERENCE = "reference";
    private static final double NS_PER_S = 1e9;

    /** Copies the map. */
    public JmhRun {
        params = new TreeMap<>(params);
        if (forksNs.length == 0 || Arrays.stream(forksNs).anyMatch(fork -> fork.length == 0)) {
            throw new IllegalArgumentException(subject + "." + method + " without iterations");
        }
    }

    /** Whether it is a kernel that others are read against: its name says so. */
    public boolean isReference() {
        return method.startsWith(REFERENCE);
    }

    /** {@code Class.method}. */
    public String benchmark() {
        return subject + "." + method;
    }

    /** Parameters as {@code size=100 kind=x}; empty if there are none. */
    public String paramText() {
        return params.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    /** Whether no parameter that both have differs. */
    boolean agrees(Map<String, String> others) {
        return params.entrySet().stream()
                .allMatch(entry ->
                        others.getOrDefault(entry.getKey(), entry.getValue()).equals(entry.getValue()));
    }

    /** Whether it has all of these parameters, with these values. */
    boolean has(Map<String, String> wanted) {
        return wanted.entrySet().stream().allMatch(entry -> entry.getValue().equals(params.get(entry.getKey())));
    }

    /** All iterations, fork after fork, in nanoseconds an operation. */
    double[] iterationsNs() {
        return Arrays.stream(forksNs).flatMapToDouble(Arrays::stream).toArray();
    }

    /** How many iterations were measured, of all forks. */
    public int iterations() {
        return iterationsNs().length;
    }

    /** Mean time of an operation in nanoseconds. */
    public double meanNs() {
        return Arrays.stream(iterationsNs()).average().orElseThrow();
    }

    /** Operations a second at the mean time. */
    public double perSecond() {
        return NS_PER_S / meanNs();
    }
}
