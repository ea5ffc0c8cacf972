package dirtysim.reports.text;

/** Text for terminals, which may know ASCII only. */
public final class TerminalText {
    /** The longest line. */
    public static final int LINE_WIDTH = 120;

    private static final String INDENT = "    ";

    private TerminalText() {}

    /** What is no printable ASCII, such as in the name of a file, would break columns, or worse: it is replaced. */
    public static String ascii(String text) {
        return text.replace('\u00a0', ' ')
                .replace('·', '|')
                .replace('×', 'x')
                .replace('µ', 'u')
                .replace('–', '-')
                .replaceAll("[^ -~]", "?");
    }

    /** The text in ASCII, in lines ended by LF, the second and those after it indented. */
    public static String wrapped(String text) {
        StringBuilder out = new StringBuilder();
        String indent = "";
        String rest = ascii(text);
        while (indent.length() + rest.length() > LINE_WIDTH) {
            int at = rest.lastIndexOf(' ', LINE_WIDTH - indent.length());
            int end = at > 0 ? at : LINE_WIDTH - indent.length();
            out.append(indent).append(rest, 0, end).append('\n');
            rest = rest.substring(end).stripLeading();
            indent = INDENT;
        }
        return out.append(indent).append(rest).append('\n').toString();
    }
}
