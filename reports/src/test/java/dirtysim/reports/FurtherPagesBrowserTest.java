package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dirtysim.reports.history.History;
import dirtysim.reports.history.HistoryEntry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of histories and of benchmarks, in the light and in the dark on a phone. */
class FurtherPagesBrowserTest {
    // The browser may still be tidying its profile when the test ends.
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path scratch;

    @ParameterizedTest
    @CsvSource({"1280,false", "500,true"})
    void theHistoryIsDrawn(int width, boolean dark) throws Exception {
        HistoryEntry before =
                HistoryEntry.of("before", "schemes", SampleResults.clean().runs());
        HistoryEntry after = HistoryEntry.of(
                "after",
                "schemes",
                SampleResults.clean().runs().stream()
                        .map(run -> SampleResults.withFalseDirty(run, 7))
                        .toList());
        check(HistoryPage.render(History.of(List.of(before, after))), width, dark);
    }

    @ParameterizedTest
    @CsvSource({"1280,false", "500,true"})
    void benchmarksAreDrawn(int width, boolean dark) throws Exception {
        check(JmhPage.render(List.of(SampleJmh.study())), width, dark);
    }

    private void check(String html, int width, boolean dark) throws Exception {
        assumeTrue(Browser.installed().isPresent(), "no Chromium is installed");
        // The pages run no script, and so have no leave for the probe to be added to.
        String probed = html.replaceFirst("base-uri", "script-src ; base-uri");
        Browser.Seen seen = Browser.open(Browser.installed().orElseThrow(), probed, scratch, width, dark);
        assertEquals(List.of(), seen.console());
        assertTrue(seen.charts() > 0);
        assertEquals(seen.charts(), seen.drawn());
        assertTrue(seen.overflow() <= 0, "the page is " + seen.overflow() + " px too wide");
    }
}
