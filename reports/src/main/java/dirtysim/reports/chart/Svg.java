package dirtysim.reports.chart;

/** Writes one SVG drawing. Text and attribute values are escaped here; coordinates are rounded to a tenth of a pixel. */
final class Svg {
    private final StringBuilder out = new StringBuilder();

    /** An empty piece of drawing. */
    Svg() {}

    /**
     * @param id unique in the page
     * @param width width of the drawing in its own pixels
     * @param height its height
     * @param title what it shows
     * @param description what can be seen in it, in words
     */
    Svg(String id, double width, double height, String title, String description) {
        open("svg", "id", id, "class", "chart", "viewBox", "0 0 " + at(width) + " " + at(height), "role", "img");
        out.insert(out.length() - 1, " aria-labelledby=\"" + escape(id) + "-t " + escape(id) + "-d\"");
        open("title", "id", id + "-t").text(title).close("title");
        open("desc", "id", id + "-d").text(description).close("desc");
    }

    Svg open(String name, String... attributes) {
        tag(name, attributes);
        out.append('>');
        return this;
    }

    Svg leaf(String name, String... attributes) {
        tag(name, attributes);
        out.append("/>");
        return this;
    }

    Svg close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    Svg text(String text) {
        out.append(escape(text));
        return this;
    }

    /** A label; {@code style} is one or more classes, among them {@code e} to end and {@code m} to centre at x. */
    Svg label(double x, double y, String style, String text) {
        return open("text", "x", at(x), "y", at(y), "class", style).text(text).close("text");
    }

    Svg line(double x1, double y1, double x2, double y2, String style) {
        return leaf("path", "d", "M" + at(x1) + " " + at(y1) + "L" + at(x2) + " " + at(y2), "class", style);
    }

    Svg rect(double x, double y, double width, double height, String style) {
        return leaf(
                "rect", "x", at(x), "y", at(y), "width", at(Math.max(width, 0)), "height", at(height), "class", style);
    }

    /** A circle with its centre at a point. */
    Svg circle(double x, double y, double radius, String style) {
        String half = "a" + at(radius) + " " + at(radius) + " 0 1 0 ";
        String way = "m" + at(-radius) + " 0" + half + at(2 * radius) + " 0" + half + at(-2 * radius) + " 0z";
        return leaf("path", "class", style, "d", "M" + at(x) + " " + at(y) + way);
    }

    /** A diagonal cross with its centre at a point; {@code reach} is how far it goes to each side. */
    Svg cross(double x, double y, double reach) {
        String across = at(2 * reach);
        String way = "m" + at(-reach) + at(-reach) + "l" + across + " " + across + "m0" + at(-2 * reach) + "l"
                + at(-2 * reach) + " " + across;
        return leaf("path", "class", "cross", "d", "M" + at(x) + " " + at(y) + way);
    }

    /** A line through many points, written as a path; {@code dashes} is empty for a solid one. */
    Svg way(String path, double width, String dashes) {
        return leaf("path", "class", "way", "d", path, "stroke-width", at(width), "stroke-dasharray", dashes);
    }

    /** The finished drawing. */
    String finish() {
        return close("svg").out.toString();
    }

    /** A coordinate: at most one decimal, the same on every JDK. */
    static String at(double value) {
        long tenths = Math.round(value * 10);
        String sign = tenths < 0 ? "-" : "";
        long size = Math.abs(tenths);
        return sign + size / 10 + (size % 10 == 0 ? "" : "." + size % 10);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private void tag(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        }
    }
}
