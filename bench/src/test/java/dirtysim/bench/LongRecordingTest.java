package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.workloads.Traces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recording whose records are more than Java's memory holds, in a process that has little. */
@Timeout(120)
class LongRecordingTest {
    private static final String LITTLE = "-Xmx16m";

    @TempDir
    private static Path folder;

    private static Path text;

    private record Ended(int code, String said) {}

    @BeforeAll
    static void write() throws IOException {
        text = folder.resolve("long.trace");
        Traces.convert("e1000e-rx-strict", text, false);
    }

    @Test
    void itIsConvertedAllTheSame() throws IOException, InterruptedException {
        Path out = folder.resolve("long.dtrace");
        Ended converted = run("trace", "convert", text.toString(), out.toString());
        assertEquals(0, converted.code(), converted.said());
        assertEquals(
                Traces.open("e1000e-rx-strict", false).records().size(),
                Traces.open(out.toString(), false).records().size());
    }

    @Test
    void whatNeedsAllOfItSaysSoInOneLine() throws IOException, InterruptedException {
        Ended refused = run("trace", "info", text.toString());
        assertEquals(2, refused.code(), refused.said());
        assertTrue(
                refused.said()
                        .matches("\\S*long.trace: its records do not fit into the [0-9]+ MiB that Java has; .*\\R"),
                refused.said());
    }

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                LITTLE,
                "-cp",
                System.getProperty("java.class.path"),
                "dirtysim.bench.Main"));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
