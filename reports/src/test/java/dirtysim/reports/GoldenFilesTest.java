package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bytes under locales that write decimals with a comma, or lower-case I without a dot. */
class GoldenFilesTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"und", "de", "tr"})
    void resultsCsvIsSealed(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Golden.check("results.csv", ResultsCsv.render(SampleResults.small().runs()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"und", "de", "tr"})
    void roundsCsvIsSealed(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Golden.check("rounds.csv", RoundsCsv.render(SampleResults.small().runs()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"und", "de", "tr"})
    void crossingsCsvIsSealed(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Golden.check(
                "crossings.csv", CrossingsCsv.render(ScalingSample.results().runs()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"und", "de", "tr"})
    void meansCsvIsSealed(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Golden.check("means.csv", MeansCsv.render(Replicated.runs()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"und", "de", "tr"})
    void differencesCsvIsSealed(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Golden.check("differences.csv", DifferencesCsv.render(Replicated.runs()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"und", "de", "tr"})
    void resultsJsonIsSealed(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Golden.check("results.json", ResultsJson.render(SampleResults.small()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"und", "de", "tr"})
    void consoleTableIsSealed(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Golden.check("console.txt", ConsoleTable.render(SampleResults.small().runs()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "tr", "ar-EG-u-nu-arab"})
    void htmlDoesNotDependOnTheLocale(String locale) {
        Locale.setDefault(Locale.ROOT);
        String root = HtmlReport.render(SampleResults.small());
        Locale.setDefault(Locale.forLanguageTag(locale));
        assertEquals(root, HtmlReport.render(SampleResults.small()));
    }
}
