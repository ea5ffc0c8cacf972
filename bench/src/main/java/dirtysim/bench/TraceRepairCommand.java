package dirtysim.bench;

import dirtysim.workloads.Traces;
import dirtysim.workloads.dtrace.Damage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace repair}: the good blocks of a damaged file. */
@Command(
        name = "repair",
        header = "Keeps the good blocks of a damaged .dtrace.",
        description = {
            "",
            "Records that are missing count as lost events: the repaired file is read with --allow-lost only.",
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = "  dirtysim trace repair damaged.dtrace repaired.dtrace")
final class TraceRepairCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "IN", description = "A damaged .dtrace, not gzipped.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write, which must not be there yet.")
    private Path out;

    @Override
    public Integer call() {
        Damage damage = Traces.repair(in, out);
        spec.commandLine()
                .getOut()
                .println("kept " + damage.keptRecords() + " records in " + damage.keptBlocks() + " blocks; "
                        + damage.summary());
        return 0;
    }
}
