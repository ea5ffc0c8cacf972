package dirtysim.reports.chart;

/** A scheme's name before its row in a panel. */
final class Names {
    private static final int FITS = 13;

    private Names() {}

    /** Draws the name so that it ends at x; one that lost pages is crossed, one too long is cut, with a tool tip. */
    static void draw(Svg svg, String scheme, boolean lost, double x, double y) {
        int fits = lost ? FITS - 2 : FITS;
        boolean cut = scheme.length() > fits;
        String shown = (lost ? "✕ " : "") + (cut ? scheme.substring(0, fits - 1) + "…" : scheme);
        svg.open("text", "x", Svg.at(x), "y", Svg.at(y), "class", lost ? "name e bad" : "name e");
        if (cut) {
            svg.open("title").text(scheme).close("title");
        }
        svg.text(shown).close("text");
    }
}
