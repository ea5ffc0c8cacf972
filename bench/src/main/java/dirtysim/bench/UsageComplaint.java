package dirtysim.bench;

import dirtysim.host.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a wrong command line is told: the command, what is wrong with it, and the mend. */
final class UsageComplaint {
    private final ParameterException error;
    private final CommandLine command;
    private final String name;

    UsageComplaint(ParameterException error) {
        this.error = error;
        command = error.getCommandLine();
        name = command.getCommandSpec().qualifiedName();
    }

    String line() {
        // A misspelt option is also a missing one: the slip is what the user wants to hear of.
        List<String> unmatched = error instanceof UnmatchedArgumentException unknown
                ? unknown.getUnmatched()
                : error instanceof MissingParameterException ? command.getUnmatchedArguments() : List.of();
        if (!unmatched.isEmpty()) {
            return unknown(unmatched.get(0));
        }
        String what = error.getMessage();
        String mend =
                missingCommand() ? "take one of " + String.join(", ", subcommands()) : "see '" + name + " --help'";
        return name + ": " + what.substring(0, 1).toLowerCase(Locale.ROOT) + what.substring(1) + "; " + mend;
    }

    private String unknown(String argument) {
        boolean option = argument.startsWith("-");
        List<String> known = option ? options() : subcommands();
        String word = argument.contains("=") && option ? argument.substring(0, argument.indexOf('=')) : argument;
        String what = option ? "unknown option '" : known.isEmpty() ? "needless argument '" : "unknown command '";
        String mend = known.isEmpty()
                ? meant(argument) + "see '" + name + " --help'"
                : Nearest.to(word, known)
                        .map(near -> "did you mean '" + near + "'? See '" + name + " --help'")
                        .orElse(option ? "see '" + name + " --help'" : "take one of " + String.join(", ", known));
        return name + ": " + what + word + "'; " + mend;
    }

    /** Of a command with one option that it cannot do without, a bare word is most likely what belongs to it. */
    private String meant(String argument) {
        List<OptionSpec> needed = command.getCommandSpec().options().stream()
                .filter(OptionSpec::required)
                .toList();
        boolean missing = needed.size() == 1 && !command.getParseResult().hasMatchedOption(needed.get(0));
        return missing ? "did you mean '" + needed.get(0).longestName() + " " + argument + "'? Or " : "";
    }

    private boolean missingCommand() {
        CommandSpec spec = command.getCommandSpec();
        return !spec.subcommands().isEmpty() && !command.getParseResult().hasSubcommand();
    }

    private List<String> subcommands() {
        return List.copyOf(command.getSubcommands().keySet());
    }

    private List<String> options() {
        return command.getCommandSpec().options().stream()
                .map(OptionSpec::names)
                .flatMap(Stream::of)
                .toList();
    }
}
