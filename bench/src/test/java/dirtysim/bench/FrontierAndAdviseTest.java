package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code frontier} and {@code advise} through the command line, on a recorded trace and a small guest. */
class FrontierAndAdviseTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "dirtysim", "bench");
    private static final List<String> SMALL = List.of(
            "--trace",
            "e1000e-rx-lazy",
            "--ram",
            "256MiB",
            "--cpu-working-set",
            "32MiB",
            "--cpu-dirty",
            "20000",
            "--link",
            "2Gbit/s",
            "--downtime-limit",
            "40ms",
            "--warm-up",
            "20ms",
            "--max-rounds",
            "8");

    @TempDir
    private Path folder;

    private CommandLineRun run(String command, String out, Object... more) {
        List<Object> words = new ArrayList<>(List.of(command));
        words.addAll(SMALL);
        words.addAll(List.of("--out", folder.resolve(out)));
        words.addAll(List.of(more));
        return CommandLineRun.of(words.toArray());
    }

    @Test
    void aFrontierIsTheSameBytesWhateverTheThreads() throws IOException {
        String schemes = "nested-dbit,iova-log,stop-copy";
        String find = "link,downtime-limit,curve";
        CommandLineRun one = run("frontier", "one", "--scheme", schemes, "--find", find, "--jobs", 1)
                .succeeded();
        run("frontier", "two", "--scheme", schemes, "--find", find, "--jobs", 2).succeeded();
        for (String file : List.of("frontier.csv", "frontier.html")) {
            assertEquals(read("one", file), read("two", file), file);
        }
        List<String> rows = read("one", "frontier.csv").lines().toList();
        assertEquals(1 + 3 * (1 + 5 + 1), rows.size(), "a row a search");
        assertTrue(rows.get(1).startsWith("frontier,e1000e-rx-lazy,nested-dbit,link,bytes_per_s,"), rows.get(1));
        assertTrue(one.out().contains("smallest link"), one.out());
        assertTrue(one.out().contains("smallest link by downtime limit"), one.out());
        assertTrue(one.out().endsWith("frontier.html\n"), one.out());
    }

    /** The value that is reported is one that can be typed: the run is the one that the search saw. */
    @Test
    void theEdgeCanBeRunAgain() throws IOException {
        run("frontier", "edge", "--scheme", "shadow-dbit", "--find", "link").succeeded();
        String[] head =
                read("edge", "frontier.csv").lines().findFirst().orElseThrow().split(",");
        String[] row = read("edge", "frontier.csv")
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .split(",");
        List<String> columns = List.of(head);
        for (String end : List.of("bracket_low", "bracket_high")) {
            List<Object> words = new ArrayList<>(List.of("simulate"));
            words.addAll(SMALL);
            words.set(words.indexOf("2Gbit/s"), row[columns.indexOf(end)] + "B/s");
            words.addAll(List.of("--scheme", "shadow-dbit", "--out", folder.resolve(end)));
            CommandLineRun.of(words.toArray()).succeeded();
            String result = read(end, "results.csv").lines().skip(1).findFirst().orElseThrow();
            boolean converged = result.split(",")[8].equals("true");
            assertEquals(end.equals("bracket_high"), converged, result);
        }
    }

    @Test
    void anAdviceIsAsSealedAndHasItsResultsBesideIt() throws IOException {
        CommandLineRun one = run("advise", "one", "--scheme", "nested-dbit,shadow-dbit,iova-log", "--jobs", 1)
                .succeeded();
        run("advise", "two", "--scheme", "nested-dbit,shadow-dbit,iova-log", "--jobs", 2)
                .succeeded();
        for (String file : List.of("advice.md", "results.csv", "results.json", "report.html")) {
            assertEquals(read("one", file), read("two", file), file);
        }
        String advice = read("one", "advice.md");
        assertTrue(
                one.out().startsWith(advice.substring(0, advice.indexOf("\nThe same again"))),
                "the terminal has it too");
        Path golden = GOLDEN.resolve("advice.md");
        if (Boolean.getBoolean("dirtysim.golden.rewrite")) {
            Files.writeString(golden, advice);
            fail("rewrote " + golden + ": look at the difference, and run without -Ddirtysim.golden.rewrite=true");
        }
        assertEquals(Files.readString(golden), advice, "if that is meant: -Ddirtysim.golden.rewrite=true rewrites it");
    }

    @Test
    void whatTheHardwareRefusesIsOutAndNamed() throws IOException {
        run("advise", "refused", "--scheme", "nested-dbit,pinned", "--set", "nesting=no", "--quick")
                .succeeded();
        String advice = read("refused", "advice.md");
        assertTrue(
                advice.contains("- nested-dbit is refused by the modelled hardware: it needs nesting (ECAP.NEST"),
                advice);
        assertTrue(advice.contains("Of the 2 schemes that were tried it is the only one that is not out."), advice);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            frontier --scheme all --find lnk          | --find: unknown question 'lnk'         | did you mean 'link'?
            frontier --scheme all --find link,link    | --find: 'link' is named twice          | name it once
            frontier --scheme all --range 1           | --range: it is out of its range        | stay within 1.1 to 1000000
            frontier --scheme all --range NaN         | --range: it is out of its range        | stay within
            frontier --scheme all --resolution 1      | --resolution: it is out of its range   | stay within 1.001 to 2
            frontier --scheme pinned --downtime-limit 0ms --find downtime-limit | --downtime-limit: it is 0 | give more than 0
            frontier --scheme pind                    | --scheme: unknown scheme 'pind'        | did you mean 'pinned'?
            frontier --scheme all --set nesting=no    | it needs nesting (ECAP.NEST, bit 26)   | or leave the scheme out
            advise --scheme nested-dbit --set nesting=no | scheme nested-dbit: it needs nesting | set nesting=yes
            advise --scheme all --jobs 0              | --jobs: there must be a worker         | at least 1
            advise --quik                             | unknown option '--quik'                | did you mean '--quick'?
            """)
    void badInputIsOneLine(String commandLine, String what, String mend) {
        List<Object> words = new ArrayList<>(List.of((Object[]) commandLine.split(" ")));
        words.addAll(1, List.of("--trace", "e1000e-rx-lazy"));
        words.addAll(List.of("--ram", "512MiB", "--out", folder.resolve("bad")));
        String complaint = CommandLineRun.of(words.toArray()).complaint();
        assertTrue(complaint.contains(what), complaint);
        assertTrue(complaint.substring(complaint.indexOf(';')).contains(mend), complaint);
    }

    private String read(String out, String file) throws IOException {
        return Files.readString(folder.resolve(out).resolve(file));
    }
}
