/**
 * Recordings as text that others read: {@link dirtysim.workloads.export.FtraceText} writes what tracefs would have shown,
 * so that every importer of it gets the same records back, {@link dirtysim.workloads.export.CsvText} the columns that a
 * spreadsheet takes.
 *
 * <p>Both are independent of each other. Not written is what {@link dirtysim.workloads.record} does not hold: the text that was
 * once read comes back as records, not as bytes.
 */
package dirtysim.workloads.export;
