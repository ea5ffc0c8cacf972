package dirtysim.reports.text;

/** Text for cells of a CSV file that a spreadsheet may open. */
public final class Spreadsheet {
    private static final String STARTS_A_FORMULA = "=+-@\t\r";

    private Spreadsheet() {}

    /**
     * The text, with an apostrophe before it if a spreadsheet would take it for a formula: names come from files that others
     * wrote. Numbers stay as they are.
     */
    public static String safe(String text) {
        return text.isEmpty() || STARTS_A_FORMULA.indexOf(text.charAt(0)) < 0 || isNumber(text) ? text : "'" + text;
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?(\\d+\\.?\\d*([eE][+-]?\\d+)?|Infinity)");
    }
}
