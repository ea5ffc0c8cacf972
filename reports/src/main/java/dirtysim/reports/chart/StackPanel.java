package dirtysim.reports.chart;

import dirtysim.reports.text.Unit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Stacked horizontal bars of times, one a scheme: a whole as the sum of its parts. The axis is linear. A bar longer
 * than the axis is cut at its end, with an open edge; its length stands beside it.
 */
public final class StackPanel {
    private static final double WIDTH = 340;
    private static final double LEFT = 92;
    private static final double RIGHT = 276;
    private static final double ROW = 19;

    /**
     * @param scheme id of the scheme
     * @param lost whether the scheme lost pages in this run
     * @param parts the parts in picoseconds, in the order of the parts' names
     */
    public record Stack(String scheme, boolean lost, List<Double> parts) {
        double total() {
            return parts.stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    /**
     * What the panels of a chart share.
     *
     * @param names names of the parts, in order
     * @param end end of the axis in picoseconds; 0 draws each bar in full width, as shares of its own total
     * @param limit where to draw a limit, in picoseconds; NaN for none
     */
    public record Frame(List<String> names, double end, double limit) {}

    private StackPanel() {}

    /** Draws a panel. */
    public static String draw(String id, String title, List<Stack> stacks, Frame frame, Palette palette) {
        double bottom = 6 + stacks.size() * ROW;
        Svg svg = new Svg(id, WIDTH, bottom + 19, title, describe(stacks, frame));
        boolean shares = frame.end() == 0;
        Scale scale = new Scale(shares ? Unit.PERCENT : Unit.TIME, new double[] {shares ? 100 : frame.end()});
        scale.drawX(svg, LEFT, RIGHT, 2, bottom);
        double y = 6;
        for (Stack stack : stacks) {
            double factor = shares ? 100 / stack.total() : 1;
            svg.open("g", "data-scheme", stack.scheme(), "class", palette.colour(stack.scheme()));
            Names.draw(svg, stack.scheme(), stack.lost(), LEFT - 7, y + 11);
            double end = bars(svg, stack, factor, scale, y);
            svg.label(end + 5, y + 11, "value", Unit.TIME.show(stack.total()));
            svg.close("g");
            y += ROW;
        }
        if (frame.limit() > 0 && frame.limit() <= scale.end()) {
            double x = LEFT + scale.place(frame.limit()) * (RIGHT - LEFT);
            svg.line(x, 2, x, bottom, "limit");
        }
        return svg.finish();
    }

    private static double bars(Svg svg, Stack stack, double factor, Scale scale, double y) {
        double sum = 0;
        double x = LEFT;
        for (int i = 0; i < stack.parts().size() && stack.total() > 0; i++) {
            sum += stack.parts().get(i) * factor;
            double end = LEFT + scale.place(sum) * (RIGHT - LEFT);
            if (end > x) {
                // A hair of background between parts keeps neighbours apart without colour.
                svg.rect(x, y + 1, Math.max(end - x - 0.6, 0.4), ROW - 6, "p" + i % 10);
            }
            x = end;
        }
        if (sum > scale.end() * 1.0001) {
            svg.leaf(
                    "path",
                    "class",
                    "cut",
                    "d",
                    "M" + Svg.at(x - 9) + " " + Svg.at(y + ROW - 3) + "l4-17M" + Svg.at(x - 5) + " "
                            + Svg.at(y + ROW - 3) + "l4-17");
        }
        return x;
    }

    private static String describe(List<Stack> stacks, Frame frame) {
        return stacks.stream()
                .map(stack -> stack.scheme() + " " + Unit.TIME.show(stack.total()) + largest(stack, frame))
                .collect(Collectors.joining(", "));
    }

    private static String largest(Stack stack, Frame frame) {
        int at = -1;
        for (int i = 0; i < stack.parts().size(); i++) {
            if (stack.parts().get(i) > 0
                    && (at < 0 || stack.parts().get(i) > stack.parts().get(at))) {
                at = i;
            }
        }
        return at < 0 ? "" : ", most of it " + frame.names().get(at);
    }
}
