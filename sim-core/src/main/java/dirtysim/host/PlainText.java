package dirtysim.host;

/**
 * Text that does nothing where it is shown. Names and messages come from files that others wrote, and a terminal obeys escape
 * sequences, a log breaks at line ends, an editor reverses what follows a right-to-left override, and XML has no place for most
 * control characters.
 */
public final class PlainText {
    /** Characters of a whole line of complaint; what is in the middle of a longer one is left out. */
    private static final int LONGEST_LINE = 2000;

    private static final int TAIL = 500;
    private static final int LONGEST_QUOTE = 80;
    private static final int BYTE_ORDER_MARK = 0xfeff;

    private PlainText() {}

    /**
     * The text with each character that does something instead of being seen written out, as in {@code \\u001b}: controls, marks of
     * direction, invisible characters, halves of surrogate pairs, and what Unicode says is no character.
     */
    public static String of(String text) {
        if (is(text)) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (acts(c)) {
                plain.append("\\u");
                String digits = Integer.toHexString(c);
                plain.append("0".repeat(Math.max(0, 4 - digits.length()))).append(digits);
            } else {
                plain.appendCodePoint(c);
            }
        });
        return plain.toString();
    }

    /** Whether all of it is seen as it stands. */
    public static boolean is(String text) {
        return text.codePoints().noneMatch(PlainText::acts);
    }

    /** One line for standard error: line ends become blanks, all else as in {@link #of}, and never more than 2,000 characters. */
    public static String line(String text) {
        String line = of(text.replaceAll("\\s*[\\r\\n]+\\s*", " "));
        return line.length() <= LONGEST_LINE
                ? line
                : line.substring(0, LONGEST_LINE - TAIL) + " ... " + line.substring(line.length() - TAIL);
    }

    /** What a user wrote, to be quoted in a message: its first 80 characters. */
    public static String quoted(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
    }

    /** Not by Character.getType, whose answer depends on the version of Java. */
    private static boolean acts(int c) {
        return c < ' '
                || c >= 0x7f && c < 0xa0
                || c == 0x061c
                || c >= 0x200b && c <= 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2060 && c <= 0x206f
                || c == BYTE_ORDER_MARK
                || c >= 0xd800 && c <= 0xdfff
                || c >= 0xfdd0 && c <= 0xfdef
                || c >= 0xfff9 && c <= 0xfffb
                || (c & 0xfffe) == 0xfffe
                || c >= 0xe0000 && c <= 0xe007f;
    }
}
