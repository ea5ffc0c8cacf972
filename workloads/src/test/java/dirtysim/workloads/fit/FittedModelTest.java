package dirtysim.workloads.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.guest.Workload;
import dirtysim.host.InputException;
import dirtysim.workloads.Traces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittedModelTest {
    private static final String RECORDING = "ahci-seqread128k-strict";

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static FittedModel model(String name) {
        return ModelFit.fit(Traces.open(name, false).workload());
    }

    private static Workload made(Path file, String more) {
        return Traces.open("generated:fitted,of=" + file + more, false).workload();
    }

    @Test
    void whatIsReadBackIsWhatWasWritten() throws IOException {
        String yaml = model("e1000e-rx-lazy").toYaml();
        assertEquals(yaml, FittedModel.read(file("again.yaml", yaml)).toYaml());
        assertFalse(yaml.contains("\r"));
        assertTrue(yaml.contains("lazy: true"), "as recorded");
    }

    @Test
    void noAddressOfTheRecordingIsKept() {
        String yaml = model("nvme-randread4k-strict").toYaml();
        assertFalse(yaml.contains("iova"), "no IOVA");
        assertFalse(yaml.contains("gpa"), "no guest page");
    }

    @Test
    void scalesRateLiveMappingsAndCopies() throws IOException {
        Path file = file("rx.yaml", model("e1000e-rx-strict").toYaml());
        TraceFigures plain = new TraceFigures(made(file, ""));
        TraceFigures fast = new TraceFigures(made(file, ",rate=2000000"));
        assertEquals(2_000_000, fast.callsPerSecond, 60_000);
        assertEquals(plain.meanLive, fast.meanLive, 0.03 * plain.meanLive);
        TraceFigures larger = new TraceFigures(made(file, ",live=2048"));
        assertEquals(plain.callsPerSecond, larger.callsPerSecond, 0.1 * plain.callsPerSecond);
        assertEquals(2048, larger.meanLive, 100);
        TraceFigures smaller = new TraceFigures(made(file, ",live=4"));
        assertEquals(plain.callsPerSecond, smaller.callsPerSecond, 0.4 * plain.callsPerSecond, "bursts of one");
        TraceFigures four = new TraceFigures(made(file, ",queues=4,rate=2000000"));
        assertEquals(2_000_000, four.callsPerSecond, 60_000);
        assertEquals(4 * plain.meanLive, four.meanLive, 0.05 * 4 * plain.meanLive);
        assertEquals(8, made(file, ",queues=4").cpus());
    }

    @Test
    void memoryIsSpreadOverWhatIsAskedFor() throws IOException {
        Path file = file("rx.yaml", model("e1000e-rx-strict").toYaml());
        Workload workload = made(file, ",over=1TiB");
        long highest = 0;
        for (int segment = 0; segment < workload.segmentEnd(workload.seamStart() - 1); segment++) {
            highest = Math.max(highest, workload.segmentGpa(segment));
        }
        assertTrue(highest > 1L << 38, "up to " + highest);
        assertTrue(highest < (1L << 40) + (2L << 30), "up to " + highest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fitted: \"guest 1\"|fitted: \"guest 7\"|fitted is not 'guest 1'",
                "cpus: 2|cpus: 0|cpus is out of 1 to 1024",
                "guest-pages: 256|guest-pages: 0|queue 0 makes no sense",
                "first-live: |first-lives: |first-lives",
                "victim-stays: 0.|victim-stays: 90.|queue 0 makes no sense",
                "lazy: false|lazy: [|",
                "pages: 32|pages: 2|queue 0 makes no sense",
            })
    void whatIsWrongIsOneClearLine(String from, String to, String complaint) throws IOException {
        String yaml = model(RECORDING).toYaml();
        assertTrue(yaml.contains(from), from);
        Path file = file("broken.yaml", yaml.replace(from, to));
        String message =
                assertThrows(InputException.class, () -> made(file, "")).getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        assertTrue(complaint == null || message.contains(complaint), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void mutatedParametersGiveAWorkloadOrOneLine() throws IOException {
        String yaml = model(RECORDING).toYaml();
        for (long seed = 1; seed <= 200; seed++) {
            RandomStream random = new RandomStreams(seed).stream("mutation");
            byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1 + seed % 3; i++) {
                int at = random.nextInt(bytes.length);
                boolean digit = bytes[at] >= '0' && bytes[at] <= '9';
                bytes[at] = (byte) (digit ? '0' + random.nextInt(10) : random.nextInt(128));
            }
            Path file = folder.resolve("mutated" + seed + ".yaml");
            Files.write(file, bytes);
            try {
                made(file, ",body=1");
            } catch (InputException e) {
                assertEquals(1, e.getMessage().lines().count(), "seed " + seed + ": " + e.getMessage());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void nothingToFitIsSaid() {
        InputException e = assertThrows(
                InputException.class,
                () -> ModelFit.fit(
                        Traces.open("generated:steady,live=10,churn=0", false).workload()));
        assertTrue(e.getMessage().contains("nothing to fit"), e.getMessage());
        InputException unnamed = assertThrows(
                InputException.class,
                () -> Traces.open("generated:fitted", false).workload());
        assertTrue(unnamed.getMessage().contains("it names no parameters"), unnamed.getMessage());
    }
}
