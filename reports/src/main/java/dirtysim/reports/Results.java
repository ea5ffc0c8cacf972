package dirtysim.reports;

import dirtysim.host.PlainText;
import dirtysim.scenario.RunRecord;
import java.util.List;

/**
 * What a results directory holds.
 *
 * @param suite name of the suite, or {@code adhoc}
 * @param command the command line that ran it, ready to be pasted into a shell
 * @param runs one record a run, in the order of the suite
 */
public record Results(String suite, String command, List<RunRecord> runs) {
    /** Defensive copy of the list. What in a path would act on a terminal is written out in the command. */
    public Results {
        command = PlainText.of(command);
        runs = List.copyOf(runs);
    }
}
