package dirtysim.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace info}: the statistics of a trace. */
@Command(
        name = "info",
        header = "Prints the statistics of a trace.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim trace info e1000e-rx-strict",
            "  dirtysim trace info my.trace.gz --json",
        })
final class TraceInfoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE|NAME", description = "A trace file, or a bundled trace ('list traces' names them).")
    private String trace;

    @Option(names = "--json", order = 1, description = "As one JSON object.")
    private boolean json;

    @Option(names = "--allow-lost", order = 2, description = "Read the trace although the recording lost events.")
    private boolean allowLost;

    @Override
    public Integer call() throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        Trace opened = Traces.open(trace, allowLost);
        if (json) {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            out.print(new ObjectMapper()
                    .writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
                    .writeValueAsString(opened.statistics().toJson()));
            out.print("\n");
            return 0;
        }
        out.print(opened.statistics().toText().stripTrailing() + "\n");
        opened.notes().forEach(note -> out.print("note: " + note + "\n"));
        return 0;
    }
}
