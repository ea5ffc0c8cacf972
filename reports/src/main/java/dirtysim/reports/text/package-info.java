/**
 * Numbers as text, the same on every machine, JDK and locale: {@link dirtysim.reports.text.Exact} for files that
 * machines read, {@link dirtysim.reports.text.Unit} for tables and charts that people read.
 */
package dirtysim.reports.text;
