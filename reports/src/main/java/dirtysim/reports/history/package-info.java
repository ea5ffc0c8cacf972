/**
 * Measures over past results directories, and where they change.
 *
 * <p>The order is the one given. Directories must be of one suite and of the schema that is read. Runs are told by scenario,
 * trace and scheme; what is followed is the mean over their seeds, measure by measure. One that a directory lacks leaves a gap.
 *
 * <p><b>Two kinds of change.</b> The simulator is deterministic: where two directories that follow each other ran the same seeds,
 * any difference is a change of the program or of the scenario, and is marked as {@code exact}, however small. Where the seeds
 * differ there is noise, and {@link dirtysim.reports.history.Segmentation} looks for changes that it does not explain.
 *
 * <p>Read {@link dirtysim.reports.history.HistoryEntry}, then {@link dirtysim.reports.history.History} with
 * {@link dirtysim.reports.history.Series}, then {@link dirtysim.reports.history.Segmentation}. No trend is fitted: values are
 * constant between changes.
 */
package dirtysim.reports.history;
