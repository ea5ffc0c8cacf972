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
    private static final String GENERATED = "generated:steady,live=256,dirty=20000,churn=2000,over=64MiB";
    private static final List<String> SMALL = words(
            "--ram 128MiB --cpu-working-set 16MiB --cpu-dirty 20000 --link 2Gbit/s --downtime-limit 20ms --warm-up 5ms"
                    + " --max-rounds 4");
    /** A recorded guest has its RAM, so a fast link keeps its migrations short. */
    private static final List<String> RECORDED =
            words("--cpu-dirty 400000 --link 100Gbit/s --downtime-limit 60ms --warm-up 5ms --max-rounds 6");

    @TempDir
    private Path folder;

    private static List<String> words(String line) {
        return List.of(line.split(" "));
    }

    private CommandLineRun run(String command, String out, String trace, List<String> settings, String more) {
        List<Object> all = new ArrayList<>(List.of(command, "--trace", trace, "--out", folder.resolve(out)));
        all.addAll(settings);
        all.addAll(words(more));
        return CommandLineRun.of(all.toArray());
    }

    @Test
    void aFrontierIsTheSameBytesWhateverTheThreads() throws IOException {
        String asked = "--scheme nested-dbit,iova-log,stop-copy --find link,downtime-limit,curve --range 8 --jobs ";
        CommandLineRun one = run("frontier", "one", GENERATED, SMALL, asked + 1).succeeded();
        run("frontier", "two", GENERATED, SMALL, asked + 2).succeeded();
        for (String file : List.of("frontier.csv", "frontier.html")) {
            assertEquals(read("one", file), read("two", file), file);
        }
        List<String> rows = read("one", "frontier.csv").lines().toList();
        assertEquals(1 + 3 * (1 + 5 + 1), rows.size(), "a row a search");
        assertTrue(rows.get(1).contains(",nested-dbit,link,bytes_per_s,"), rows.get(1));
        assertTrue(one.out().contains("smallest link"), one.out());
        assertTrue(one.out().contains("smallest link by downtime limit"), one.out());
        assertTrue(one.out().endsWith("frontier.html\n"), one.out());
    }

    /** The value that is reported is one that can be typed: the run is the one that the search saw. */
    @Test
    void theEdgeCanBeRunAgain() throws IOException {
        run("frontier", "edge", GENERATED, SMALL, "--scheme shadow-dbit --find link --range 8")
                .succeeded();
        List<String> head = fields("edge", "frontier.csv", 0);
        List<String> row = fields("edge", "frontier.csv", 1);
        for (String end : List.of("bracket_low", "bracket_high")) {
            List<String> settings = new ArrayList<>(SMALL);
            settings.set(settings.indexOf("2Gbit/s"), row.get(head.indexOf(end)) + "B/s");
            run("simulate", end, GENERATED, settings, "--scheme shadow-dbit").succeeded();
            List<String> result = fields(end, "results.csv", 1);
            String converged = result.get(fields(end, "results.csv", 0).indexOf("converged"));
            assertEquals(end.equals("bracket_high"), Boolean.valueOf(converged), result.toString());
        }
    }

    @Test
    void anAdviceIsTheSameBytesWhateverTheThreads() throws IOException {
        String asked = "--scheme nested-dbit,shadow-dbit --jobs ";
        run("advise", "one", GENERATED, SMALL, asked + 1).succeeded();
        run("advise", "two", GENERATED, SMALL, asked + 2).succeeded();
        for (String file : List.of("advice.md", "results.csv", "results.json", "report.html")) {
            assertEquals(read("one", file), read("two", file), file);
        }
    }

    @Test
    void anAdviceIsAsSealedAndOnTheTerminalToo() throws IOException {
        String asked = "--scheme nested-dbit,shadow-dbit,device-log";
        CommandLineRun run =
                run("advise", "one", "e1000e-rx-lazy", RECORDED, asked).succeeded();
        String advice = read("one", "advice.md");
        assertTrue(run.out().startsWith(advice.substring(0, advice.indexOf("\nThe same again"))), run.out());
        Path golden = GOLDEN.resolve("advice.md");
        if (Boolean.getBoolean("dirtysim.golden.rewrite")) {
            Files.writeString(golden, advice);
            fail("rewrote " + golden + ": look at the difference, and run without -Ddirtysim.golden.rewrite=true");
        }
        assertEquals(Files.readString(golden), advice, "if that is meant: -Ddirtysim.golden.rewrite=true rewrites it");
    }

    @Test
    void whatTheHardwareRefusesIsOutAndNamed() throws IOException {
        run("advise", "refused", GENERATED, SMALL, "--scheme nested-dbit,pinned --set nesting=no --quick")
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
            advise --scheme all --quik                | unknown option '--quik'                | did you mean '--quick'?
            """)
    void badInputIsOneLine(String commandLine, String what, String mend) {
        List<Object> words = new ArrayList<>(List.of((Object[]) commandLine.split(" ")));
        words.addAll(1, List.of("--trace", "e1000e-rx-lazy"));
        words.addAll(List.of("--ram", "2GiB", "--out", folder.resolve("bad")));
        String complaint = CommandLineRun.of(words.toArray()).complaint();
        assertTrue(complaint.contains(what), complaint);
        assertTrue(complaint.substring(complaint.indexOf(';')).contains(mend), complaint);
    }

    /** The fields of a line; the name of a trace has commas, and does not matter here. */
    private List<String> fields(String out, String file, int line) throws IOException {
        String text = read(out, file).lines().skip(line).findFirst().orElseThrow();
        return List.of(text.replaceAll("\"[^\"]*\"", "quoted").split(",", -1));
    }

    private String read(String out, String file) throws IOException {
        return Files.readString(folder.resolve(out).resolve(file));
    }
}
