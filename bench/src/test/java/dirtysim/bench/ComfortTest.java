package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quiet, colours and completion. */
class ComfortTest {
    private static final String ESCAPE = "\u001b[";

    @TempDir
    private Path folder;

    private static String coloured(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Main.run(new PrintWriter(out, true), new PrintWriter(err, true), false, true, args);
        assertFalse(err.toString().contains(ESCAPE), "errors are never coloured");
        return out.toString();
    }

    @Test
    void quietCommandsPrintNothingButErrors() {
        Path out = folder.resolve("o.dtrace");
        CommandLineRun run = CommandLineRun.of("trace", "convert", "e1000e-rx-strict", out, "--quiet");
        assertEquals("", run.succeeded().out());
        assertTrue(Files.exists(out));
        assertEquals(
                "", CommandLineRun.of("--quiet", "list", "schemes").succeeded().out());
        CommandLineRun check =
                CommandLineRun.of("check", "--scheme", "iova-log", "--pages", 1, "--iovas", 1, "--quiet");
        assertEquals(1, check.exitCode(), "the exit code says it");
        assertEquals("", check.out());
        CommandLineRun.of("trace", "info", "gone", "--quiet").complaint();
        String help =
                CommandLineRun.of("check", "--help", "--quiet").succeeded().out();
        assertTrue(help.startsWith("Tries every interleaving"), help);
    }

    @Test
    void coloursAreForATerminalWhoseUserWantsThem() {
        assertTrue(Terminal.coloured(Map.of()));
        assertTrue(Terminal.coloured(Map.of("NO_COLOR", "", "TERM", "xterm")));
        assertFalse(Terminal.coloured(Map.of("NO_COLOR", "1")));
        assertFalse(Terminal.coloured(Map.of("TERM", "dumb")));
        assertTrue(Terminal.watched(true, Map.of("CI", "false")));
        assertFalse(Terminal.watched(true, Map.of("CI", "true")));
        assertFalse(Terminal.watched(true, Map.of("CI", "1")));
        assertFalse(Terminal.watched(false, Map.of()));
    }

    @Test
    void whatIsBadIsRedAndNothingElseChanges() {
        String[] args = {"check", "--scheme", "iova-log,stop-copy", "--pages", "1", "--iovas", "1"};
        String plain = CommandLineRun.of((Object[]) args).out();
        String painted = coloured(args);
        assertFalse(plain.contains(ESCAPE));
        assertEquals(plain, painted.replace(ESCAPE + "31m", "").replace(ESCAPE + "0m", ""));
        List<String> red =
                painted.lines().filter(line -> line.startsWith(ESCAPE + "31m")).toList();
        assertEquals(2, red.size(), painted);
        assertTrue(red.stream().allMatch(line -> line.contains("LOSES page 0")), painted);
        assertEquals(
                ESCAPE + "31m! iova-log  yes !" + ESCAPE + "0m\n  dtt  yes\n",
                Paint.lines("! iova-log  yes !\n  dtt  yes\n"));
        assertTrue(coloured("check", "--help").contains(ESCAPE));
    }

    @Test
    void bashCompletesCommandsOptionsAndNames() throws IOException, InterruptedException {
        String script = CommandLineRun.of("completion").succeeded().out();
        assertTrue(script.contains("nested-dbit"), "names of schemes");
        assertTrue(
                script.contains("complete -F _complete_dirtysim -o default dirtysim"), "files where it knows no name");
        assertFalse(script.contains("compopt +o default"), "the same");
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
        Path file = Files.writeString(folder.resolve("completion.bash"), script);
        Path asked = Files.writeString(folder.resolve("ask.bash"), """
                compopt() { :; }
                source "$1"
                ask() {
                  COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _complete_dirtysim
                  echo "${COMPREPLY[*]}"
                }
                ask dirtysim sim
                ask dirtysim simulate --cpu-lo
                ask dirtysim validate ""
                ask dirtysim simulate --scheme nested
                ask dirtysim run --suite smo
                ask dirtysim simulate --hand-over re
                ask dirtysim list schemes --js
                ask dirtysim simulate --trace my.tr
                ask dirtysim check --scheme nested-dbit,sha
                ask dirtysim trace info e1000e-rx
                ask dirtysim trace shape nvme-randw
                """);
        Path out = folder.resolve("answers");
        Process bash = new ProcessBuilder("/bin/bash", "--norc", asked.toString(), file.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertEquals(0, bash.waitFor());
        assertEquals(
                List.of(
                        "simulate",
                        "--cpu-log --cpu-log-clear --cpu-log-mmu --cpu-log-split --cpu-loop",
                        "hardware tracking migration all",
                        "nested-dbit",
                        "smoke",
                        "region",
                        "--json",
                        "",
                        "nested-dbit,shadow-dbit",
                        "e1000e-rx-strict e1000e-rx-lazy",
                        "nvme-randwrite4k-strict"),
                Files.readAllLines(out));
    }
}
