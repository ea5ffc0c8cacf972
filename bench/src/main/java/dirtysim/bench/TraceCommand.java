package dirtysim.bench;

import picocli.CommandLine.Command;

/** {@code trace}: what can be done with a trace. */
@Command(
        name = "trace",
        header = "Looks into traces and converts them.",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TraceInfoCommand.class,
            TraceConvertCommand.class,
            TraceShapeCommand.class,
            TraceRecordHelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim trace info my.trace.gz",
            "  dirtysim trace convert my.trace.gz my.dtrace",
        })
final class TraceCommand {}
