/** The CSV for what no importer reads: a line an operation, its columns named in the first line. The module's README describes it. */
package dirtysim.workloads.csv;
