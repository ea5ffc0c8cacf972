/**
 * Recordings as text that others read: {@link dirtysim.workloads.export.FtraceText} writes what tracefs would have shown,
 * so that every importer of it gets the same records back, {@link dirtysim.workloads.export.CsvText} the columns that a
 * spreadsheet takes.
 */
package dirtysim.workloads.export;
