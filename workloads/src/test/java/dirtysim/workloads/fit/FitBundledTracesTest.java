package dirtysim.workloads.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.guest.Workload;
import dirtysim.workloads.BundledTrace;
import dirtysim.workloads.Traces;
import dirtysim.workloads.generate.GeneratedName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bundled trace, fitted and made again, is within the tolerances that the README states. */
class FitBundledTracesTest {
    static Stream<String> traces() {
        return Traces.bundled().stream().map(BundledTrace::name);
    }

    @ParameterizedTest
    @MethodSource("traces")
    void theFittedGuestIsLikeItsRecording(String name) {
        Workload recorded = Traces.open(name, false).workload();
        FittedModel model = ModelFit.fit(recorded);
        assertTrue(
                model.toYaml().length() < 150_000,
                name + " takes " + model.toYaml().length() + " characters");
        List<FitFigure> table = FitTable.compare(recorded, GeneratedName.synthetic(model));
        assertEquals(
                List.of(),
                table.stream()
                        .filter(figure -> !figure.met())
                        .map(FitFigure::name)
                        .toList(),
                () -> name + "\n" + FitTable.toText(table));
    }
}
