package dirtysim.bench;

import dirtysim.Simulation;
import dirtysim.bench.events.EventLogVerifier;
import dirtysim.bench.events.EventLogWriter;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.sweep.Simulator;
import dirtysim.guest.ReplaySource;
import dirtysim.host.InputException;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether the order of events is kept, or held against one that was. */
final class EventLogOptions {
    @Option(
            names = "--event-log",
            order = 48,
            paramLabel = "FILE",
            description = "Keep the order of events of the one run in a file, for --verify. Changes no result.")
    private Path log;

    @Option(
            names = "--verify",
            order = 49,
            paramLabel = "FILE",
            description =
                    "Hold the one run against a file that --event-log wrote; the first event that differs ends it, with"
                            + " exit code 1.")
    private Path verified;

    private long events;

    /** Refuses more than one run, or both options. */
    void check(Plan plan) {
        String option = log != null ? "--event-log" : "--verify";
        if ((log != null || verified != null) && plan.runs().size() != 1) {
            throw new InputException(
                    option, "there are " + plan.runs().size() + " runs", "give one trace, one scheme and one seed");
        }
        if (log != null && verified != null) {
            throw new InputException("--verify", "another file is to be written by --event-log", "give one of the two");
        }
    }

    /** What performs the run, if one of them is given. */
    Optional<Simulator> simulator() {
        if (log != null) {
            return Optional.of(this::record);
        }
        return verified == null ? Optional.empty() : Optional.of(this::verify);
    }

    private RunRecord record(Scenario scenario, ReplaySource workload) {
        try (EventLogWriter writer = new EventLogWriter(log)) {
            RunRecord run = Simulation.run(scenario, workload, writer);
            writer.finish();
            return run;
        }
    }

    private RunRecord verify(Scenario scenario, ReplaySource workload) {
        try (EventLogVerifier verifier = new EventLogVerifier(verified)) {
            RunRecord run = Simulation.run(scenario, workload, verifier);
            verifier.finish();
            events = verifier.events();
            return run;
        }
    }

    /** Says what was kept, or that nothing differs. */
    void tell(PrintWriter print) {
        if (log != null) {
            print.println("event log: " + log);
        } else if (verified != null) {
            print.println("verified: " + events + " events as in " + verified);
        }
    }
}
