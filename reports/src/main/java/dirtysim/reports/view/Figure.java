package dirtysim.reports.view;

import dirtysim.reports.chart.LegendKey;
import java.util.List;

/**
 * A chart: small panels on one scale, how to read them, and the same figures as a table.
 *
 * @param id anchor in the page
 * @param title heading
 * @param reading how to read it
 * @param note what is special about its scale
 * @param legend the parts of a stack, in order; empty when there is nothing to explain
 * @param wide whether a panel needs half of the page's width rather than a third
 * @param panels the drawings
 * @param table the figures
 */
public record Figure(
        String id,
        String title,
        String reading,
        String note,
        List<LegendKey> legend,
        boolean wide,
        List<Panel> panels,
        Table table) {
    /**
     * @param heading what stands above it
     * @param trace the case that it shows, by which the page filters, or the cases, with line feeds between; null if it
     *     belongs to none
     * @param svg the drawing, finished and escaped
     */
    public record Panel(String heading, String trace, String svg) {
        /** A drawing of one case, which is also its heading. */
        public Panel(String trace, String svg) {
            this(trace, trace, svg);
        }
    }
}
