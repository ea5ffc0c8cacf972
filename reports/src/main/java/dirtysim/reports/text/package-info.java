/**
 * Text that is the same on every machine, JDK and locale: {@link dirtysim.reports.text.Exact} writes numbers for files that
 * machines read, {@link dirtysim.reports.text.Unit} for tables and charts that people read, {@link dirtysim.reports.text.TerminalText} fits
 * sentences and names to a terminal, {@link dirtysim.reports.text.JsonText} writes whole documents.
 * {@link dirtysim.reports.text.Spreadsheet} and {@link dirtysim.reports.text.PlainJson} keep out what would act where it is shown.
 */
package dirtysim.reports.text;
