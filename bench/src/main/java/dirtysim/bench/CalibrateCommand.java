package dirtysim.bench;

import dirtysim.bench.calibrate.HostCalibration;
import dirtysim.bench.suite.Profiles;
import dirtysim.files.OutputFile;
import dirtysim.host.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code calibrate}: a host profile of this machine. */
@Command(
        name = "calibrate",
        header = "Measures this host and writes a host profile for --profile.",
        description = "%nMeasured are page-table scan, test and clear, random walk, bitmap OR and copy, and a memory"
                + " reference, cold and warm. Leave the machine in peace meanwhile; it takes under a minute. What Java"
                + " cannot measure keeps its default, and a figure outside its parameter's range is left out and"
                + " named.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim calibrate --out my-host.yaml",
            "  dirtysim run --suite schemes --profile my-host.yaml",
        })
final class CalibrateCommand implements Callable<Integer> {
    private static final String OPTION = "--out";

    @Spec
    private CommandSpec spec;

    @Option(
            names = OPTION,
            order = 1,
            required = true,
            paramLabel = "FILE.yaml",
            description = "The file to write, which must not be there yet. Its name without .yaml names the profile.")
    private Path out;

    @Option(names = "--force", order = 2, description = "Replace the file if it is there.")
    private boolean force;

    @Option(
            names = "--quick",
            order = 3,
            description = "Try it out in a second or two: few batches, small footprints, figures marked as assumption.")
    private boolean quick;

    @Override
    public Integer call() throws IOException {
        String name = profileName();
        requireWritable();
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.println(HostCalibration.announcement(quick));
        HostCalibration measured = HostCalibration.measure(name, quick);
        OutputFile.write(out, measured.yaml());
        terminal.print(Columns.render(measured.table()));
        measured.remarks().forEach(terminal::println);
        terminal.println("profile: " + out + ", " + measured.written() + " parameters; use it with --profile " + out);
        terminal.flush();
        return 0;
    }

    private String profileName() {
        Path file = out.getFileName();
        String name = file == null ? "" : file.toString().replaceFirst("\\.ya?ml$", "");
        Profiles.checkName(name, OPTION);
        return name;
    }

    /** Before the measurement: a minute's work must not end at a path that cannot be written. */
    private void requireWritable() {
        Path folder = out.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new InputException(OPTION, "there is no folder " + folder, "make it first, or name another");
        }
        if (Files.isDirectory(out)) {
            throw new InputException(OPTION, out + " is a folder", "name a file in it");
        }
        if (Files.exists(out) && !force) {
            throw new InputException(
                    OPTION, out + " is there already", "name another file, or add --force to replace it");
        }
        if (!Files.isWritable(folder)) {
            throw new InputException(OPTION, "the folder " + folder + " cannot be written", "name another");
        }
    }
}
