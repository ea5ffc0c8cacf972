package dirtysim.workloads.info;

import dirtysim.host.PlainText;
import java.util.ArrayList;
import java.util.List;

/**
 * One part of the page: a small table.
 *
 * @param title what it is about
 * @param head headings of the columns; none where each row is a name and what there is to say
 * @param rows as many cells as there are headings, the first of them a name
 */
public record Section(String title, List<String> head, List<List<String>> rows) {
    /** Defensive copies. */
    public Section {
        head = List.copyOf(head);
        rows = rows.stream()
                .map(row -> row.stream().map(PlainText::of).toList())
                .toList();
    }

    /** A section that is being written. */
    static final class Writer {
        private final String title;
        private final List<String> head;
        private final List<List<String>> rows = new ArrayList<>();

        Writer(String title, String... head) {
            this.title = title;
            this.head = List.of(head);
        }

        Writer row(String... cells) {
            rows.add(List.of(cells));
            return this;
        }

        Section section() {
            return new Section(title, head, rows);
        }
    }
}
