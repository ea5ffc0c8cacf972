package dirtysim.bench;

import dirtysim.files.InputFile;
import dirtysim.host.InputException;
import dirtysim.reports.jmh.JmhJson;
import dirtysim.reports.jmh.JmhOutcome;
import dirtysim.reports.jmh.JmhQuantity;
import dirtysim.reports.jmh.JmhStudy;
import dirtysim.reports.jmh.JmhTarget;
import dirtysim.reports.jmh.JmhTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which results of JMH go into a report, and what they are held against. */
final class JmhOptions {
    private static final String IN_DIRECTORY = "jmh.json";

    @Option(
            names = "--jmh",
            order = 3,
            paramLabel = "FILE.json",
            description = "Benchmarks that JMH wrote as JSON; may be repeated. A jmh.json in a results directory is"
                    + " taken in unasked. Writes jmh.csv beside the report.")
    private List<Path> files = List.of();

    @Option(
            names = "--jmh-targets",
            order = 4,
            paramLabel = "FILE.csv",
            description = "What the benchmarks are held against: benchmark,reference,params,quantity,limit,source.")
    private Path targets;

    @Option(
            names = "--jmh-gate",
            order = 5,
            description = "Exit 1 where a target of allocated bytes is missed. Times are shown, and fail nothing.")
    private boolean gate;

    /** Whether any of the options was given. */
    boolean given() {
        return !files.isEmpty() || targets != null || gate;
    }

    /** Every file that was given, and those in the directories. */
    List<JmhStudy> read(List<Path> directories) {
        List<Path> all = new ArrayList<>(files);
        directories.stream()
                .map(directory -> directory.resolve(IN_DIRECTORY))
                .filter(Files::exists)
                .forEach(all::add);
        List<JmhTarget> wanted = targets == null ? List.of() : JmhTargets.parse(text(targets), targets.toString());
        if (all.isEmpty() && (targets != null || gate)) {
            throw new InputException(
                    "--jmh", "there are no benchmarks to judge", "give a file that JMH wrote with -rf json");
        }
        return all.stream()
                .map(file -> {
                    JmhJson.Content content = JmhJson.parse(text(file), file.toString());
                    return JmhStudy.of(shown(file), content.machine(), content.runs(), wanted);
                })
                .toList();
    }

    /** Whether a target of allocation is missed and that is to fail the build. */
    boolean fails(List<JmhStudy> studies) {
        return gate
                && studies.stream()
                        .flatMap(study -> study.findings(JmhOutcome.MISSED).stream())
                        .anyMatch(finding -> finding.target().quantity() == JmhQuantity.BYTES);
    }

    /** Maven gives whole paths: from where one stands they say no more, and less. */
    private static String shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.isAbsolute() && file.startsWith(here)
                ? here.relativize(file).toString()
                : file.toString();
    }

    private static String text(Path file) {
        try {
            return InputFile.largeText(file);
        } catch (NoSuchFileException e) {
            throw new InputException(file.toString(), "there is no such file", "give one that exists", e);
        } catch (IOException e) {
            throw new InputException(
                    file.toString(),
                    "it cannot be read (" + e.getClass().getSimpleName() + ")",
                    "give a file of UTF-8 text that may be read",
                    e);
        }
    }
}
