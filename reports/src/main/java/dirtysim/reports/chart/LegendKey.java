package dirtysim.reports.chart;

import java.util.function.Consumer;

/**
 * An entry of a legend.
 *
 * @param name what it stands for
 * @param svg its swatch, hidden from screen readers
 */
public record LegendKey(String name, String svg) {
    /** One whose swatch is drawn in a frame of 16 by 12. */
    static LegendKey of(String name, Consumer<Svg> drawing) {
        Svg svg = new Svg();
        svg.open("svg", "class", "chart look", "viewBox", "0 0 16 12", "aria-hidden", "true");
        drawing.accept(svg);
        return new LegendKey(name, svg.finish());
    }
}
