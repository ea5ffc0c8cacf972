package dirtysim.workloads.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.guest.Workload;
import dirtysim.workloads.BundledTrace;
import dirtysim.workloads.Traces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bundled trace, fitted and made again, is within the tolerances that the README states. */
class FitBundledTracesTest {
    @TempDir
    private Path folder;

    static Stream<String> traces() {
        return Traces.bundled().stream().map(BundledTrace::name);
    }

    @ParameterizedTest
    @MethodSource("traces")
    void theFittedGuestIsLikeItsRecording(String name) throws IOException {
        Workload recorded = Traces.open(name, false).workload();
        Path file = folder.resolve(name + ".yaml");
        Files.write(file, ModelFit.fit(recorded).toYaml().getBytes(StandardCharsets.UTF_8));
        Workload synthetic = Traces.open("generated:fitted,of=" + file, false).workload();
        List<FitFigure> table = FitTable.compare(recorded, synthetic);
        System.err.println(name + " " + Files.size(file) + "\n" + FitTable.toText(table));
        assertEquals(
                List.of(),
                table.stream()
                        .filter(figure -> !figure.met())
                        .map(FitFigure::name)
                        .toList(),
                () -> name + "\n" + FitTable.toText(table));
    }
}
