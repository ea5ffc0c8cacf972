package dirtysim.bench;

import dirtysim.host.InputException;
import dirtysim.host.Nearest;
import dirtysim.host.Quantity;
import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.shape.Shape;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace shape}: from recordings to one that is faster, longer, has more devices or more memory. */
@Command(
        name = "shape",
        header = "Makes a trace faster, longer, of more devices or over more memory.",
        description = {
            "The outcome's workload is a cycle: at its end just that is mapped which was mapped at its beginning.",
            "Its provenance, which 'trace info' shows, says what was done."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim trace shape e1000e-rx-strict vf64.dtrace --devices 64 --rate 100Gbit/s --ram 1TiB",
            "  dirtysim trace shape nic.trace.gz both.dtrace --merge nvme.trace.gz",
        })
final class TraceShapeCommand implements Callable<Integer> {
    private static final long CHUNK = 2L << 20;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "IN", description = "A trace file, or a bundled trace.")
    private String in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write, which must not be there yet.")
    private Path out;

    @Option(
            names = "--time-scale",
            order = 1,
            paramLabel = "X",
            description = "How many times faster. Times are whole microseconds here; simulate has the same option"
                    + " without that rounding. Default: 1.")
    private Double timeScale;

    @Option(
            names = "--rate",
            order = 2,
            paramLabel = "RATE",
            description = "In place of it: what drivers shall map for all devices together, such as 100Gbit/s.")
    private String rate;

    @Option(
            names = "--devices",
            order = 3,
            paramLabel = "N",
            description = "Copies of each device, each with CPUs and IOVAs of its own, as virtual functions have."
                    + " Default: 1.")
    private Integer devices;

    @Option(
            names = "--phase",
            order = 4,
            paramLabel = "HOW",
            description = "Copies are shifted in time against each other by equal parts (even) or as --seed draws"
                    + " (random). Default: even.")
    private String phase = "even";

    @Option(names = "--seed", order = 5, paramLabel = "N", description = "Seed of random phases. Default: 1.")
    private long seed = 1;

    @Option(
            names = "--memory",
            order = 6,
            paramLabel = "WHOSE",
            description = "Copies map pages of their own (disjoint) or the same pages (shared). Default: disjoint.")
    private String memory = "disjoint";

    @Option(
            names = "--ram",
            order = 7,
            paramLabel = "SIZE",
            description = "Guest RAM over which the pages are spread. Default: that of the recorded guests, as many"
                    + " times as there are disjoint copies.")
    private String ram;

    @Option(names = "--loops", order = 8, paramLabel = "N", description = "Repetitions of the workload. Default: 1.")
    private Integer loops;

    @Option(
            names = "--merge",
            order = 9,
            arity = "1..*",
            paramLabel = "FILE|NAME",
            description = "Traces to run beside it; a shorter one begins again until the longest ends.")
    private List<String> others = List.of();

    @Option(names = "--allow-lost", order = 10, description = "Read traces although their recorders lost events.")
    private boolean allowLost;

    @Override
    public Integer call() throws IOException {
        Shape shape = wanted();
        List<Trace> traces = new ArrayList<>();
        traces.add(Traces.open(in, allowLost));
        others.forEach(other -> traces.add(Traces.open(other, allowLost)));
        Trace shaped = Traces.shape(traces, shape);
        Traces.write(shaped, out);
        // A shaped recording begins at 0 and ends with the workload; what comes before it takes no time.
        TraceRecords records = shaped.records();
        PrintWriter print = spec.commandLine().getOut();
        shaped.notes().forEach(note -> print.println("note: " + note));
        print.println(String.format(
                Locale.ROOT,
                "wrote %s, %d bytes: %d devices, %.3f s, %.3f Gbit/s mapped for devices",
                out,
                Files.size(out),
                records.summary().devices().size(),
                records.timeUs(records.size() - 1) / 1e6,
                shaped.bytesPerSecond() * 8 / 1e9));
        return 0;
    }

    private Shape wanted() {
        if (timeScale != null && rate != null) {
            throw new InputException(
                    "--rate", "--time-scale is given too", "leave out one: the one follows from the other");
        }
        Shape shape = Shape.UNCHANGED;
        if (timeScale != null) {
            require(timeScale >= 0.001 && timeScale <= 1e6, "--time-scale", "stay within 0.001 to 1000000");
            shape = shape.withTimeScale(timeScale);
        }
        if (rate != null) {
            long bytes = Quantity.RATE.whole(rate, "--rate");
            require(bytes > 0 && bytes <= 1_250_000_000_000L, "--rate", "stay within 1B/s to 10Tbit/s");
            shape = shape.withRate(bytes);
        }
        if (devices != null) {
            require(devices >= 1 && devices <= 4096, "--devices", "stay within 1 to 4096");
            shape = shape.withDevices(devices);
        }
        if (loops != null) {
            require(loops >= 1 && loops <= 100_000, "--loops", "stay within 1 to 100000");
            shape = shape.withLoops(loops);
        }
        if (ram != null) {
            long bytes = Quantity.BYTES.whole(ram, "--ram");
            require(
                    bytes >= CHUNK && bytes <= 16L << 40 && bytes % CHUNK == 0,
                    "--ram",
                    "give a multiple of 2MiB, at most 16TiB");
            shape = shape.withRamBytes(bytes);
        }
        if (oneOf("--phase", phase, "even", "random") == 1) {
            shape = shape.withRandomPhases(seed);
        }
        return oneOf("--memory", memory, "disjoint", "shared") == 1 ? shape.withMemory(Shape.Memory.SHARED) : shape;
    }

    private static void require(boolean right, String option, String mend) {
        if (!right) {
            throw new InputException(option, "it is out of its range", mend);
        }
    }

    private static int oneOf(String option, String text, String... choices) {
        int place = List.of(choices).indexOf(text);
        if (place < 0) {
            throw new InputException(option, "it is '" + text + "'", Nearest.choice(text, List.of(choices)));
        }
        return place;
    }
}
