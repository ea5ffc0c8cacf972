package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.workloads.RecordedRun;
import dirtysim.workloads.RecordedRuns;
import dirtysim.workloads.Traces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --device-accesses}: beside the trace, elsewhere, or not at all. */
class DeviceAccessesTest {
    private static final String SAYS_SO = "device accesses are those recorded in ";

    @TempDir
    static Path folder;

    private static Path trace;
    private static Path accesses;

    @BeforeAll
    static void aRun() throws IOException {
        RecordedRun run = RecordedRuns.bundled().get(0);
        trace = folder.resolve("run.dtrace");
        accesses = folder.resolve("elsewhere.csv");
        Traces.write(run.trace(), trace);
        try (Writer out = Files.newBufferedWriter(accesses)) {
            out.write("guest_us,flush_rank,did,bdf,iova,gpa,len,op,iotlb\n");
            run.forEachAccess(access -> {
                try {
                    out.write(String.join(
                            ",",
                            Long.toString(access.guestUs()),
                            Long.toString(access.flushRank()),
                            Integer.toString(access.domain()),
                            access.requester(),
                            Long.toHexString(access.iova()),
                            Long.toHexString(access.gpa()),
                            Integer.toString(access.bytes()),
                            access.write() ? "W" : "R",
                            access.hit() ? "hit" : "miss"));
                    out.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        Path beside = Files.createDirectory(folder.resolve("beside"));
        Files.copy(trace, beside.resolve("run.dtrace"));
        Files.copy(accesses, beside.resolve("run.devaccess.csv"));
    }

    private static String results(String name, Path of, Object... more) throws IOException {
        Path out = folder.resolve(name);
        List<Object> words = new ArrayList<>(
                List.of("simulate", "--trace", of, "--scheme", "nested-dbit,shadow-dbit,iova-log", "--out", out));
        words.addAll(List.of(more));
        CommandLineRun.of(words.toArray()).succeeded();
        assertEquals(
                !name.equals("modelled"),
                Files.readString(out.resolve("results.json")).contains(SAYS_SO),
                name);
        return Files.readString(out.resolve("results.csv"));
    }

    @Test
    void recordedAccessesTakeThePlaceOfTheModelledOnes() throws IOException {
        String given = results("given", trace, "--device-accesses", accesses);
        String modelled = results("modelled", trace);
        assertNotEquals(modelled, given);
        Path beside = folder.resolve("beside").resolve("run.dtrace");
        assertEquals(given, results("auto", beside));
        assertEquals(modelled, results("modelled", beside, "--device-accesses", "modelled"));
    }

    @Test
    void aFileIsThatOfOneTraceAndMustBeThere() {
        String missing = CommandLineRun.of(
                        "simulate",
                        "--trace",
                        trace,
                        "--scheme",
                        "stop-copy",
                        "--device-accesses",
                        folder.resolve("no"))
                .complaint();
        assertTrue(missing.contains("no: there is no such file"), missing);
        String two = CommandLineRun.of(
                        "simulate",
                        "--trace",
                        trace,
                        "--trace",
                        "e1000e-rx-strict",
                        "--scheme",
                        "stop-copy",
                        "--device-accesses",
                        accesses)
                .complaint();
        assertTrue(two.contains("device-accesses names a file, and there are 2 traces"), two);
        String other = CommandLineRun.of(
                        "simulate", "--trace", "mixed-strict", "--scheme", "stop-copy", "--device-accesses", accesses)
                .complaint();
        assertTrue(other.contains("elsewhere.csv: "), other);
    }
}
