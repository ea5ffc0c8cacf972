package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmhReportTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"und", "de", "tr"})
    void csvIsSealed(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Golden.check("jmh.csv", JmhCsv.render(List.of(SampleJmh.study())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"und", "de", "tr"})
    void textIsSealed(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Golden.check("jmh.txt", JmhText.render(SampleJmh.study()));
    }

    @Test
    void aMissedTargetIsInPlainSight() {
        String page = JmhPage.render(List.of(SampleJmh.study()));
        assertTrue(
                page.contains(
                        "<p class=\"fact bad\">✕ Hold.engine with size=1000 beside referenceHeap: missed with 1.20×,"
                                + " to be at most 1.10× (planted).</p>"),
                page);
        assertTrue(page.contains("3 of 7 targets are met."), page);
        assertTrue(page.contains("Hold.gone: not run; to be at most 1.00× (planted)."), page);
        assertTrue(page.contains("class=\"cross\""), page);
        assertFalse(page.contains("<script"), "a page without a script needs no leave for one");
    }

    @Test
    void theReportHasTheSectionOnlyIfThereAreBenchmarks() {
        String with = HtmlReport.render(SampleResults.small(), List.of(SampleJmh.study()));
        assertTrue(with.contains("<section id=\"jmh\"") && with.contains("href=\"#jmh\""), with);
        String without = HtmlReport.render(SampleResults.small());
        assertFalse(without.contains("#jmh") || without.contains("\"jmh\""), without);
    }
}
