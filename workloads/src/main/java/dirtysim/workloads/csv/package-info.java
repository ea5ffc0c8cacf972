/**
 * The CSV for what no importer reads: a line an operation, its columns named in the first line. The module's README describes it.
 * Read {@link dirtysim.workloads.csv.CsvImporter}, which knows what columns mean, then {@link dirtysim.workloads.csv.Row}.
 *
 * <p>Fields are not quoted, and there are no mapping calls of several segments, no losses and no tasks: a recording that has these is
 * better off as text of ftrace.
 */
package dirtysim.workloads.csv;
