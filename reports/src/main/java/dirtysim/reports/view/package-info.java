/**
 * The report as data, ready to be laid out: every number is text already, every chart a drawing.
 * {@link dirtysim.reports.view.ReportView#of} builds it from the records; the templates in
 * {@link dirtysim.reports.pages} only place it.
 */
package dirtysim.reports.view;
