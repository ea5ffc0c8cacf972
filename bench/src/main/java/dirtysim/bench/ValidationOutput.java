package dirtysim.bench;

import dirtysim.files.OutputFile;
import dirtysim.reports.Check;
import dirtysim.reports.Remark;
import dirtysim.reports.ValidationCsv;
import dirtysim.reports.ValidationPage;
import dirtysim.reports.ValidationTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** What every {@code validate} command leaves behind: the checks as CSV and page in a folder, and as a table on the terminal. */
final class ValidationOutput {
    private ValidationOutput() {}

    /** Writes and prints checks of which there is nothing else to say. */
    static void write(Path folder, String what, List<Check> checks, PrintWriter terminal) throws IOException {
        write(folder, what, checks, List.of(), terminal);
    }

    /**
     * Writes and prints the checks.
     *
     * @param folder where to, made already
     * @param what what was validated, for the page's title
     * @param checks the checks
     * @param worst what is off most, and why
     * @param terminal where they are printed
     */
    static void write(Path folder, String what, List<Check> checks, List<Remark> worst, PrintWriter terminal)
            throws IOException {
        Path csv = folder.resolve("validation.csv");
        Path page = folder.resolve("validation.html");
        OutputFile.write(csv, ValidationCsv.render(checks));
        OutputFile.write(page, ValidationPage.render(what, checks, worst));
        terminal.print(ValidationTable.render(checks));
        worst.forEach(remark ->
                terminal.print("remark: " + ValidationTable.ascii(remark.target()) + ": " + remark.text() + "\n"));
        terminal.print("csv:     " + csv + "\nreport:  " + page + "\n");
        terminal.flush();
    }
}
