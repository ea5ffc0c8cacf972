package dirtysim.reports;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;

/**
 * What the three {@code validate} commands give, as it was when this version was made: {@code validation.csv} of each, bundled, so
 * that a report of any suite can say how far the model is from what was published and measured. Tests hold the files to be what
 * the commands write.
 */
final class BundledChecks {
    private BundledChecks() {}

    /**
     * The checks of one command.
     *
     * @param command {@code hardware}, {@code tracking} or {@code migration}
     */
    static List<Check> of(String command) {
        String csv = HtmlReport.resource("validation-" + command + ".csv");
        return CsvReader.builder().ofNamedCsvRecord(csv).stream()
                .map(BundledChecks::check)
                .toList();
    }

    private static Check check(NamedCsvRecord row) {
        return new Check(
                row.getField("target"),
                row.getField("quantity"),
                row.getField("unit"),
                Double.parseDouble(row.getField("expected")),
                Double.parseDouble(row.getField("simulated")),
                Double.parseDouble(row.getField("tolerance")));
    }
}
