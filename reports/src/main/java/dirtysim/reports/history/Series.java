package dirtysim.reports.history;

import dirtysim.reports.compare.Measure;
import java.util.List;
import java.util.Optional;

/**
 * A measure of one kind of run over all directories.
 *
 * @param key the runs
 * @param measure the measure
 * @param values one a directory; NaN where there is none
 * @param changes in order
 */
public record Series(HistoryKey key, Measure measure, double[] values, List<Change> changes) {
    /** The change at a place, if there is one. */
    public Optional<Change> at(int place) {
        return changes.stream().filter(change -> change.at() == place).findFirst();
    }
}
