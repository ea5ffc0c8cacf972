package dirtysim.workloads.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.workloads.RecordedRun;
import dirtysim.workloads.RecordedRuns;
import dirtysim.workloads.access.WindowFigures;
import dirtysim.workloads.info.TracePlots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WindowCounterTest {
    private static final int CASES = 200;

    /** The figures are those that the recorder's own script counted. */
    @Test
    void theBundledRunHasThePagesThatWereCountedOfIt() {
        RecordedRun run = RecordedRuns.bundled().get(0);
        List<WindowPages> windows = TracePlots.of(run.trace(), Optional.of(run)).windows();
        assertEquals(run.windows().size(), windows.size());
        for (int i = 0; i < windows.size(); i++) {
            WindowFigures counted = run.windows().get(i);
            assertEquals(counted.lengthMs() * 1000, windows.get(i).lengthUs());
            assertEquals(counted.windows(), windows.get(i).mapped().length);
            assertEquals(counted.mappedPages(), mean(windows.get(i).mapped()), 0.06, "mapped " + counted);
            assertEquals(counted.writtenPages(), mean(windows.get(i).exact()), 0.06, "written " + counted);
        }
        // The model guesses which ring is used, not which buffers are.
        assertEquals(mean(windows.get(1).exact()), mean(windows.get(1).modelled()), 3);
    }

    @Test
    void framesAreCountedOnceAWindow() {
        for (long seed = 0; seed < CASES; seed++) {
            RandomStream random = new RandomStreams(seed).stream("frames");
            int windows = 1 + random.nextInt(6);
            FrameWindows counter = new FrameWindows(windows);
            List<TreeSet<Long>> expected = new ArrayList<>();
            for (int i = 0; i < windows; i++) {
                expected.add(new TreeSet<>());
            }
            Map<Long, Integer> held = new TreeMap<>();
            int at = -1;
            for (int step = 0; step < 60; step++) {
                for (int on = random.nextInt(8) == 0 ? 1 + random.nextInt(2) : 0; on > 0; on--) {
                    at++;
                    if (at < windows) {
                        expected.get(at).addAll(held.keySet());
                    }
                }
                long frame = random.nextInt(5);
                switch (random.nextInt(3)) {
                    case 0 -> {
                        counter.begin(frame, at);
                        held.merge(frame, 1, Integer::sum);
                    }
                    case 1 -> {
                        if (!held.containsKey(frame)) {
                            continue;
                        }
                        counter.end(frame, at);
                        held.computeIfPresent(frame, (key, times) -> times == 1 ? null : times - 1);
                    }
                    default -> counter.touch(frame, at);
                }
                if (at >= 0 && at < windows) {
                    expected.get(at).add(frame);
                }
            }
            for (at++; at < windows; at++) {
                expected.get(at).addAll(held.keySet());
            }
            assertArrayEquals(expected.stream().mapToInt(TreeSet::size).toArray(), counter.counts(), "seed " + seed);
        }
    }

    private static double mean(int[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
