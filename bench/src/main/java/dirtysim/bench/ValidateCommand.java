package dirtysim.bench;

import picocli.CommandLine.Command;

/** {@code validate}: the model against what was published or measured. */
@Command(
        name = "validate",
        header = "Holds the model against published and recorded figures.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ValidateHardwareCommand.class,
            ValidateTrackingCommand.class,
            ValidateMigrationCommand.class,
            ValidateAllCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim validate hardware",
            "  dirtysim validate hardware --runs my-runs --out results/mine",
            "  dirtysim validate tracking",
            "  dirtysim validate migration",
            "  dirtysim validate all",
        })
final class ValidateCommand {}
