package dirtysim.bench;

import dirtysim.bench.suite.Plan;
import dirtysim.host.InputException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** A command that performs the runs of a plan. */
interface Planning {
    /** What the options ask for. */
    Plan plan();

    /**
     * The plan that a command line asks for.
     *
     * @throws InputException if it asks for none
     */
    static Plan of(List<String> words) {
        return of(new CommandLine(Main.unwatched()).setExpandAtFiles(false).parseArgs(words.toArray(String[]::new)))
                .plan();
    }

    /**
     * The command that was parsed.
     *
     * @throws InputException if it performs no plan
     */
    static Planning of(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (last.commandSpec().userObject() instanceof Planning command) {
            return command;
        }
        throw new InputException(
                "'" + last.commandSpec().qualifiedName() + "'",
                "performs no sweep that other machines could share",
                "give run or simulate, or run it on this machine");
    }
}
