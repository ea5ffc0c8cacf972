package dirtysim.bench;

import dirtysim.host.InputException;
import dirtysim.workloads.Traces;
import dirtysim.workloads.generate.GeneratedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace generate}: a made-up guest's trace. */
@Command(
        name = "generate",
        header = "Makes up a trace: of a network card, a drive, or a guest that was fitted to a recording.",
        description = {
            "'list kinds' shows the kinds and their keys. Several kinds in one guest are joined by a plus sign.",
            "Where a trace is named, generated:KIND,KEY=VALUE,... stands for the same without a file.",
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim trace generate --kind nic --set rx=100Gbit/s --set queues=16 nic.dtrace",
            "  dirtysim trace generate --kind nic,rx=10Gbit/s+nvme,iops=200000 mix.dtrace",
            "  dirtysim trace generate --params my.yaml --set rate=1000000 fast.dtrace",
        })
final class TraceGenerateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--kind", order = 1, paramLabel = "KIND", description = "What to make up.")
    private String kind;

    @Option(
            names = "--params",
            order = 2,
            paramLabel = "FILE.yaml",
            description = "In place of a kind: what 'trace fit --out' wrote.")
    private String params;

    @Option(
            names = "--set",
            order = 3,
            paramLabel = "KEY=VALUE",
            description = "A key of the kind, as often as needed; of the last one if several are joined.")
    private List<String> settings = new ArrayList<>();

    @Parameters(paramLabel = "OUT", description = "The file to write, which must not be there yet.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        if ((kind == null) == (params == null)) {
            throw new InputException("trace generate", "it needs --kind or --params, and not both", "give one of them");
        }
        StringBuilder name = new StringBuilder(GeneratedName.PREFIX);
        name.append(params == null ? kind : "fitted,of=" + params);
        settings.forEach(setting -> name.append(',').append(setting));
        Traces.generate(name.toString(), out);
        spec.commandLine().getOut().println("wrote " + out + ", " + Files.size(out) + " bytes");
        return 0;
    }
}
