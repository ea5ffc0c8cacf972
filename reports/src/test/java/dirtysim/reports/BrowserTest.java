package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dirtysim.reports.compare.Measure;
import dirtysim.reports.compare.OperationTime;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {
    // The browser may still be tidying its profile when the test ends.
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path scratch;

    @Test
    void everyChartIsDrawnInTheLight() throws Exception {
        check(1280, false);
    }

    @Test
    void everyChartIsDrawnInTheDarkOnAPhone() throws Exception {
        check(500, true);
    }

    @Test
    void aForbiddenScriptIsSeenOnTheConsole() throws Exception {
        Path browser = browser();
        String html = HtmlReport.render(SampleResults.small()).replace("</body>", "<script>1</script></body>");
        Browser.Seen seen = Browser.open(browser, html, scratch, 1280, false);
        assertTrue(
                seen.console().stream().anyMatch(line -> line.contains("Content Security Policy")),
                seen.console().toString());
    }

    private void check(int width, boolean dark) throws Exception {
        String html = HtmlReport.render(SampleResults.full());
        Browser.Seen seen = Browser.open(browser(), html, scratch, width, dark);
        assertEquals(List.of(), seen.console());
        assertEquals(Browser.panels(html), seen.charts());
        assertTrue(seen.charts()
                > (Measure.values().length + 3 + OperationTime.values().length) * SampleResults.TRACES.size());
        assertEquals(seen.charts(), seen.drawn());
        assertTrue(seen.overflow() <= 0, "the page is " + seen.overflow() + " px too wide");
    }

    private static Path browser() {
        assumeTrue(Browser.installed().isPresent(), "no Chromium is installed");
        return Browser.installed().orElseThrow();
    }
}
