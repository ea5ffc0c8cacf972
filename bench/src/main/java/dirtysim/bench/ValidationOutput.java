package dirtysim.bench;

import dirtysim.files.OutputFile;
import dirtysim.reports.Check;
import dirtysim.reports.JsonRows;
import dirtysim.reports.Remark;
import dirtysim.reports.ValidationCsv;
import dirtysim.reports.ValidationPage;
import dirtysim.reports.ValidationTable;
import dirtysim.reports.text.JsonText;
import dirtysim.reports.text.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What every {@code validate} command leaves behind: the checks as CSV and page in a folder, and as a table on the terminal.
 *
 * @param folder where to, made already
 * @param json whether a JSON object is printed in place of the table
 * @param command who prints
 */
record ValidationOutput(Path folder, boolean json, CommandSpec command) {
    private static final String CSV = "validation.csv";
    private static final String PAGE = "validation.html";
    /** What it writes into the folder. */
    static final List<String> FILES = List.of(CSV, PAGE);

    /** Writes and prints checks of which there is nothing else to say. */
    void write(String what, List<Check> checks) throws IOException {
        write(what, checks, List.of());
    }

    /**
     * Writes and prints the checks.
     *
     * @param what what was validated, for the page's title
     * @param checks the checks
     * @param worst what is off most, and why
     */
    void write(String what, List<Check> checks, List<Remark> worst) throws IOException {
        Path csv = folder.resolve(CSV);
        Path page = folder.resolve(PAGE);
        OutputFile.write(csv, ValidationCsv.render(checks));
        OutputFile.write(page, ValidationPage.render(what, checks, worst));
        PrintWriter terminal = command.commandLine().getOut();
        if (json) {
            Map<String, Object> root = new LinkedHashMap<>();
            root.put("csv", csv.toString());
            root.put("report", page.toString());
            root.put("met", checks.stream().filter(Check::met).count());
            root.put("missed", checks.stream().filter(check -> !check.met()).count());
            root.put("checks", JsonRows.checks(checks));
            root.put(
                    "remarks",
                    worst.stream()
                            .map(remark -> remark.target() + ": " + remark.text())
                            .toList());
            terminal.print(JsonText.render(root));
            terminal.flush();
            return;
        }
        terminal.print(Main.of(command).painted(ValidationTable.render(checks)));
        worst.forEach(remark ->
                terminal.print("remark: " + TerminalText.ascii(remark.target()) + ": " + remark.text() + "\n"));
        terminal.print("csv:     " + csv + "\nreport:  " + page + "\n");
        terminal.flush();
    }
}
