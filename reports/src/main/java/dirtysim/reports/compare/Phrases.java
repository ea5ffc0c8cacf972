package dirtysim.reports.compare;

import java.util.List;

/** Small pieces of English. */
final class Phrases {
    private Phrases() {}

    /** "a", "a and b", "a, b and c". */
    static String list(List<String> words) {
        int last = words.size() - 1;
        return last <= 0
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** "all 8", or "6 of 8". */
    static String of(int part, int whole) {
        return part == whole ? "all " + whole : part + " of " + whole;
    }
}
