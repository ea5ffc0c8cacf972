package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line is a contract: its help texts are sealed by files, the same bytes under every locale. A change is
 * made on purpose, with {@code mvn test -pl bench -am -Dtest=HelpTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Ddirtysim.golden.rewrite=true}, which rewrites the files and fails.
 */
class HelpTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "dirtysim", "bench", "help");
    private static final List<String> COMMANDS = List.of(
            "",
            "run",
            "simulate",
            "frontier",
            "advise",
            "trace",
            "trace info",
            "trace convert",
            "trace shape",
            "trace record-help",
            "trace generate",
            "trace fit",
            "trace repair",
            "check",
            "list",
            "list schemes",
            "list suites",
            "list traces",
            "list profiles",
            "list parameters",
            "list capabilities",
            "list kinds",
            "calibrate",
            "compare",
            "report",
            "merge",
            "validate",
            "validate hardware",
            "validate tracking",
            "validate migration",
            "validate all",
            "completion");

    static Stream<Arguments> commandsByLocale() {
        return Stream.of(Locale.ROOT, Locale.GERMANY, Locale.forLanguageTag("tr-TR"))
                .flatMap(locale -> COMMANDS.stream().map(command -> Arguments.of(locale, command)));
    }

    @ParameterizedTest
    @MethodSource("commandsByLocale")
    void helpIsAsSealed(Locale locale, String command) throws IOException {
        Locale before = Locale.getDefault();
        String help;
        try {
            Locale.setDefault(locale);
            help = CommandLineRun.of((Object[]) (command + " --help").strip().split(" "))
                    .succeeded()
                    .out();
        } finally {
            Locale.setDefault(before);
        }
        Path golden = GOLDEN.resolve((command.isEmpty() ? "dirtysim" : command.replace(' ', '-')) + ".txt");
        if (Boolean.getBoolean("dirtysim.golden.rewrite")) {
            Files.writeString(golden, help);
            fail("rewrote " + golden
                    + ": look at the difference, commit it, and run without -Ddirtysim.golden.rewrite=true");
        }
        assertEquals(
                Files.readString(golden),
                help,
                "the help of '" + command + "' has changed; if that is meant: mvn test -pl bench -am -Dtest=HelpTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Ddirtysim.golden.rewrite=true");
        assertTrue(help.contains("Examples:"), "every help shows how the command is used");
    }

    /** Options of one order come in that of their declaration, which a compiler or a JVM may change. */
    @Test
    void everyOptionHasAnOrderOfItsOwn() {
        for (Object command :
                List.of(new SimulateCommand(), new RunCommand(), new FrontierCommand(), new AdviseCommand())) {
            List<Integer> orders = CommandSpec.forAnnotatedObject(command).options().stream()
                    .map(OptionSpec::order)
                    .filter(order -> order > 0)
                    .toList();
            assertEquals(orders.stream().distinct().count(), orders.size(), orders.toString());
        }
    }

    @Test
    void versionIsThatOfTheBuild() {
        String version = CommandLineRun.of("--version").succeeded().out();
        assertTrue(version.matches("DirtySim [0-9]+\\.[0-9]+\\.[0-9]+\\R"), version);
    }
}
