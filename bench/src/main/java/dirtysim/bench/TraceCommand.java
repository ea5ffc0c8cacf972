package dirtysim.bench;

import picocli.CommandLine.Command;

/** {@code trace}: what can be done with a trace. */
@Command(
        name = "trace",
        header = "Looks into traces, converts, repairs and shapes them, and makes some up.",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TraceInfoCommand.class,
            TraceConvertCommand.class,
            TraceRepairCommand.class,
            TraceShapeCommand.class,
            TraceRecordHelpCommand.class,
            TraceGenerateCommand.class,
            TraceFitCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim trace info my.trace.gz",
            "  dirtysim trace convert my.trace.gz my.dtrace",
            "  dirtysim trace generate --kind nic --set rx=100Gbit/s nic.dtrace",
            "  dirtysim trace fit my.trace.gz --out my.yaml",
            "  dirtysim trace repair damaged.dtrace repaired.dtrace",
        })
final class TraceCommand {}
