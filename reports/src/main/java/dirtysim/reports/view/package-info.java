/**
 * The report as data, ready to be laid out: every number is text already, every chart a drawing.
 * {@link dirtysim.reports.view.ReportView#of} builds it from the records; the templates in
 * {@link dirtysim.reports.pages} only place it.
 *
 * <p>Begin with {@link dirtysim.reports.view.ReportView}: its components are the sections of the page from top to bottom. A class named
 * Figures makes the charts of one section, one named View is what another page shows: of frontiers, a history, benchmarks, a trace, a
 * validation. What figures mean is decided in {@link dirtysim.reports.compare}, how lines are drawn in {@link dirtysim.reports.chart}; HTML is
 * written by neither.
 */
package dirtysim.reports.view;
