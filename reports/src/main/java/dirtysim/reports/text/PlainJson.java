package dirtysim.reports.text;

import com.fasterxml.jackson.databind.JsonNode;
import dirtysim.host.InputException;
import dirtysim.host.PlainText;

/** JSON that another may have written, and whose texts go to terminals and pages. */
public final class PlainJson {
    private PlainJson() {}

    /**
     * Refuses texts that do something where they are shown; no program of ours writes them.
     *
     * @param tree what was read
     * @param where the file, for the message
     * @param mend what the user can do about it
     * @throws InputException if there is such a text
     */
    public static void require(JsonNode tree, String where, String mend) {
        if (tree.isTextual()) {
            if (!PlainText.is(tree.textValue())) {
                throw new InputException(
                        where,
                        "the text '" + PlainText.quoted(tree.textValue()) + "' in it has characters that are not seen",
                        mend);
            }
            return;
        }
        for (JsonNode child : tree) {
            require(child, where, mend);
        }
    }
}
