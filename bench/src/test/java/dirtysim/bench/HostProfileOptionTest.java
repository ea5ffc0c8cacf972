package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.HostProfile;
import dirtysim.reports.Results;
import dirtysim.reports.ResultsDirectory;
import dirtysim.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --profile}, from the command line to everything that results say of it. */
class HostProfileOptionTest {
    @TempDir
    private Path folder;

    @Test
    void aProfileReachesScenarioTableAndReport() throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yaml"), """
                profile: lab-7
                parameters:
                  scan-per-pte-ns: {value: 3.25, source: stopwatch of the lab, status: measured}
                  map-ns: {value: 100, source: stopwatch too, status: measured}
                """);
        Results results = simulate("--profile", file, "--set", "map-ns=101");
        Scenario scenario = results.runs().get(0).scenario();
        assertEquals("lab-7", scenario.profile().name());
        assertEquals(
                "stopwatch of the lab",
                scenario.profile()
                        .value("scan-per-pte-ns")
                        .map(HostProfile.Value::source)
                        .orElseThrow());
        assertEquals(3.25, scenario.costs().scanPerPteNs());
        assertEquals(101, scenario.costs().mapNs(), "--set goes over the profile");
        assertTrue(results.command().contains("--profile " + file + " --set map-ns=101"), results.command());
        List<String> csv = Files.readAllLines(folder.resolve("out/results.csv"));
        int profile = List.of(csv.get(0).split(",", -1)).indexOf("profile");
        assertEquals("lab-7", csv.get(1).split(",", -1)[profile]);
        String html = Files.readString(folder.resolve("out/report.html"));
        assertTrue(html.contains("Host profile: <b>lab-7</b>"));
        assertTrue(html.contains("stopwatch of the lab"));
    }

    @Test
    void withoutTheOptionItIsTheProfileOfTheDefaults() {
        Scenario scenario = simulate().runs().get(0).scenario();
        assertEquals("sandy-bridge-to-broadwell", scenario.profile().name());
    }

    @Test
    void listedParametersShowTheProfilesValueAndSource() {
        String plain = line("list", "parameters");
        assertTrue(plain.contains("sourced") && plain.contains("[C11: 2,130 cycles"), plain);
        String arm = line("list", "parameters", "--profile", "kunpeng-920");
        assertTrue(arm.contains(" 1328 ") && arm.contains("[kunpeng-920: C11, V4: SMMUv3"), arm);
    }

    @Test
    void profilesAreListedWithWhatTheyAre() {
        String out = CommandLineRun.of("list", "profiles").succeeded().out();
        assertTrue(out.contains("sandy-bridge-to-broadwell  0 given   The defaults."), out);
        assertTrue(out.lines().anyMatch(row -> row.startsWith("kunpeng-920") && row.contains("Arm-like")), out);
        assertTrue(out.lines().anyMatch(row -> row.startsWith("modern-x86") && row.contains("Assumption.")), out);
    }

    private static String line(Object... command) {
        return CommandLineRun.of(command)
                .succeeded()
                .out()
                .lines()
                .filter(row -> row.startsWith("invalidate-ns"))
                .findFirst()
                .orElseThrow();
    }

    private Results simulate(Object... options) {
        List<Object> words = new ArrayList<>(List.of(
                "simulate",
                "--trace",
                "e1000e-rx-strict",
                "--scheme",
                "pinned",
                "--link",
                "100Gbit/s",
                "--max-rounds"));
        words.addAll(List.of(2, "--out", folder.resolve("out")));
        words.addAll(List.of(options));
        CommandLineRun.of(words.toArray()).succeeded();
        return ResultsDirectory.read(folder.resolve("out"));
    }
}
