package dirtysim.bench;

import picocli.CommandLine.Command;

/** {@code trace}: what can be done with a trace. */
@Command(
        name = "trace",
        header = "Looks into traces, converts and repairs them.",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TraceInfoCommand.class, TraceConvertCommand.class, TraceRepairCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim trace info my.trace.gz",
            "  dirtysim trace convert my.trace.gz my.dtrace",
            "  dirtysim trace repair damaged.dtrace repaired.dtrace",
        })
final class TraceCommand {}
