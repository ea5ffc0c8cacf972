package dirtysim.bench;

import dirtysim.host.InputException;
import dirtysim.workloads.recording.Recorder;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace record-help}: what to type to record a guest of one's own. */
@Command(
        name = "record-help",
        header = "Prints the commands that record a trace in a guest of your own.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dirtysim trace record-help", "  dirtysim trace record-help perf"})
final class TraceRecordHelpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "RECORDER",
            description = "ftrace, trace-cmd or perf. Default: all of them.")
    private String recorder;

    @Override
    public Integer call() {
        List<Recorder> all = List.of(Recorder.values());
        List<Recorder> wanted = recorder == null
                ? all
                : List.of(Recorder.of(recorder)
                        .orElseThrow(() -> new InputException(
                                "trace record-help",
                                "no recorder is called '" + recorder + "'",
                                "take one of "
                                        + String.join(
                                                ", ",
                                                Stream.of(Recorder.values())
                                                        .map(Recorder::id)
                                                        .toList()))));
        spec.commandLine().getOut().print(Recorder.page(wanted));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
