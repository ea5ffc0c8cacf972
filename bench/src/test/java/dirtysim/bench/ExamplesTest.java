package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.bench.suite.Catalogue;
import dirtysim.bench.suite.Profiles;
import dirtysim.bench.suite.Setting;
import dirtysim.bench.suite.Settings;
import dirtysim.bench.suite.Suites;
import dirtysim.workloads.generate.GeneratedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Every command that a help or a README shows is one, and the names in it are those of something. */
class ExamplesTest {
    /** The scheme that the README makes. */
    private static final String OWN_SCHEME = "sticky-dbit";

    private static final Pattern FILE = Pattern.compile("\\.[a-z]+");
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");
    private static final Pattern JAVA = Pattern.compile(
            "(java -jar \\S*dirtysim\\.jar|java -cp \\S+ dirtysim\\.bench\\.Main|spark-submit .*dirtysim-spark\\.jar) +");
    private static final CommandLine COMMANDS = new CommandLine(Main.unwatched());

    /** Without what a shell does to its output. */
    private static List<String> words(String line) {
        String command = line.replaceFirst(" [|>] .*", "").replaceFirst("\\)$", "");
        return WORD.matcher(command)
                .results()
                .map(word -> word.group().replace("\"", ""))
                .toList();
    }

    private static List<List<String>> ofHelp(CommandLine command) {
        List<List<String>> examples = new ArrayList<>();
        String footer = String.join(
                        "\n", command.getCommandSpec().usageMessage().footer())
                .replace("\\\n", " ");
        for (String line : footer.lines().map(String::strip).toList()) {
            if (line.startsWith("dirtysim ")) {
                examples.add(words(line.substring("dirtysim ".length())));
            }
        }
        command.getSubcommands().values().forEach(inner -> examples.addAll(ofHelp(inner)));
        return examples;
    }

    private static List<List<String>> ofReadme(Path readme) throws IOException {
        List<List<String>> examples = new ArrayList<>();
        for (String line :
                Files.readString(readme).replaceAll("\\\\\\n *", " ").lines().toList()) {
            Matcher command = JAVA.matcher(line.strip());
            if (command.lookingAt() && !line.contains("COMMAND")) {
                examples.add(words(line.strip().substring(command.end())));
            }
        }
        return examples;
    }

    @Test
    void everyExampleOfAHelpIsACommandLine() {
        List<List<String>> examples = ofHelp(COMMANDS);
        assertTrue(examples.size() > 60, examples.size() + " examples");
        examples.forEach(ExamplesTest::check);
    }

    @Test
    void everyCommandOfAReadmeIsACommandLine() throws IOException {
        int commands = 0;
        for (String readme : List.of("README.md", "bench/README.md", "workloads/README.md", "sim-core/README.md")) {
            List<List<String>> examples = ofReadme(Path.of("..").resolve(readme));
            examples.forEach(ExamplesTest::check);
            commands += examples.size();
        }
        assertTrue(commands > 40, commands + " commands");
    }

    @Test
    void whatIsNoCommandOrHasAWrongNameIsFound() {
        for (String wrong : List.of(
                "simulate --trace e1000e-rx-strict --scheme nested-dbit --rams 1GiB",
                "simulate --trace e1000e-rx-strict --scheme nested-bit",
                "simulate --trace e1000e-rx --scheme all",
                "simulate --trace generated:nic,rz=1Gbit/s --scheme all",
                "simulate --trace e1000e-rx-strict --scheme all --set iotlb-entry=3",
                "simulate --trace e1000e-rx-strict --scheme all --link fast",
                "run --suite scheme",
                "trace info e1000e",
                "check --scheme sticky",
                "list parameters --profile kunpeng")) {
            assertThrows(AssertionError.class, () -> check(words(wrong)), wrong);
        }
    }

    private static void check(List<String> example) {
        String line = String.join(" ", example);
        ParseResult parsed = assertDoesNotThrow(() -> COMMANDS.parseArgs(example.toArray(new String[0])), line);
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        boolean generates = parsed.commandSpec().name().equals("generate");
        for (ArgSpec argument : parsed.matchedArgs()) {
            for (String value : argument.stringValues()) {
                String what = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
                assertDoesNotThrow(() -> name(what, value, generates), line);
            }
        }
    }

    /** A name like my.trace is that of a file which a reader has. */
    private static void name(String what, String value, boolean generates) {
        Catalogue catalogue = Catalogue.installed();
        if (FILE.matcher(value).find()) {
            return;
        }
        switch (what) {
            case "--scheme" -> catalogue.schemes(List.of(value.equals(OWN_SCHEME) ? "nested-dbit" : value), what);
            case "--trace", "--merge", "FILE|NAME", "IN" -> catalogue.traces(List.of(value), Path.of(""), what);
            case "--suite" -> {
                if (!value.equals(ValidateAllCommand.SUITE)) {
                    Suites.open(value, catalogue);
                }
            }
            case "--profile" -> Profiles.open(value, Path.of(""), what);
            case "--kind" -> GeneratedName.parse("generated:" + value, what);
            case "--set" -> {
                if (!generates) {
                    Assignments.apply(Settings.standard(), List.of(value));
                }
            }
            default -> {
                if (what.startsWith("--")) {
                    Setting.of(what.substring(2))
                            .ifPresent(setting -> Settings.standard().with(setting, value, what));
                }
            }
        }
    }
}
