package dirtysim.reports.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a scheme is drawn, the same in every chart of every report: a colour class of the style sheet, dashes and a
 * marker. The schemes of the house have fixed places; those that a user brings take the next ones. Colours repeat after
 * ten schemes, dashes and markers do not repeat with them.
 */
public final class Palette {
    private static final List<String> KNOWN = List.of(
            "nested-dbit",
            "shadow-dbit",
            "map-time",
            "iova-log",
            "pinned",
            "stop-copy",
            "iommufd-dbit",
            "dtt",
            "device-log",
            "emulated");
    private static final int COLOURS = 10;
    private static final List<String> DASHES = List.of("", "10 5", "4 4", "10 3 3 3", "14 6", "2 5", "6 3 2 3 2 3");
    private static final int MARKERS = 6;

    private final Map<String, Integer> places = new LinkedHashMap<>();

    /** @param schemes ids of all schemes of the report, in order */
    public Palette(List<String> schemes) {
        int next = KNOWN.size();
        for (String scheme : schemes) {
            int known = KNOWN.indexOf(scheme);
            places.put(scheme, known >= 0 ? known : next++);
        }
    }

    /** For bars that are no schemes: one colour for all. */
    public static Palette plain() {
        return new Palette(List.of());
    }

    /** Class that carries the colour. */
    public String colour(String scheme) {
        return "c" + places.getOrDefault(scheme, 0) % COLOURS;
    }

    /** Dash pattern of a line, as SVG writes it; empty for a solid line. */
    String dash(String scheme) {
        return DASHES.get(places.get(scheme) % DASHES.size());
    }

    /** Outline of the scheme's marker around a point. */
    String marker(String scheme, double x, double y) {
        String centre = "M" + Svg.at(x) + " " + Svg.at(y);
        return centre
                + switch (places.get(scheme) % MARKERS) {
                    case 0 -> "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z";
                    case 1 -> "m-3-3h6v6h-6z";
                    case 2 -> "m0-4l4 7h-8z";
                    case 3 -> "m0-4.5l4.5 4.5l-4.5 4.5l-4.5-4.5z";
                    case 4 -> "m0 4l4-7h-8z";
                    default -> "m-1.3-4h2.6v2.7h2.7v2.6h-2.7v2.7h-2.6v-2.7h-2.7v-2.6h2.7z";
                };
    }

    /** The marker alone, as a small drawing for keys in text; it says nothing to a screen reader. */
    public String key(String scheme) {
        return "<svg class=\"key " + colour(scheme) + "\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><path d=\""
                + marker(scheme, 6, 6) + "\"/></svg>";
    }
}
