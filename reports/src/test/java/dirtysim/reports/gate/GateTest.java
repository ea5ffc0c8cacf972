package dirtysim.reports.gate;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import dirtysim.reports.Golden;
import dirtysim.reports.gate.Difference.Turn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private static final String HEAD =
            "suite,scenario,scheme,trace,seed,converged,downtime_ms,lost_pages,precision,events\n";
    private static final String ROWS =
            HEAD + "s,one,pinned,t_x,1,true,30.000,0,0.500000,77\n" + "s,one,shadow-dbit,t_x,1,true,20.000,0,,78\n";
    private static final String ROUNDS = "scenario,scheme,trace,seed,round,start_ms,sync_ns\n"
            + "one,pinned,t_x,1,0,0.000,10\n"
            + "one,pinned,t_x,1,1,5.000,12\n";
    private static final String PARAMETERS =
            "scenario,parameter,value,unit\none,mark-page-ns,10,ns\none,iotlb-policy,lru,\n";

    @TempDir
    private Path folder;

    private final Locale before = Locale.getDefault();
    private Path base;
    private Path fresh;

    @BeforeEach
    void twoEqualDirectories() throws IOException {
        base = directory("base");
        fresh = directory("fresh");
    }

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    private Path directory(String name) throws IOException {
        Path directory = Files.createDirectories(folder.resolve(name));
        Files.writeString(directory.resolve("results.csv"), ROWS);
        Files.writeString(directory.resolve("rounds.csv"), ROUNDS);
        Files.writeString(directory.resolve("parameters.csv"), PARAMETERS);
        return directory;
    }

    private void change(String file, String from, String to) throws IOException {
        String text = Files.readString(fresh.resolve(file));
        assertTrue(text.contains(from), from);
        Files.writeString(fresh.resolve(file), text.replace(from, to));
    }

    private GateResult compare(Tolerance... tolerances) {
        return Gate.compare(Baseline.read(base), Baseline.read(fresh), List.of(tolerances));
    }

    @Test
    void equalResultsPass() {
        GateResult result = compare();
        assertTrue(result.passed());
        assertEquals(6, result.rows());
        assertEquals("pass: 6 rows as in the baseline\n", GateText.render(result));
    }

    @ParameterizedTest
    @CsvSource({
        "'true,30.000', 'true,30.001', downtime_ms, WORSE",
        "'true,30.000', 'true,29.999', downtime_ms, BETTER",
        "'true,30.000', 'false,30.000', converged, WORSE",
        "'30.000,0', '30.000,1', lost_pages, WORSE",
        "0.500000, 0.400000, precision, WORSE",
        "0.500000, 0.600000, precision, BETTER",
        "0.500000, '', precision, CHANGED",
        "77, 76, events, CHANGED",
        "'20.000,0,', '20.000,0,1.000000', precision, CHANGED",
        "'20.000,0', '20.0,0', downtime_ms, CHANGED",
    })
    void aCellThatDiffersFailsAndSaysWhichWay(String from, String to, String column, Turn turn) throws IOException {
        change("results.csv", from, to);
        GateResult result = compare();
        assertFalse(result.passed());
        assertEquals(1, result.differences().size());
        assertEquals(column, result.differences().get(0).column());
        assertEquals(turn, result.differences().get(0).turn());
        assertTrue(GateText.render(result).contains(column + ": "), GateText.render(result));
    }

    @Test
    void aChangedParameterIsNamedFirst() throws IOException {
        change("parameters.csv", "10", "11");
        change("results.csv", "30.000", "31.500");
        change("rounds.csv", "5.000,12", "5.000,13");
        List<String> lines = GateText.render(compare()).lines().toList();
        assertEquals("changed  parameter mark-page-ns: 10 -> 11 (+10.0 %) in one / mark-page-ns", lines.get(0));
        assertEquals(
                "worse    pinned downtime_ms: 30.000 -> 31.500 (+5.0 %) in one / pinned / t_x / seed 1", lines.get(1));
        assertEquals(
                "worse    pinned sync_ns of a round: 12 -> 13 (+8.3 %) in one / pinned / t_x / seed 1 / round 1",
                lines.get(2));
        assertEquals("FAIL: 6 rows compared; cells worse: 2, better: 0, changed: 1; missing: 0, new: 0", lines.get(3));
    }

    @Test
    void lostPagesComeBeforeGreaterDifferences() throws IOException {
        change("results.csv", "20.000,0", "90.000,3");
        List<String> lines = GateText.render(compare()).lines().toList();
        assertEquals("worse    shadow-dbit lost_pages: 0 -> 3 in one / shadow-dbit / t_x / seed 1", lines.get(0));
    }

    @Test
    void rowsThatAreMissingOrNewFail() throws IOException {
        change("results.csv", "s,one,pinned", "s,two,pinned");
        GateResult result = compare();
        assertFalse(result.passed());
        assertEquals(List.of("results.csv: one / pinned / t_x / seed 1"), result.gone());
        assertEquals(List.of("results.csv: two / pinned / t_x / seed 1"), result.come());
    }

    @Test
    void aRowThatStandsTwiceIsComparedTwice() throws IOException {
        String twice = "s,one,pinned,t_x,1,true,99.000,0,0.500000,77\n";
        Files.writeString(base.resolve("results.csv"), ROWS + twice);
        assertEquals(
                List.of("results.csv: one / pinned / t_x / seed 1 (number 2)"),
                compare().gone());
        Files.writeString(fresh.resolve("results.csv"), ROWS + twice.replace("99", "98"));
        assertEquals("99.000", compare().differences().get(0).base());
    }

    @Test
    void aColumnThatIsMissingFailsAndANewOneIsSaid() throws IOException {
        change("results.csv", "lost_pages", "pages_lost");
        GateResult result = compare();
        assertEquals(List.of("results.csv: column lost_pages"), result.gone());
        assertEquals(1, result.notes().size());
        assertTrue(result.notes().get(0).endsWith("pages_lost"), result.notes().get(0));
    }

    @Test
    void aFileThatIsMissingFailsAndANewOneIsSaid() throws IOException {
        Files.delete(fresh.resolve("rounds.csv"));
        assertEquals(List.of("rounds.csv: the file"), compare().gone());
        Files.delete(base.resolve("rounds.csv"));
        Files.delete(base.resolve("parameters.csv"));
        assertTrue(compare().passed());
        assertEquals(
                List.of("parameters.csv: not compared, the baseline has no such file"),
                compare().notes());
    }

    @Test
    void aToleranceHoldsForItsCellsAndItsMeasure() throws IOException {
        change("results.csv", "30.000", "30.500");
        assertTrue(compare(within("", 0.02, 0)).passed());
        assertFalse(compare(within("", 0.016, 0)).passed());
        assertTrue(compare(within("", 0, 0.5)).passed());
        assertFalse(compare(within("", 0, 0.49)).passed());
        assertTrue(compare(within("pinned", 0.02, 0)).passed());
        assertFalse(compare(within("shadow-dbit", 0.02, 0)).passed());
        assertEquals(
                "results.csv: one / pinned / t_x / seed 1: downtime_ms 30.000 -> 30.500 (+1.7 %): rounding",
                compare(within("", 0.02, 0)).allowed().get(0));
    }

    @Test
    void onlyAnythingAllowsWhatIsNoNumber() throws IOException {
        change("results.csv", "0.500000", "");
        Tolerance wide = new Tolerance("precision", "", "", "", 10, 10, false, "why");
        assertFalse(compare(wide).passed());
        assertTrue(compare(new Tolerance("precision", "one", "", "t_x", 0, 0, true, "why"))
                .passed());
    }

    private static Tolerance within(String scheme, double relative, double absolute) {
        return new Tolerance("downtime_ms", "", scheme, "", relative, absolute, false, "rounding");
    }

    @Test
    void oneFileIsComparedWithItsLikeOnly() throws IOException {
        change("rounds.csv", "5.000,12", "5.000,13");
        Baseline all = Baseline.read(fresh);
        Baseline results = Baseline.read(base.resolve("results.csv"));
        Baseline rounds = Baseline.read(base.resolve("rounds.csv"));
        assertTrue(Gate.compare(results, all, List.of()).passed());
        assertFalse(Gate.compare(rounds, all, List.of()).passed());
        assertThrows(InputException.class, () -> Gate.compare(rounds, results, List.of()));
    }

    @Test
    void anUpdatedBaselinePasses() throws IOException {
        change("results.csv", "30.000", "31.000");
        Files.delete(fresh.resolve("rounds.csv"));
        Baseline.update(Baseline.read(fresh), base);
        assertTrue(compare().passed());
        assertFalse(Files.exists(base.resolve("rounds.csv")));
        Path single = folder.resolve("only.csv");
        Files.writeString(single, ROWS);
        Baseline.update(Baseline.read(fresh), single);
        assertEquals(Files.readString(fresh.resolve("results.csv")), Files.readString(single));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a,b\n1,2\n",
                "suite,scenario,scheme,trace,seed,seed\n",
                "suite,scenario,scheme,trace,seed\ns,one\n",
                "suite,scenario,scheme,trace,seed\n\"s,one\n",
            })
    void whatIsNoFileOfResultsIsRefused(String text) throws IOException {
        Files.writeString(fresh.resolve("results.csv"), text);
        InputException refused = assertThrows(InputException.class, () -> Baseline.read(fresh));
        assertTrue(refused.getMessage().contains("results.csv"), refused.getMessage());
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        Files.write(fresh.resolve("results.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThrows(InputException.class, () -> Baseline.read(fresh));
        assertThrows(InputException.class, () -> Baseline.read(folder.resolve("nothing")));
    }

    /** Whoever reads a long list learns how much of it is left out. */
    @Test
    void longListsAreCutAndSaySo() throws IOException {
        StringBuilder rows = new StringBuilder(ROWS);
        for (int n = 0; n < 100; n++) {
            rows.append("s,case\\").append(n).append(",pinned,t,1,true,1.000,0,,1\n");
        }
        Files.writeString(fresh.resolve("results.csv"), rows.toString());
        GateResult result = compare();
        assertEquals(100, result.come().size());
        String text = GateText.render(result);
        long shown = text.lines().filter(line -> line.startsWith("new ")).count();
        assertTrue(shown > 5 && shown < 100, text);
        assertTrue(text.contains("... and " + (100 - shown) + " more of these\n"), text);
        String markdown = GateMarkdown.render(result);
        assertTrue(markdown.contains("case\\\\0 "), markdown);
        long listed = markdown.lines().filter(line -> line.contains("case\\\\")).count();
        assertTrue(markdown.contains("- and " + (100 - listed) + " more\n"), markdown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"und", "de", "tr"})
    void everyFormIsSealed(String locale) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(locale));
        change("parameters.csv", "10", "11");
        change("results.csv", "true,30.000", "false,31.500");
        change("results.csv", "20.000,0", "19.000,3");
        change("rounds.csv", "5.000,12", "5.000,13");
        Files.writeString(
                fresh.resolve("results.csv"),
                Files.readString(fresh.resolve("results.csv")) + "s,two,<&\"|_>,t,1,true,1.000,0,,1\n",
                StandardCharsets.UTF_8);
        Tolerance tolerance = new Tolerance("converged", "", "", "", 0, 0, true, "a *reason*");
        GateResult result = compare(tolerance);
        assertAll(
                () -> Golden.check("gate.txt", GateText.render(result)),
                () -> Golden.check("gate.md", GateMarkdown.render(result)),
                () -> Golden.check("gate.xml", GateJunit.render(result)),
                () -> Golden.check("gate.json", GateJson.render(result)));
    }
}
