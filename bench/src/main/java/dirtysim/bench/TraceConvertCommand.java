package dirtysim.bench;

import dirtysim.workloads.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace convert}: any readable trace into the compact native form, or into the text of ftrace. */
@Command(
        name = "convert",
        header = "Converts a trace into DirtySim's compact form, or into text.",
        description = {
            "",
            "An OUT that ends in .trace or .txt becomes the text of ftrace, which holds the same records, one in .csv a table of"
                    + " the operations, which holds less, both with .gz or without. Any other becomes a .dtrace.",
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim trace convert my.trace.gz my.dtrace",
            "  dirtysim trace convert my.dtrace again.trace.gz",
        })
final class TraceConvertCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "IN", description = "A trace file, or a bundled trace.")
    private String in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write, which must not be there yet.")
    private Path out;

    @Option(names = "--allow-lost", description = "Read the trace although the recording lost events.")
    private boolean allowLost;

    @Override
    public Integer call() throws IOException {
        Traces.convert(in, out, allowLost);
        spec.commandLine().getOut().println("wrote " + out + ", " + Files.size(out) + " bytes");
        return 0;
    }
}
