package dirtysim.bench;

import dirtysim.files.OutputFile;
import dirtysim.host.InputException;
import dirtysim.host.Quantity;
import dirtysim.reports.text.JsonText;
import dirtysim.workloads.RecordedRun;
import dirtysim.workloads.RecordedRuns;
import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import dirtysim.workloads.info.TraceInfo;
import dirtysim.workloads.info.TracePlots;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trace info}: the statistics of a trace. */
@Command(
        name = "info",
        header = "Says what a trace holds: on a page of text, as HTML with plots, or as JSON.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim trace info e1000e-rx-strict",
            "  dirtysim trace info my.trace.gz --html my.html",
            "  dirtysim trace info my.trace.gz --json",
        })
final class TraceInfoCommand implements Callable<Integer> {
    private static final List<Double> USUAL_RATES = List.of(1.25e9, 3.125e9, 12.5e9);

    @Spec
    private CommandSpec spec;

    @Mixin
    private TraceOptions trace;

    @Option(names = "--json", order = 1, description = "As one JSON object.")
    private boolean json;

    @Option(
            names = "--html",
            order = 2,
            paramLabel = "FILE.html",
            description = "Write a page with plots too, in one file without network; an older one is overwritten. A"
                    + " NAME.devaccess.csv beside the trace gives the pages that were really written.")
    private Path html;

    @Option(
            names = "--rate",
            order = 3,
            paramLabel = "RATE",
            description = "Say at which time scale the trace reaches this rate. Default: 10, 25 and 100Gbit/s.")
    private String rate;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Trace opened = trace.open();
        if (json) {
            if (html != null || rate != null) {
                throw new InputException("--json", "it goes with neither --html nor --rate", "leave out one of them");
            }
            out.print(JsonText.render(opened.statistics().toJson()));
            return 0;
        }
        TraceInfo info = TraceInfo.of(opened, rates());
        out.print(info.text());
        out.flush();
        if (html != null) {
            OutputFile.write(html, TraceHtml.render(info, TracePlots.of(opened, run())));
            out.print("\npage: " + html + "\n");
        }
        return 0;
    }

    private List<Double> rates() {
        return rate == null ? USUAL_RATES : List.of((double) Quantity.RATE.whole(rate, "--rate"));
    }

    /** Only a file can have accesses beside it. */
    private Optional<RecordedRun> run() {
        boolean bundled =
                Traces.bundled().stream().anyMatch(known -> known.name().equals(trace.name()));
        return bundled ? Optional.empty() : RecordedRuns.of(Path.of(trace.name()));
    }
}
