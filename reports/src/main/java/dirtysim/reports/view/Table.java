package dirtysim.reports.view;

import java.util.List;

/**
 * A table of the report.
 *
 * @param caption what it holds, for screen readers too
 * @param head headings of the columns
 * @param keys how many leading columns are headings of their row
 * @param words whether the last column holds text
 * @param bySchemes whether each column after those headings is a scheme's, and named by its id
 * @param rows the rows
 */
public record Table(String caption, List<String> head, int keys, boolean words, boolean bySchemes, List<Row> rows) {
    /** A table whose columns are no schemes. */
    public Table(String caption, List<String> head, int keys, boolean words, List<Row> rows) {
        this(caption, head, keys, words, false, rows);
    }

    /** The scheme that a column belongs to, for the filter; null if to none. */
    public String scheme(int column) {
        return bySchemes && column >= keys ? head.get(column) : null;
    }

    /** Whether a column holds text, which is aligned to the left, rather than numbers. */
    public boolean isText(int column) {
        return column < keys || words && column == head.size() - 1;
    }

    /**
     * @param trace the case it belongs to, for the filter
     * @param scheme the scheme it belongs to, for the filter; null when it holds all schemes
     * @param cells one text a column
     */
    public record Row(String trace, String scheme, List<String> cells) {}
}
