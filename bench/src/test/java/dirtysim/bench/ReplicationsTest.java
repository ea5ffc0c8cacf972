package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several seeds of one scenario, through the command line. */
class ReplicationsTest {
    @TempDir
    private Path folder;

    private CommandLineRun simulate(String out, Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "simulate",
                "--trace",
                "nvme-randread4k-strict",
                "--scheme",
                "nested-dbit,map-time",
                "--time-scale",
                "10"));
        words.addAll(List.of("--link", "100Gbit/s", "--max-rounds", "5", "--cpu-working-set", "64MiB"));
        words.addAll(List.of("--warm-up", "auto", "--replications", "3", "--seed", "7", "--out", folder.resolve(out)));
        words.addAll(List.of(more));
        return CommandLineRun.of(words.toArray());
    }

    @Test
    void seedsFollowEachOtherAndSchemesMeetTheSameOnes() throws IOException {
        simulate("one", "--jobs", 1).succeeded();
        simulate("two", "--jobs", 2).succeeded();
        for (String file : List.of("results.csv", "means.csv", "differences.csv", "results.json", "report.html")) {
            assertEquals(
                    Files.readString(folder.resolve("one").resolve(file)),
                    Files.readString(folder.resolve("two").resolve(file)),
                    file);
        }
        List<String> lines = Files.readAllLines(folder.resolve("one").resolve("results.csv"));
        List<String> head = List.of(lines.get(0).split(","));
        assertEquals(7, lines.size(), "a header and a row a run");
        Map<String, String> phaseBySeed = new TreeMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] row = lines.get(i).split(",", -1);
            assertEquals(Integer.toString(7 + (i - 1) % 3), row[head.indexOf("seed")], "the three seeds of a scheme");
            assertEquals("auto", row[head.indexOf("warmup_rule")]);
            String phase = row[head.indexOf("start_phase_ms")];
            assertTrue(Double.parseDouble(phase) > 0 && Double.parseDouble(phase) < 600, "within a pass: " + phase);
            String other = phaseBySeed.putIfAbsent(row[head.indexOf("seed")], phase);
            assertTrue(other == null || other.equals(phase), "one seed, one start");
        }
        assertEquals(3, phaseBySeed.values().stream().distinct().count());
        String means = Files.readString(folder.resolve("one").resolve("means.csv"));
        assertTrue(means.contains("adhoc,adhoc,map-time,nvme-randread4k-strict,downtime,ns,3,"), means);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0     | --replications: replications is out of its range; stay within 1 to 1000",
                "-1    | --replications: replications is out of its range; stay within 1 to 1000",
                "1001  | --replications: replications is out of its range; stay within 1 to 1000",
                "x     | --replications: replications is 'x', which is no whole number; write 1 or 30",
                "99999999999999999999 | --replications: replications is '99999999999999999999', which is no whole number; write 1 or 30",
            })
    void whatIsNoNumberOfReplicationsIsRefused(String number, String complaint) {
        assertEquals(
                complaint,
                CommandLineRun.of("run", "--suite", "quick", "--replications", number)
                        .complaint());
        assertEquals(
                complaint,
                CommandLineRun.of("simulate", "--trace", "mixed-lazy", "--scheme", "pinned", "--replications", number)
                        .complaint());
    }

    @Test
    void seedsDoNotRunOut() {
        assertEquals(
                "scenario smoke: there are not 2 seeds from 9223372036854775807 on; lower the seed",
                CommandLineRun.of("run", "--suite", "quick", "--seed", Long.MAX_VALUE, "--replications", 2)
                        .complaint());
    }

    @Test
    void aSuiteReplicatesAsItsKeysSay() throws IOException {
        Path suite = folder.resolve("s.yaml");
        Files.writeString(suite, """
                suite: mine
                defaults: {time-scale: 10, link: 100Gbit/s, replications: 2, start-phase: fixed, cpu-working-set: 16MiB}
                scenarios:
                  - name: two
                    traces: [mixed-lazy]
                    schemes: [stop-copy]
                  - name: one
                    replications: 1
                    traces: [mixed-lazy]
                    schemes: [stop-copy]
                """);
        CommandLineRun.of("run", "--suite", suite, "--out", folder.resolve("o")).succeeded();
        List<String> rows = Files.readAllLines(folder.resolve("o").resolve("results.csv"));
        assertEquals(4, rows.size(), String.join("\n", rows));
        assertTrue(rows.get(1).startsWith("mine,two,stop-copy,mixed-lazy,1,"), rows.get(1));
        assertTrue(rows.get(2).startsWith("mine,two,stop-copy,mixed-lazy,2,"), rows.get(2));
        assertTrue(rows.get(3).startsWith("mine,one,stop-copy,mixed-lazy,1,"), rows.get(3));
        assertTrue(rows.get(2).contains(",fixed,0.000000"), rows.get(2));
    }
}
