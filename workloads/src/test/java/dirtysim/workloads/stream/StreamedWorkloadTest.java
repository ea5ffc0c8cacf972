package dirtysim.workloads.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.Simulation;
import dirtysim.guest.Operation;
import dirtysim.guest.OperationFeed;
import dirtysim.guest.ReplaySource;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import dirtysim.workloads.BundledTrace;
import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from a file while the replay goes on is what the same file gives in memory. */
class StreamedWorkloadTest {
    @TempDir
    Path folder;

    static List<String> names() {
        return Traces.bundled().stream().map(BundledTrace::name).toList();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("names")
    void bundledTraces(String name) {
        Path file = folder.resolve(name + ".dtrace");
        Traces.convert(name, file, false);
        assertSame(name, Traces.open(name, false).workload(), new StreamedTrace(file, name));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomRecordings(long seed) throws Exception {
        Path file = folder.resolve("random.dtrace");
        RandomRecordings.write(seed, file);
        Trace inMemory = Traces.open(file.toString(), true);
        assertSame("seed " + seed, inMemory.workload(), new StreamedTrace(file, "random"));
    }

    /** A whole run, with a shadow vIOMMU that makes the guest strict, and more passes than one. */
    @ParameterizedTest
    @ValueSource(strings = {"nested-dbit", "shadow-dbit"})
    void aRunFromTheFileIsTheRunFromMemory(String scheme) {
        Path file = folder.resolve("trace.dtrace");
        Traces.convert("mixed-lazy", file, false);
        Scenario scenario = new ScenarioBuilder()
                .scheme(scheme)
                .trace("mixed-lazy")
                .timeScale(100)
                .maxRounds(3)
                .cpuDirtyPagesPerSecond(1000)
                .build();
        RunRecord inMemory =
                Simulation.run(scenario, Traces.open("mixed-lazy", false).workload());
        RunRecord streamed = Simulation.run(scenario, new StreamedTrace(file, "mixed-lazy").workload(List.of()));
        assertEquals(inMemory, streamed);
        assertTrue(
                inMemory.notes().toString().contains("looped"), inMemory.notes().toString());
    }

    private static void assertSame(String what, ReplaySource expected, StreamedTrace trace) {
        ReplaySource streamed = trace.workload(List.of());
        assertEquals(expected.devices(), streamed.devices(), what);
        assertEquals(expected.lazy(), streamed.lazy(), what);
        assertEquals(expected.cpus(), streamed.cpus(), what);
        assertEquals(expected.bodyPs(), streamed.bodyPs(), what);
        assertEquals(mends(expected), mends(streamed), what);
        assertEquals(setup(expected), setup(streamed), what);
        assertEquals(expected.extent().highestIova(), streamed.extent().highestIova(), what);
        try (OperationFeed one = expected.feed();
                OperationFeed other = streamed.feed()) {
            // Two passes, each CPU at a pace of its own, the second broken off.
            for (int pass = 0; pass < 3; pass++) {
                one.beginPass();
                other.beginPass();
                assertSamePass(what + ", pass " + pass, expected.cpus(), one, other, pass == 1);
            }
        }
    }

    private static List<String> mends(ReplaySource source) {
        return source.notes().stream()
                .filter(note -> Character.isDigit(note.charAt(0)))
                .toList();
    }

    private static void assertSamePass(
            String what, int cpus, OperationFeed one, OperationFeed other, boolean breakOff) {
        Random random = new Random(cpus);
        Operation expected = new Operation();
        Operation actual = new Operation();
        List<Integer> open = new ArrayList<>();
        for (int cpu = 0; cpu < cpus; cpu++) {
            open.add(cpu);
        }
        int read = 0;
        while (!open.isEmpty()) {
            int which = random.nextInt(open.size());
            int cpu = open.get(which);
            for (int n = random.nextInt(500); n >= 0 && open.contains(cpu); n--) {
                boolean more = one.body(cpu, expected);
                assertEquals(more, other.body(cpu, actual), what);
                if (more) {
                    assertEquals(line(expected), line(actual), what);
                } else {
                    open.remove(which);
                }
                read++;
            }
            if (breakOff && read > 300) {
                return;
            }
        }
        assertTrue(read > cpus, what);
        while (one.seam(expected)) {
            assertTrue(other.seam(actual), what);
            assertEquals(line(expected), line(actual), what);
        }
        assertFalse(other.seam(actual), what);
    }

    private static List<String> setup(ReplaySource source) {
        List<String> all = new ArrayList<>();
        source.setup(op -> all.add(line(op)));
        return all;
    }

    static String line(Operation op) {
        StringBuilder line = new StringBuilder();
        line.append(op.number()).append(' ').append(op.kind()).append(' ').append(op.timePs());
        line.append(" cpu ").append(op.cpu()).append(" device ").append(op.device());
        line.append(' ')
                .append(op.direction())
                .append(' ')
                .append(op.iova())
                .append('+')
                .append(op.pages());
        for (int s = 0; s < op.segments(); s++) {
            line.append(' ').append(op.segmentGpa(s)).append('+').append(op.segmentPages(s));
        }
        for (int p = 0; p < op.predecessors(); p++) {
            line.append(" after ").append(op.predecessor(p)).append('@').append(op.predecessorCpu(p));
            line.append(op.predecessorFlushes(p));
        }
        return line.toString();
    }
}
