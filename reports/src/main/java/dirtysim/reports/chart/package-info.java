/**
 * Charts as inline SVG: small panels, one a trace, that share a scale, so that a page of them can be read on a wide
 * screen, on a phone and on paper. Colours come from the page's style sheet through classes ({@code c0} …), so one
 * drawing serves light and dark. Every panel has a title and a description for screen readers; a scheme is told by its
 * name, its marker and its dashes, never by colour alone.
 *
 * <p>Read {@link dirtysim.reports.chart.Svg}, which escapes all text, {@link dirtysim.reports.chart.Scale} and
 * {@link dirtysim.reports.chart.Palette}; each Panel is then one kind of chart, and none knows another. There is nothing to zoom or to
 * point at: beside each chart the page has its figures as a table.
 */
package dirtysim.reports.chart;
