package dirtysim.bench;

import java.util.regex.Pattern;

/** Red for the lines of a table that say that pages are lost, or that a figure is missed. */
final class Paint {
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";
    /** Marked by the tables themselves, so that nothing is told by colour alone. */
    private static final Pattern BAD =
            Pattern.compile("(?m)^(?:! .*|\\S+ +(?:device writes|random guests).*(?:LOSES|BREAKS).*)$");

    private Paint() {}

    static String lines(String text) {
        return BAD.matcher(text).replaceAll(RED + "$0" + PLAIN);
    }
}
