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
     * @param parts the lengths in picoseconds, in the order of the parts
     * @param writtenPs the time that is written beside the bar
     */
    public record Stack(String scheme, boolean lost, List<Double> parts, double writtenPs) {
        /** A bar with the sum of its parts beside it. */
        public static Stack whole(String scheme, boolean lost, List<Double> parts) {
            return new Stack(scheme, lost, parts, sum(parts));
        }

        double total() {
            return sum(parts);
        }

        private static double sum(List<Double> parts) {
            return parts.stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    /**
     * @param name name of a part
     * @param look how it is drawn, see {@link Texture}
     */
    public record Part(String name, int look) {}

    /**
     * What the panels of a chart share.
     *
     * @param parts the parts, in order
     * @param end end of the axis in picoseconds; 0 draws each bar in full width, as shares of its own total
     * @param limit longest that one of the parts may be, in picoseconds, drawn as a bracket under it; NaN for none
     * @param limited the index of that part
     */
    public record Frame(List<Part> parts, double end, double limit, int limited) {}

    private StackPanel() {}

    /** The legend. */
    public static List<LegendKey> keys(List<Part> parts) {
        return parts.stream()
                .map(part -> new LegendKey(part.name(), Texture.key(part.look())))
                .toList();
    }

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
            double end = bars(svg, stack, frame, factor, scale, y);
            svg.label(end + 5, y + 11, "value", Unit.TIME.show(stack.writtenPs()));
            bracket(svg, stack, frame, scale, y);
            svg.close("g");
            y += ROW;
        }
        return svg.finish();
    }

    private static void bracket(Svg svg, Stack stack, Frame frame, Scale scale, double y) {
        if (frame.limit() > 0) {
            double before = Stack.sum(stack.parts().subList(0, frame.limited()));
            double from = LEFT + scale.place(before) * (RIGHT - LEFT);
            double to = LEFT + scale.place(before + frame.limit()) * (RIGHT - LEFT);
            String foot = Svg.at(y + ROW - 2.5);
            String top = Svg.at(y + ROW - 5.5);
            String way = "M" + Svg.at(from) + " " + top + "V" + foot + "H" + Svg.at(to) + "V" + top;
            svg.leaf("path", "class", "bracket", "d", way);
        }
    }

    private static double bars(Svg svg, Stack stack, Frame frame, double factor, Scale scale, double y) {
        double sum = 0;
        double x = LEFT;
        for (int i = 0; i < stack.parts().size() && stack.total() > 0; i++) {
            sum += stack.parts().get(i) * factor;
            double end = LEFT + scale.place(sum) * (RIGHT - LEFT);
            if (end > x) {
                // A hair of background between parts keeps neighbours apart without colour.
                Texture.draw(svg, frame.parts().get(i).look(), x, y + 1, Math.max(end - x - 0.6, 0.4), ROW - 6);
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
                .map(stack -> stack.scheme() + " " + Unit.TIME.show(stack.writtenPs()) + largest(stack, frame))
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
        return at < 0 ? "" : ", most of it " + frame.parts().get(at).name();
    }
}
