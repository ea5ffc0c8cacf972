package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check} as a user runs it. The golden files are rewritten as those of {@link HelpTest} are. */
class CheckTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "dirtysim", "bench", "check");
    private static final String SMALL = "check --pages 1 --iovas 1";

    private static CommandLineRun run(String commandLine) {
        return CommandLineRun.of((Object[]) commandLine.split(" "));
    }

    private static void assertGolden(String name, String actual) throws IOException {
        Path golden = GOLDEN.resolve(name);
        if (Boolean.getBoolean("dirtysim.golden.rewrite")) {
            Files.writeString(golden, actual);
            fail("rewrote " + golden + ": look at the difference, and commit it");
        }
        assertEquals(Files.readString(golden), actual, golden + " differs");
    }

    @Test
    void allSchemesInWords() throws IOException {
        CommandLineRun run = run(SMALL);
        assertEquals("", run.err());
        assertEquals(1, run.exitCode(), "iova-log is among them");
        assertGolden("all.txt", run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"und", "de-DE", "tr-TR"})
    void aLosingScheduleAsJson(String locale) throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(locale));
            CommandLineRun run = run(SMALL + " --scheme iova-log,stop-copy --json");
            assertEquals("", run.err());
            assertEquals(1, run.exitCode());
            assertGolden("losing.json", run.out());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aSoundSchemeEndsWithZero() {
        String out = run(SMALL + " --scheme nested-dbit").succeeded().out();
        assertEquals(2, out.lines().count(), out);
        assertTrue(out.lines().allMatch(line -> line.contains("loses nothing; all")), out);
    }

    @Test
    void randomGuestsAreAskedToo() {
        CommandLineRun words = run(SMALL + " --scheme stop-copy,device-log --device-during-unmap no --guests 1");
        assertEquals("", words.err());
        assertEquals(1, words.exitCode());
        String out = words.out();
        assertTrue(out.contains("stop-copy    random guests: 1, 28 runs: loses nothing\n"), out);
        assertTrue(out.contains("device-log   random guests: 1, 28 runs: BREAKS its contract in 2"), out);
        CommandLineRun json = run(SMALL + " --scheme stop-copy --device-during-unmap no --guests 1 --json");
        assertTrue(json.succeeded().out().endsWith("""
                          "contracts" : [
                            {
                              "scheme" : "stop-copy",
                              "guests" : 1,
                              "runs" : 28,
                              "breaches" : [ ]
                            }
                          ]
                        }
                        """.indent(0)), json.out());
        assertTrue(run("check --guests -1").complaint().contains("stay within 0 to 1000"));
    }

    @Test
    void oneSettingOfTheDeviceIsOneVerdict() {
        for (String word : new String[] {"yes", "no"}) {
            String out = run(SMALL + " --scheme pinned --device-during-unmap " + word)
                    .succeeded()
                    .out();
            assertEquals(1, out.lines().count(), out);
            assertTrue(out.contains("device writes during unmap: " + word), out);
        }
    }

    @Test
    void aDepthThatCutsIsSaid() {
        String out = run(SMALL + " --scheme nested-dbit --depth 5").succeeded().out();
        assertTrue(out.lines().allMatch(line -> line.contains("loses nothing within 5 steps")), out);
        assertTrue(out.lines().allMatch(line -> line.endsWith("and there are more")), out);
    }
}
