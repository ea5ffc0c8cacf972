/**
 * The templates of the report, compiled from {@code src/main/jte} into classes of this package. They lay out what
 * {@link dirtysim.reports.view.ReportView} holds, escape it by context, and compute nothing.
 */
package dirtysim.reports.pages;
