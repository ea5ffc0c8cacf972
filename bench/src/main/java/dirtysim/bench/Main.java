package dirtysim.bench;

import dirtysim.host.InputException;
import java.io.FileDescriptor;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line of DirtySim. */
@Command(
        name = "dirtysim",
        versionProvider = Version.class,
        header = "Simulates dirty-page tracking of passthrough devices during live migration.",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            SimulateCommand.class,
            FrontierCommand.class,
            AdviseCommand.class,
            TraceCommand.class,
            ListCommand.class,
            CalibrateCommand.class,
            CompareCommand.class,
            MergeCommand.class,
            ReportCommand.class,
            CheckCommand.class,
            ValidateCommand.class,
            CompletionCommand.class,
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a gate failed, check found a schedule that loses a page, or an event differs",
            "2:bad usage or bad input; one line on standard error says what, where, and the mend",
            "70:a fault of DirtySim itself; please report it",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim run --suite schemes",
            "  dirtysim simulate --trace my.trace.gz --scheme all --ram 64GiB",
            "  dirtysim trace info my.trace.gz",
        })
public final class Main {
    private final boolean terminal;
    private final boolean colours;
    /** Has runs performed by other machines; null if this one does. */
    private final Function<List<String>, String> machine;

    @Option(names = "--quiet", order = 96, scope = ScopeType.INHERIT, description = "Print nothing but errors.")
    private boolean quiet;

    @Option(
            names = {"-h", "--help"},
            order = 97,
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    private boolean helpRequested;

    @Option(
            names = {"-V", "--version"},
            order = 98,
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean versionRequested;

    @Option(
            names = "--debug",
            order = 99,
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of whatever goes wrong.")
    private boolean debug;

    private Main(boolean terminal, boolean colours, Function<List<String>, String> machine) {
        this.terminal = terminal;
        this.colours = colours;
        this.machine = machine;
    }

    /**
     * Runs one command and exits with its code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        StandardStream standard = new StandardStream(FileDescriptor.out);
        PrintWriter out = utf8(standard);
        PrintWriter err = utf8(new StandardStream(FileDescriptor.err));
        boolean terminal = Terminal.watched(Terminal.attached(), System.getenv());
        int code = run(out, err, terminal, terminal && Terminal.coloured(System.getenv()), args);
        out.flush();
        if (code == 0 && standard.complaint().isPresent()) {
            err.println(standard.complaint().get());
            code = Complaints.BAD_INPUT;
        }
        err.flush();
        System.exit(code);
    }

    /**
     * Runs one command.
     *
     * @param out standard output
     * @param err standard error
     * @param terminal whether someone watches, who would like to see progress
     * @param args the command line
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, boolean terminal, String... args) {
        return run(out, err, terminal, false, args);
    }

    /**
     * Runs one command.
     *
     * @param out standard output
     * @param err standard error
     * @param terminal whether someone watches, who would like to see progress
     * @param colours whether help and what is bad are coloured on standard output; errors never are
     * @param args the command line
     * @return the exit code
     */
    static int run(PrintWriter out, PrintWriter err, boolean terminal, boolean colours, String... args) {
        return new Main(terminal, colours, null).run(out, err, args);
    }

    /** Runs one command whose simulations other machines perform: see {@link Elsewhere}. */
    static int run(PrintWriter out, PrintWriter err, Function<List<String>, String> machine, String... args) {
        return new Main(false, false, machine).run(out, err, args);
    }

    private int run(PrintWriter out, PrintWriter err, String... args) {
        Complaints complaints = new Complaints(() -> debug);
        CommandLine commands = new CommandLine(this)
                .setOut(out)
                .setErr(err)
                .setColorScheme(CommandLine.Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF))
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(complaints)
                .setExecutionExceptionHandler(complaints)
                .setExecutionStrategy(this::execute);
        if (args.length == 0) {
            commands.usage(out);
        }
        try {
            return commands.execute(args);
        } catch (Error e) {
            return complaints.internalFault(err, e);
        }
    }

    /** Help is shown to whoever asks for it, quiet or not. */
    private int execute(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        if (machine != null) {
            requirePlan(parsed);
        }
        if (quiet) {
            parsed.commandSpec().commandLine().setOut(new PrintWriter(Writer.nullWriter()));
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Nothing runs here that was asked of other machines. */
    private static void requirePlan(ParseResult parsed) {
        try {
            Planning.of(parsed);
        } catch (InputException e) {
            throw new CommandLine.ExecutionException(parsed.commandSpec().commandLine(), e.getMessage(), e);
        }
    }

    /** The commands alone, for whoever looks at them and runs none. */
    static Main unwatched() {
        return new Main(false, false, null);
    }

    /** The main command above another. */
    static Main of(CommandSpec command) {
        return (Main) command.root().userObject();
    }

    /** Whether nothing but errors is to be said. */
    boolean quiet() {
        return quiet;
    }

    /** Whether someone watches who would like to see progress. */
    boolean terminal() {
        return terminal && !quiet;
    }

    /** What has runs performed by other machines, if they are not performed here. */
    Optional<Function<List<String>, String>> machine() {
        return Optional.ofNullable(machine);
    }

    /** Text for standard output, lines in red that a reader must not miss. */
    String painted(String text) {
        return colours ? Paint.lines(text) : text;
    }

    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
