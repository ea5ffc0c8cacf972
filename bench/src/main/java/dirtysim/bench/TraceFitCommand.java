package dirtysim.bench;

import dirtysim.files.OutputFile;
import dirtysim.guest.Workload;
import dirtysim.host.InputException;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.JsonText;
import dirtysim.workloads.fit.FitFigure;
import dirtysim.workloads.fit.FitTable;
import dirtysim.workloads.fit.FittedModel;
import dirtysim.workloads.fit.ModelFit;
import dirtysim.workloads.generate.GeneratedName;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trace fit}: the parameters of a guest that behaves as a recorded one did. */
@Command(
        name = "fit",
        header = "Fits a made-up guest to a recording, and says how near it comes.",
        description = "What it writes can be scaled: to another rate, more live mappings, more memory.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim trace fit e1000e-rx-strict",
            "  dirtysim trace fit my.trace.gz --out my.yaml",
            "  dirtysim trace fit my.trace.gz --json",
            "  dirtysim simulate --trace generated:fitted,of=my.yaml,rate=1000000,over=64GiB --scheme all --ram 64GiB",
        })
final class TraceFitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TraceOptions trace;

    @Option(
            names = "--out",
            order = 1,
            paramLabel = "FILE.yaml",
            description = "Write the parameters there; the file must not be there yet.")
    private Path out;

    @Option(names = "--json", order = 2, description = "Print one JSON object in place of the table.")
    private boolean json;

    @Override
    public Integer call() {
        if (out != null && Files.exists(out)) {
            throw new InputException(out.toString(), "the file exists", "give another name, or remove it first");
        }
        Workload recorded = trace.open().workload();
        FittedModel model = ModelFit.fit(recorded);
        List<FitFigure> table = FitTable.compare(recorded, GeneratedName.synthetic(model));
        if (out != null) {
            write(model);
        }
        long missed = table.stream().filter(figure -> !figure.met()).count();
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> root = new LinkedHashMap<>();
            root.put("trace", trace.name());
            root.put("parameters", out == null ? null : out.toString());
            root.put("met", table.size() - missed);
            root.put("missed", missed);
            root.put("figures", table.stream().map(TraceFitCommand::object).toList());
            print.print(JsonText.render(root));
            return 0;
        }
        print.print(FitTable.toText(table));
        print.print(missed == 0 ? "all within their tolerances\n" : missed + " of " + table.size() + " missed\n");
        if (out != null) {
            print.print("wrote " + out + "\n");
        }
        return 0;
    }

    private static Map<String, Object> object(FitFigure figure) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("figure", figure.name());
        object.put("unit", figure.unit());
        object.put("recorded", number(figure.recorded()));
        object.put("synthetic", number(figure.synthetic()));
        object.put("difference", number(figure.difference()));
        object.put("tolerance", number(figure.tolerance()));
        object.put("met", figure.met());
        return object;
    }

    /** Jackson's own digits of a double differ from one JDK to another. */
    private static BigDecimal number(double value) {
        return new BigDecimal(Exact.plain(value));
    }

    private void write(FittedModel model) {
        try {
            OutputFile.write(out, model.toYaml());
        } catch (IOException e) {
            throw new InputException(
                    out.toString(),
                    "the file cannot be written (" + e.getClass().getSimpleName() + ")",
                    "give a name in an existing folder that may be written to and has room",
                    e);
        }
    }
}
