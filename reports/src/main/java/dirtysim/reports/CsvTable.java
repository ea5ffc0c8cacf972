package dirtysim.reports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dirtysim.reports.text.Spreadsheet;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;

/** A table as RFC 4180 text with LF line ends: a list of columns applied to a list of rows. No cell is a formula. */
final class CsvTable {
    private CsvTable() {}

    /** A column: its name in the header and its text in a row. */
    record Column<R>(String name, Function<R, String> text) {}

    static <R> String render(List<Column<R>> columns, List<R> rows) {
        StringWriter out = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
            csv.writeRecord(columns.stream().map(Column::name).toList());
            for (R row : rows) {
                csv.writeRecord(columns.stream()
                        .map(column -> Spreadsheet.safe(column.text().apply(row)))
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toString();
    }
}
