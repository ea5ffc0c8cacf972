package dirtysim.bench.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dirtysim.bench.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The reports of three suites, as somebody sees them who opens the file. */
class ReportInBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Has the sections that the others lack: scaling and sensitivity. */
    private static final String VARIED = """
            suite: varied
            description: A little of all that can be varied.
            defaults:
              link: 100Gbit/s
              downtime-limit: 30ms
              warm-up: 5ms
              max-rounds: 3
              cpu-dirty: 1000
              cpu-working-set: 64MiB
              seed: 1
            sensitivity:
              samples: 4
              parameters: [iotlb-miss-ns, scan-per-pte-ns]
            scenarios:
              - name: grown
                traces: ["generated:steady,live=512,dirty=20000,churn=500,over=512MiB"]
                schemes: [nested-dbit, shadow-dbit, iova-log]
                vary: {ram: [1GiB, 2GiB, 4GiB]}
            """;

    // The browser may still be tidying its profile when the tests end.
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static Chromium chromium;

    @BeforeAll
    static void runSuites() throws IOException {
        assumeTrue(
                Chromium.isInstalled(),
                "no chromium and chromedriver on the path: the report was not opened in a browser");
        Path varied = Files.writeString(folder.resolve("varied.yaml"), VARIED);
        for (String suite : List.of("quick", "regression", varied.toString())) {
            String name = suite.equals(varied.toString()) ? "varied" : suite;
            CommandLineRun.of("run", "--suite", suite, "--out", folder.resolve(name))
                    .succeeded();
        }
        chromium = Chromium.start(folder);
    }

    @AfterAll
    static void quit() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Path report(String suite) {
        return folder.resolve(suite).resolve("report.html");
    }

    @ParameterizedTest(name = "{0}, {1} px, dark {2}")
    @CsvSource({"quick, 1280, false", "quick, 390, true", "regression, 1280, true", "varied, 1280, false"})
    void everyChartIsDrawnAndNothingIsWrong(String suite, int width, boolean dark) throws Exception {
        chromium.width(width);
        chromium.prefersDark(dark);
        chromium.open(report(suite), "");
        List<?> undrawn = (List<?>) chromium.run("""
                return [...document.querySelectorAll('svg.chart:not(.look)')].filter(svg => {
                  const box = svg.getBoundingClientRect();
                  const marks = [...svg.querySelectorAll('path,rect')].filter(e => {
                    const b = e.getBBox();
                    return b.width + b.height > 0;
                  });
                  return box.width < 50 || box.height < 20 || marks.length === 0;
                }).map(svg => svg.id)""");
        assertEquals(List.of(), undrawn);
        assertTrue(chromium.all("figure").size() > 20);
        for (Object[] empty : new Object[][] {{"figure:not(:has(svg.chart))"}, {"figure:not(:has(details table))"}}) {
            assertEquals(0, chromium.all((String) empty[0]).size(), (String) empty[0]);
        }
        Object overflow =
                chromium.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertTrue(((Number) overflow).intValue() <= 0, "the page is " + overflow + " px too wide");
        assertEquals(List.of(), chromium.console());
        assertEquals(List.of(), chromium.requests(report(suite)));
        chromium.screenshot(SCREENSHOTS.resolve(suite + "-" + width + (dark ? "-dark.png" : "-light.png")));
        assertEquals(List.of(), chromium.violations());
    }

    @Test
    void theFilterActsOnAllAndIsInTheAddress() {
        atDesk("#flush");
        assertEquals("20 of 20 runs shown", chromium.find("#shown").getText());
        chromium.find("[data-column=scheme] summary").sendKeys(Keys.ENTER);
        chromium.find("input[value=nested-dbit]").sendKeys(Keys.SPACE);
        chromium.find("input[value=pinned]").sendKeys(Keys.SPACE);
        chromium.find("input[value=pinned]").sendKeys(Keys.ESCAPE);
        chromium.find("[data-column=trace] summary").sendKeys(Keys.ENTER);
        chromium.find("input[value=e1000e-rx-strict]").sendKeys(Keys.SPACE);
        assertFiltered();
        assertEquals("#flush?scheme=nested-dbit&scheme=pinned&trace=e1000e-rx-strict", chromium.hash());
        chromium.reload();
        assertFiltered();
        chromium.run("location.hash = '#copy'");
        chromium.run("return new Promise(done => setTimeout(done, 100))");
        assertEquals("#copy?scheme=nested-dbit&scheme=pinned&trace=e1000e-rx-strict", chromium.hash());
        assertFiltered();
        chromium.find("#filter button[type=reset]").click();
        assertEquals("20 of 20 runs shown", chromium.find("#shown").getText());
        assertEquals("#copy", chromium.hash());
        assertEquals(0, chromium.all(".chart .off, .panel[hidden], tr[hidden]").size());
    }

    private static void assertFiltered() {
        assertEquals("2 of 20 runs shown", chromium.find("#shown").getText());
        assertEquals(
                List.of("nested-dbit", "pinned"),
                chromium.all("#overview tbody tr[data-scheme]:not([hidden]) th").stream()
                        .filter(element -> element.isDisplayed())
                        .map(element -> element.getText())
                        .toList());
        for (Object figure : chromium.all("main > section > figure")) {
            List<?> wrong = (List<?>) chromium.run("""
                    const wanted = ['nested-dbit', 'pinned'];
                    const seen = e => getComputedStyle(e).visibility === 'visible' && e.closest('[hidden]') === null;
                    return [...arguments[0].querySelectorAll('[data-scheme]')]
                      .filter(e => seen(e) && !wanted.includes(e.dataset.scheme)).map(e => e.outerHTML)
                      .concat([...arguments[0].querySelectorAll('.panel')]
                        .filter(e => seen(e) && (e.dataset.case ?? 'e1000e-rx-strict') !== 'e1000e-rx-strict').map(e => e.dataset.case))""", figure);
            assertEquals(List.of(), wrong);
        }
    }

    @Test
    void whatIsNotInTheReportIsSaidAndHidesNothing() {
        atDesk("#?scheme=no%3Cb%3Eone&trace=%zz&colour=9");
        assertTrue(
                chromium.find("#shown").getText().startsWith("20 of 20 runs shown; not in this report: no<b>one"),
                chromium.find("#shown").getText());
        assertEquals(List.of(), chromium.console());
    }

    @Test
    void theThemeIsChosenAndKept() {
        atDesk("");
        Object light = background();
        chromium.find("#theme input[value=dark]").click();
        Object dark = background();
        assertNotEquals(light, dark);
        assertEquals("#?theme=dark", chromium.hash());
        chromium.reload();
        assertEquals(dark, background());
        chromium.find("#theme input[value='']").click();
        assertEquals(light, background());
        assertEquals("", chromium.hash());
    }

    private static Object background() {
        return chromium.run("return getComputedStyle(document.body).backgroundColor");
    }

    @Test
    void theCsvIsTheFileThatTheSuiteWrote() throws Exception {
        for (String suite : List.of("quick", "varied")) {
            atDesk("");
            chromium.open(report(suite), "");
            chromium.click("#csv");
            Path csv = chromium.downloaded("results.csv");
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve(suite).resolve("results.csv")), Files.readAllBytes(csv));
            assertEquals(List.of(), chromium.console());
            Files.delete(csv);
        }
    }

    @Test
    void aSecondReportIsLaidBeside() throws Exception {
        List<String> lines = Files.readAllLines(folder.resolve("quick").resolve("results.csv"));
        int downtime = List.of(lines.get(0).split(",")).indexOf("downtime_ms");
        List<String> slower = new ArrayList<>(List.of(lines.get(0)));
        for (String line : lines.subList(1, lines.size() - 1)) {
            String[] cells = line.split(",", -1);
            cells[downtime] = Double.toString(Double.parseDouble(cells[downtime]) * 2);
            slower.add(String.join(",", cells));
        }
        Path other = Files.write(folder.resolve("slower.csv"), slower);
        atDesk("");
        chromium.find("#other").sendKeys(other.toString());
        await("#overlay-result:not([hidden])");
        assertEquals(
                "19 of 20 rows of this report have their like there; 0 of its 19 runs have none here.",
                chromium.find("#overlay-summary").getText());
        List<?> changes = (List<?>) chromium.run("""
                const at = [...document.querySelectorAll('#overlay-table thead th')].findIndex(e => e.textContent === 'Downtime');
                return [...document.querySelectorAll('#overlay-table tbody tr[data-scheme]')]
                  .map(row => row.cells[at]?.querySelector('small').textContent ?? '')""");
        assertEquals(20, changes.size());
        assertEquals(19, changes.stream().filter("+100\u00a0%"::equals).count(), changes.toString());
        assertEquals(19, chromium.all("#downtime .other").size());
        assertEquals(List.of(), chromium.violations());
        chromium.screenshot(SCREENSHOTS.resolve("overlay.png"));
        chromium.click("#overlay-off");
        assertEquals(0, chromium.all(".other").size());
        assertFalse(chromium.find("#overlay-result").isDisplayed());
        assertEquals(List.of(), chromium.console());
    }

    @Test
    void aReportThatIsDroppedIsLaidBeside() throws Exception {
        atDesk("");
        drop("mine.html", Files.readString(report("quick")));
        await("#overlay-result:not([hidden])");
        List<?> changes = (List<?>)
                chromium.run(
                        "return [...new Set([...document.querySelectorAll('#overlay-table td small')].map(e => e.textContent))]");
        assertEquals(2, changes.size(), "the same, or nothing to compare: " + changes);
        assertTrue(changes.containsAll(List.of("=", "")), changes.toString());
    }

    @Test
    void variedRunsAreNeitherFilteredNorLaidBeside() throws Exception {
        atDesk("");
        chromium.open(report("varied"), "#?scenario=grown%2Fram%3D2GiB%2Fbase&scheme=shadow-dbit");
        assertEquals("1 of 9 runs shown", chromium.find("#shown").getText());
        assertEquals(
                1,
                chromium.all("#overview tbody tr[data-scheme]:not([hidden])").stream()
                        .filter(row -> row.isDisplayed())
                        .count());
        drop("again.csv", Files.readString(folder.resolve("varied").resolve("results.csv")));
        await("#overlay-result:not([hidden])");
        assertTrue(
                chromium.find("#overlay-summary")
                        .getText()
                        .startsWith("9 of 9 rows of this report have their like there;"),
                chromium.find("#overlay-summary").getText());
        assertEquals(List.of(), chromium.console());
    }

    @Test
    void whatIsNoReportIsRefusedInALine() throws Exception {
        atDesk("");
        String csv = Files.readString(folder.resolve("quick").resolve("results.csv"));
        refuse("a.csv", "a,b\n1,2\n", "a.csv is no results.csv: it has no column scenario");
        refuse("a.html", "<html><body>hello", "a.html is a page, but no report that holds its results");
        refuse(
                "b.html",
                "<script type='application/json' id='data'>{\"csv\":7}</script>",
                "b.html is a page, but no report");
        refuse("empty.csv", "", "empty.csv is no results.csv");
        refuse("head.csv", csv.lines().findFirst().orElseThrow() + "\n", "head.csv has no runs.");
        refuse("c.csv", csv.replace(",smoke,", ",other,"), "c.csv has no scenario, trace and scheme in common");
        refuse("d.csv", csv.replaceFirst("(?m)^(quick,.*?,true,\\d+,)", "$1x"), "d.csv is broken: run 1 has no number");
        refuse("binary.csv", "\u0000\u0001\uffff\"", "binary.csv is no results.csv");
    }

    private static void refuse(String name, String text, String complaint) throws Exception {
        drop(name, text);
        for (int i = 0; i < 100 && !chromium.find("#overlay-error").getText().startsWith(complaint); i++) {
            Thread.sleep(20);
        }
        assertTrue(
                chromium.find("#overlay-error").getText().startsWith(complaint),
                name + ": " + chromium.find("#overlay-error").getText());
        assertFalse(chromium.find("#overlay-result").isDisplayed());
    }

    @Test
    void namesInADroppedFileAreText() throws Exception {
        String evil = "<img src=x onerror=window.hurt=1><script>window.hurt=1</script>";
        String csv = Files.readString(folder.resolve("quick").resolve("results.csv"));
        String page = Files.readString(report("quick"))
                .replace(
                        "<body>",
                        "<body onload='window.hurt=1'><script>window.hurt=1</script><img src=y onerror=hurt=1>");
        atDesk("");
        drop(evil + ".csv", csv.replace(",pinned,", ",\"" + evil + "\",").replace("quick,", "__proto__,"));
        await("#overlay-result:not([hidden])");
        assertEquals(evil + ".csv", chromium.find("#overlay-name").getText());
        drop("evil.html", page);
        for (int i = 0; i < 100 && !chromium.find("#overlay-name").getText().equals("evil.html"); i++) {
            Thread.sleep(20);
        }
        assertEquals("evil.html", chromium.find("#overlay-name").getText());
        assertEquals(null, chromium.run("return window.hurt"));
        assertEquals(0, chromium.all("#overlay img, #overlay script").size());
        assertEquals(List.of(), chromium.requests(report("quick")));
    }

    private static void atDesk(String hash) {
        chromium.width(1280);
        chromium.prefersDark(false);
        chromium.open(report("quick"), hash);
    }

    private static void drop(String name, String text) {
        chromium.run("""
                const transfer = new DataTransfer();
                transfer.items.add(new File([arguments[1]], arguments[0]));
                document.body.dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: transfer}));
                """, name, text);
    }

    private static void await(String css) throws InterruptedException {
        for (int i = 0; i < 200 && chromium.all(css).isEmpty(); i++) {
            Thread.sleep(25);
        }
        assertEquals(1, chromium.all(css).size(), css);
    }
}
