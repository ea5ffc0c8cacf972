package dirtysim.bench.migrations;

import com.fasterxml.jackson.databind.JsonNode;
import dirtysim.host.InputException;

/**
 * The fields of one JSON object, checked as they are read.
 *
 * @param node the object
 * @param name what it is called in its file
 * @param where the file
 */
record Fields(JsonNode node, String name, String where) {
    private static final String MEND = "give a migration as it was recorded";

    /** A number within a range. */
    double number(String field, double least, double most) {
        JsonNode value = node.path(field);
        if (!value.isNumber()) {
            throw new InputException(where, name + "." + field + " is no number, or is missing", MEND);
        }
        double number = value.doubleValue();
        if (!(number >= least && number <= most)) {
            throw new InputException(where, name + "." + field + " is " + value + ", out of its range", MEND);
        }
        return number;
    }

    /** A number within a range, or what it is where nobody set it. */
    double number(String field, double least, double most, double unset) {
        return node.hasNonNull(field) ? number(field, least, most) : unset;
    }

    /** A text. */
    String text(String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new InputException(where, name + "." + field + " is no text, or is missing", MEND);
        }
        return value.textValue();
    }
}
