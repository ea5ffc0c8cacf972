/**
 * Charts as inline SVG: small panels, one a trace, that share a scale, so that a page of them can be read on a wide
 * screen, on a phone and on paper. Colours come from the page's style sheet through classes ({@code c0} …), so one
 * drawing serves light and dark. Every panel has a title and a description for screen readers; a scheme is told by its
 * name, its marker and its dashes, never by colour alone.
 */
package dirtysim.reports.chart;
