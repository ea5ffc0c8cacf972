package dirtysim.reports.chart;

/**
 * How a part of a stack is drawn: a colour class of the style sheet, and on some a texture, so that no two of the looks
 * differ in hue alone. {@link #WAIT} has no colour of its own: it is for time in which nothing was done. Textures are dashed
 * strokes, because a pattern fill would need an address within the page.
 */
public final class Texture {
    /** Looks with a colour; they repeat after that. */
    public static final int LOOKS = 24;

    private static final int COLOURS = 12;
    /** The look of time spent waiting. */
    public static final int WAIT = -1;

    private Texture() {}

    static void draw(Svg svg, int look, double x, double y, double width, double height) {
        double middle = y + height / 2;
        if (look == WAIT) {
            svg.rect(x, y, width, height, "wait");
            stroke(svg, x, middle, width, height, "1.2 2.4", "wait-hatch");
            return;
        }
        int at = look % LOOKS;
        svg.rect(x, y, width, height, "p" + at % COLOURS);
        switch (at) {
            case 2, 6, 12 -> stroke(svg, x, middle, width, height, "1 3", "hatch");
            case 4, 10, 13 -> stroke(svg, x, middle, width, 2, "", "hatch");
            case 8, 11 -> stroke(svg, x, middle, width, 4, "3 3", "hatch");
            default -> {
                if (at >= COLOURS) {
                    stroke(svg, x, middle, width, height, "4 4", "hatch");
                }
            }
        }
    }

    /** The look alone, as a small drawing for legends; it says nothing to a screen reader. */
    static String key(int look) {
        Svg svg = new Svg();
        svg.open("svg", "class", "swatch", "viewBox", "0 0 16 12", "aria-hidden", "true");
        draw(svg, look, 0, 0, 16, 12);
        return svg.finish();
    }

    private static void stroke(Svg svg, double x, double y, double width, double height, String dashes, String style) {
        svg.leaf(
                "path",
                "class",
                style,
                "d",
                "M" + Svg.at(x) + " " + Svg.at(y) + "h" + Svg.at(width),
                "stroke-width",
                Svg.at(height),
                "stroke-dasharray",
                dashes);
    }
}
