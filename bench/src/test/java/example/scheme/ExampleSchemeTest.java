package example.scheme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.bench.CommandLineRun;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Schemes;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a new scheme: found, checked in every order, run on random guests, compared in a suite. */
class ExampleSchemeTest {
    private static final int MOST_LINES = 80;
    private static final int BUNDLED = 10;

    @TempDir
    private Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private URLClassLoader jar;

    /** Stands for the jar that a user puts beside the simulator. */
    @BeforeEach
    void putTheJarBeside() {
        URL root = ExampleSchemeTest.class.getResource("/example/scheme/");
        jar = new URLClassLoader(new URL[] {root}, before);
        Thread.currentThread().setContextClassLoader(jar);
    }

    @AfterEach
    void takeItAway() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        jar.close();
    }

    private static List<String> ids() {
        return Schemes.all().stream().map(DirtyTracker::id).toList();
    }

    @Test
    void itIsFoundBehindTheBundledOnesAndByNoOtherTest() {
        List<String> ids = ids();
        assertEquals("sticky-dbit", ids.get(ids.size() - 1));
        assertEquals(BUNDLED + 1, ids.size(), ids.toString());
        Thread.currentThread().setContextClassLoader(before);
        assertFalse(ids().contains("sticky-dbit"));
    }

    @Test
    void itIsShort() throws IOException {
        Path source = Path.of("src", "test", "java", "example", "scheme", "StickyDirtyBit.java");
        int lines = Files.readAllLines(source).size();
        assertTrue(lines < MOST_LINES, lines + " lines");
    }

    @Test
    void itLosesNothingInAnyOrderNorOnRandomGuests() {
        String out = CommandLineRun.of("check", "--scheme", "sticky-dbit", "--pages", 1, "--iovas", 1, "--guests", 1)
                .succeeded()
                .out();
        List<String> lines = out.lines().toList();
        assertEquals(3, lines.size(), out);
        assertTrue(lines.get(0).startsWith("sticky-dbit  device writes during unmap: no   loses nothing; all"), out);
        assertTrue(lines.get(1).startsWith("sticky-dbit  device writes during unmap: yes  loses nothing; all"), out);
        assertEquals("sticky-dbit  random guests: 1, 28 runs: loses nothing", lines.get(2));
    }

    @Test
    void aSuiteShowsWhatItSavesAndWhatItCosts() throws IOException {
        Path suite = Path.of("src", "test", "resources", "example", "scheme", "sticky.yaml");
        Path out = folder.resolve("sticky");
        CommandLineRun.of("run", "--suite", suite, "--out", out).succeeded();
        List<String> rows = Files.readAllLines(out.resolve("results.csv"));
        assertEquals(3, rows.size());
        Map<String, String> sticky = row(rows, 1);
        Map<String, String> nested = row(rows, 2);
        assertEquals("sticky-dbit", sticky.get("scheme"));
        assertEquals("nested-dbit", nested.get("scheme"));
        assertEquals("0", sticky.get("lost_pages"));
        assertEquals("1.000000", sticky.get("recall"));
        assertTrue(number(sticky, "invalidations") < number(nested, "invalidations"), rows.toString());
        assertTrue(number(sticky, "dirty_pages") > number(nested, "dirty_pages"), rows.toString());
    }

    private static long number(Map<String, String> row, String column) {
        return Long.parseLong(row.get(column));
    }

    private static Map<String, String> row(List<String> rows, int n) {
        List<String> names = List.of(rows.get(0).split(","));
        List<String> values = new ArrayList<>(List.of(rows.get(n).split(",", -1)));
        assertEquals(names.size(), values.size());
        Map<String, String> row = new LinkedHashMap<>();
        names.forEach(name -> row.put(name, values.remove(0)));
        return row;
    }
}
