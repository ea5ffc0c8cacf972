package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dirtysim.bench.sweep.Journal;
import dirtysim.host.PlainText;
import dirtysim.workloads.Traces;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** Files that are empty, endless or made to do harm: one line each, and nothing of it acts where it is shown. */
@Timeout(60)
class HostileInputTest {
    private static final long TEN_GIB = 10L << 30;
    private static final String HOSTILE = "=cmd'\"><script>alert(1)<\u202e\u001b[31m|\nx</script>";

    /** Commands that read the file IT, as what it is read as. */
    private static final List<String> READERS = List.of(
            "trace info IT",
            "run --suite IT",
            "simulate --trace IT --scheme nested-dbit",
            "simulate --trace e1000e-rx-strict --scheme nested-dbit --profile IT",
            "simulate --trace e1000e-rx-strict --scheme nested-dbit --verify IT",
            "trace generate --params IT OUT.dtrace",
            "trace repair IT OUT.dtrace",
            "compare GOOD GOOD --tolerance IT",
            "compare IT GOOD",
            "compare GOOD IT",
            "report GOOD --jmh IT --out OUT.html",
            "frontier --trace IT --scheme nested-dbit",
            "advise --trace IT");

    /** Commands that read a folder in which the file has the name that they look for. */
    private static final List<String> FOLDER_READERS = List.of(
            "results.json report IN --out OUT.html",
            "results.json report --history IN --out OUT.html",
            "results.csv compare IN GOOD",
            "shard.json merge IN",
            "a.json validate migration --no-published --runs IN");

    @TempDir
    private static Path shared;

    private static Path good;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runOne() {
        good = shared.resolve("good");
        CommandLineRun.of("simulate", "--trace", "e1000e-rx-strict", "--scheme", "nested-dbit", "--out", good)
                .succeeded();
    }

    static List<String> readers() {
        return READERS;
    }

    static List<String> folderReaders() {
        return FOLDER_READERS;
    }

    @ParameterizedTest
    @MethodSource("readers")
    void emptyAndEndlessFilesAreRefused(String command) throws IOException {
        refused(command, Files.createFile(folder.resolve("empty")));
        refused(command, sparse(folder.resolve("long")));
        Path endless = Path.of("/dev/zero");
        if (Files.exists(endless) && !command.startsWith("trace repair")) {
            refused(command, endless);
        }
    }

    @ParameterizedTest
    @MethodSource("folderReaders")
    void soAreThoseThatAreFoundInAFolder(String command) throws IOException {
        String[] words = command.split(" ", 2);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path endless = Files.createDirectory(folder.resolve("endless"));
        Files.createFile(empty.resolve(words[0]));
        sparse(endless.resolve(words[0]));
        for (Path in : List.of(empty, endless)) {
            complaint(words[1].replace("IN", in.toString()));
        }
    }

    @Test
    void aPipeIsNotWaitedFor() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        for (String command : READERS) {
            refused(command, pipe);
        }
    }

    @Test
    void aJournalOfJunkIsBegunAnew() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        sparse(out.resolve(Journal.NAME));
        CommandLineRun.of("simulate", "--trace", "e1000e-rx-strict", "--scheme", "nested-dbit", "--out", out)
                .succeeded();
        assertEquals(Files.readString(good.resolve("results.csv")), Files.readString(out.resolve("results.csv")));
    }

    static Stream<String> yaml() {
        String rest = "\nscenarios:\n  - name: only\n    traces: [e1000e-rx-strict]\n    schemes: [nested-dbit]\n";
        StringBuilder laughs = new StringBuilder("suite: a\na: &a [ha, ha]\n");
        for (char c = 'b'; c < 'z'; c++) {
            laughs.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append("*a, ".replace('a', (char) (c - 1)).repeat(9));
            laughs.append("ha]\n");
        }
        return Stream.of(
                laughs.toString(),
                "suite: a\ndefaults: &d {ram: 4GiB}\nscenarios:\n  - <<: *d\n    name: b\n",
                "suite: " + "[".repeat(100_000),
                "{suite: ".repeat(900) + "}".repeat(900),
                "? ".repeat(20_000),
                "suite: " + "a".repeat(100_000) + rest,
                "suite: a\n" + "k".repeat(100_000) + ": 1" + rest,
                "suite: a\ndefaults: {seed: " + "9".repeat(100_000) + "}" + rest,
                "suite: a\ndefaults: {seed: 1e999999999}" + rest,
                "suite: a\ndefaults: {ram: 1e999999999GiB}" + rest,
                "suite: a\nsuite: b" + rest,
                "suite: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL ['x:']]]]"
                        + rest,
                "suite: a" + rest.replace("e1000e-rx-strict", "../../../../../../../etc/passwd"),
                "suite: a" + rest.replace("e1000e-rx-strict", "/etc/passwd"),
                "suite: a" + rest.replace("e1000e-rx-strict", "/dev/zero"),
                "suite: a" + rest.replace("e1000e-rx-strict", "\"a\\0b\""),
                "suite: a\ndefaults: {profile: /etc/passwd}" + rest,
                "suite: ../../pwned" + rest,
                "suite: \"a\\nb\"" + rest,
                "suite: \"a\\u202eb\"" + rest,
                "suite: a" + rest.replace("only", "\"<script>alert(1)</script>\\e[31m\""),
                "suite: a\n\"x\\e[31m\\u202e\\0\": 1" + rest);
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void aHostileSuiteIsRefused(String text) throws IOException {
        Path suite = Files.writeString(folder.resolve("s.yaml"), text);
        Path out = folder.resolve("out");
        String said = CommandLineRun.of("run", "--suite", suite, "--out", out).complaint();
        assertTrue(PlainText.is(said) && said.length() < 1000, said);
        assertFalse(said.contains("internal fault"), said);
        assertFalse(Files.exists(out), "nothing is written");
        String profile =
                CommandLineRun.of("list", "parameters", "--profile", suite).complaint();
        assertTrue(PlainText.is(profile), profile);
    }

    @Test
    void aLinkToADeviceIsNoSuite() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("s.yaml"), Path.of("/dev/zero"));
        complaint("run --suite " + link);
        Files.delete(link);
    }

    @Test
    void aHostileNameOfATraceDoesNothing() throws Exception {
        Path trace = folder.resolve(HOSTILE.replace('/', '\u2215') + ".dtrace");
        Traces.convert("e1000e-rx-strict", trace, false);
        Path out = folder.resolve("out");
        CommandLineRun run = CommandLineRun.of(
                        "simulate",
                        "--trace",
                        trace,
                        "--scheme",
                        "nested-dbit",
                        "--out",
                        out,
                        "--timeline",
                        out.resolve("t.json"))
                .succeeded();
        inert(run.out());
        Path page = out.resolve("trace.html");
        inert(CommandLineRun.of("trace", "info", trace, "--html", page)
                .succeeded()
                .out());
        Path other = folder.resolve("other");
        CommandLineRun.of("simulate", "--trace", trace, "--scheme", "shadow-dbit", "--out", other)
                .succeeded();
        Path junit = out.resolve("gate.xml");
        CommandLineRun gate = CommandLineRun.of(
                "compare",
                out,
                other,
                "--junit",
                junit,
                "--markdown",
                out.resolve("gate.md"),
                "--json",
                out.resolve("gate.json"));
        assertEquals(1, gate.exitCode(), gate.err());
        inert(gate.out());
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(junit))));
        CommandLineRun.of("report", out, "--out", out.resolve("again.html")).succeeded();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                inert(text);
                if (!file.toString().endsWith(".html")) {
                    continue;
                }
                assertFalse(text.contains("<script>alert"), file.toString());
            }
        }
        for (String line : Files.readAllLines(out.resolve("results.csv"))) {
            for (String field : line.split(",")) {
                assertFalse(field.matches("\"?[=@].*"), field);
            }
        }
    }

    @Test
    void resultsOfAnotherMakingAreRefused() throws IOException {
        Path bad = Files.createDirectory(folder.resolve("bad"));
        String csv = Files.readString(good.resolve("results.csv"));
        Files.writeString(bad.resolve("results.csv"), csv.replace("e1000e-rx-strict", "x\u001b[31m"));
        assertTrue(complaint("compare " + good + " " + bad).contains("line 2: a field has characters"));
        String json = Files.readString(good.resolve("results.json"));
        Files.writeString(bad.resolve("results.json"), json.replace("\"e1000e-rx-strict\"", "\"x\\u001b[31m\""));
        String said = complaint("report " + bad + " --out " + folder.resolve("r.html"));
        assertTrue(said.contains("the text 'x\\u001b[31m' in it has characters that are not seen"), said);
        Files.writeString(
                bad.resolve("results.json"), json.replace("\"e1000e-rx-strict\"", "\"</script><script>alert(1)\""));
        CommandLineRun.of("report", bad, "--out", folder.resolve("r.html")).succeeded();
        assertFalse(Files.readString(folder.resolve("r.html")).contains("<script>alert"));
        Files.writeString(bad.resolve("results.json"), "[".repeat(100_000));
        complaint("report " + bad + " --out " + folder.resolve("r.html"));
        Files.writeString(
                bad.resolve("shard.json"), "{\"fingerprint\":\"x\",\"shard\":1,\"of\":1,\"runs\":2147483647}");
        complaint("merge " + bad + " --out " + folder.resolve("m"));
    }

    private void refused(String command, Path it) {
        complaint(command.replace("IT", it.toString()));
    }

    private String complaint(String command) {
        String whole = command.replace("GOOD", good.toString())
                .replace("OUT", folder.resolve("made").toString());
        List<String> writers = List.of("run", "simulate", "frontier", "advise", "merge", "validate");
        String out = writers.contains(command.split(" ")[0]) && !command.contains("--out")
                ? " --out " + folder.resolve("out")
                : "";
        String said = CommandLineRun.of((Object[]) (whole + out).split(" ")).complaint();
        assertTrue(PlainText.is(said) && said.contains("; "), said);
        assertFalse(said.contains("internal fault"), said);
        return said;
    }

    private static void inert(String text) {
        assertTrue(PlainText.is(text.replace("\n", "").replace("\t", "").replace("\ufeff", "")), text);
    }

    private static Path sparse(Path file) throws IOException {
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.setLength(TEN_GIB);
        }
        return file;
    }
}
