package dirtysim.bench;

import dirtysim.bench.frontier.Question;
import dirtysim.bench.suite.Catalogue;
import dirtysim.bench.suite.Profiles;
import dirtysim.bench.suite.Setting;
import dirtysim.bench.suite.Suites;
import dirtysim.workloads.generate.GeneratedName;
import dirtysim.workloads.generate.WorkloadKind;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code completion}: a script by which bash and zsh complete commands, options and names. */
@Command(
        name = "completion",
        header = "Prints a script by which bash and zsh complete commands, options and names.",
        description = {
            "%nIt completes a command called dirtysim. In ~/.bashrc:",
            "",
            "  alias dirtysim='java -jar /where/it/is/dirtysim.jar'",
            "  source <(java -jar /where/it/is/dirtysim.jar completion)",
            "",
            "For zsh the same in ~/.zshrc, after 'autoload -U +X compinit && compinit'.",
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(dirtysim completion)",
            "  dirtysim completion > ~/.local/share/bash-completion/completions/dirtysim",
        })
final class CompletionCommand implements Callable<Integer> {
    /** How the arguments are called that may be the name of a trace. */
    private static final Set<String> TRACES = Set.of("FILE|NAME", "IN");

    /** By this the script would offer no files where it knows no name, and traces and suites are files. */
    private static final String NO_FILES = "  type compopt &>/dev/null && compopt +o default\n\n";

    /** Of lists with commas the script would complete the first name alone. */
    private static final String WHOLE_WORD = "compgen -W \"${optionList[*]}\" -- \"$curr_word\"";

    private static final String BEHIND_A_COMMA =
            "compgen -P \"${curr_word%\"${curr_word##*,}\"}\" -W \"${optionList[*]}\" -- \"${curr_word##*,}\"";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        // Commands of its own, since the specifications are changed.
        CommandLine commands = new CommandLine(Main.unwatched());
        name(commands);
        String script = AutoComplete.bash(commands.getCommandName(), commands);
        spec.commandLine().getOut().print(script.replace(NO_FILES, "").replace(WHOLE_WORD, BEHIND_A_COMMA));
        return 0;
    }

    /**
     * Gives every option of a command, and of those below it, the names that it may take, and puts them in an order: a JVM may
     * list them in any.
     */
    private static void name(CommandLine command) {
        CommandSpec its = command.getCommandSpec();
        List<OptionSpec> own = its.options().stream()
                .filter(option -> option.scopeType() == ScopeType.LOCAL && !option.inherited())
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .toList();
        own.forEach(its::remove);
        own.forEach(option -> its.addOption(named(option)));
        List<PositionalParamSpec> traces = its.positionalParameters().stream()
                .filter(parameter -> parameter.type() == String.class && TRACES.contains(parameter.paramLabel()))
                .toList();
        traces.forEach(its::remove);
        traces.forEach(parameter -> its.addPositional(parameter.toBuilder()
                .completionCandidates(Catalogue.installed().traces())
                .build()));
        command.getSubcommands().values().forEach(CompletionCommand::name);
    }

    private static OptionSpec named(OptionSpec option) {
        List<String> names = names(option.longestName());
        return names.isEmpty()
                ? option
                : option.toBuilder()
                        // The script's variable, which two options of one command must not share.
                        .paramLabel(option.longestName().substring(2).replace('-', '_'))
                        .completionCandidates(names)
                        .build();
    }

    private static List<String> names(String option) {
        return switch (option) {
            case "--scheme" -> withAll(Catalogue.installed().schemes());
            case "--trace", "--merge" -> withAll(Catalogue.installed().traces());
            case "--suite" ->
                Stream.concat(Suites.bundled().stream(), Stream.of(ValidateAllCommand.SUITE))
                        .toList();
            case "--profile" -> Profiles.bundled();
            case "--find" -> Question.ids();
            case "--kind" -> GeneratedName.KINDS.stream().map(WorkloadKind::id).toList();
            default -> Setting.of(option.substring(2)).map(Setting::choices).orElse(List.of());
        };
    }

    private static List<String> withAll(List<String> names) {
        return Stream.concat(names.stream(), Stream.of("all")).toList();
    }
}
