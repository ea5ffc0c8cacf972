package dirtysim.bench;

import dirtysim.Simulation;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.sweep.Kept;
import dirtysim.bench.sweep.Outcome;
import dirtysim.bench.sweep.Progress;
import dirtysim.bench.sweep.Sweep;
import dirtysim.bench.timeline.TimelineFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Whether runs are drawn on a timeline, and performing them accordingly. */
final class TimelineOption {
    @Option(
            names = "--timeline",
            order = 46,
            paramLabel = "FILE",
            description =
                    "Draw what every server did and when, for at most " + TimelineFile.RUNS + " runs, in the Trace"
                            + " Event Format, which Perfetto and chrome://tracing open. Changes no result.")
    private Path file;

    /** Refuses a plan that cannot be drawn, or a file that cannot be written, before anything is simulated. */
    void check(Plan plan) {
        if (file != null) {
            TimelineFile.check(file, plan);
        }
    }

    /** Whether runs are drawn. A run that was drawn in part cannot be taken up again. */
    boolean asked() {
        return file != null;
    }

    /** Performs the runs of a plan, and draws them if that is asked for. */
    Outcome sweep(Plan plan, int workers, Kept kept, Progress progress) {
        if (file == null) {
            return new Sweep(Simulation::run, workers).run(plan.runs(), kept, progress);
        }
        TimelineFile drawing = new TimelineFile(file, plan);
        Outcome outcome = new Sweep(drawing, workers).run(plan.runs(), progress);
        drawing.finish();
        return outcome;
    }

    /** Says where it is. */
    void tell(PrintWriter print) {
        if (file != null) {
            print.println("timeline: " + file);
        }
    }
}
