package dirtysim.bench.suite;

import dirtysim.host.InputException;
import dirtysim.host.Nearest;
import dirtysim.host.PlainText;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value in a YAML file that remembers where it stands, so that every complaint can name file, line and column.
 *
 * @param where {@code FILE:line:column}
 * @param kind what sort of value it is
 * @param text a scalar as written
 * @param items of a list
 * @param entries of a mapping, in the order of the file
 */
record YamlNode(String where, Kind kind, String text, List<YamlNode> items, Map<String, Entry> entries) {
    private static final String NAME_SHAPE = "[A-Za-z0-9][A-Za-z0-9._-]*";
    private static final int LONGEST_NAME = 100;

    /** Sorts of values, named as an error names them. */
    enum Kind {
        MAPPING("a mapping"),
        LIST("a list"),
        TEXT("text"),
        NUMBER("a number"),
        SWITCH("true or false"),
        NOTHING("nothing");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /**
     * One entry of a mapping.
     *
     * @param where {@code FILE:line:column} of the key
     * @param value its value
     */
    record Entry(String where, YamlNode value) {}

    /** This node, refused unless it is of the given kind. */
    YamlNode expect(Kind wanted, String key, String example) {
        if (kind != wanted) {
            String found = text == null ? kind.words : kind.words + " (" + PlainText.quoted(text) + ")";
            throw new InputException(
                    where, "'" + key + "' must be " + wanted.words + " but is " + found, "write " + example);
        }
        return this;
    }

    /** This node as a name that results are told by. */
    String name(String key) {
        String name = expect(Kind.TEXT, key, "a name").text();
        checkName(name, key, where);
        return name;
    }

    /** Refuses what is no name: a name goes into file names and CSV. */
    static void checkName(String name, String key, String where) {
        if (name.length() > LONGEST_NAME) {
            throw new InputException(
                    where,
                    "'" + PlainText.quoted(name) + "' is too long for a " + key,
                    "use at most " + LONGEST_NAME + " characters");
        }
        if (!name.matches(NAME_SHAPE)) {
            throw new InputException(
                    where, "'" + PlainText.quoted(name) + "' is no " + key, "use letters, digits, dots and dashes");
        }
    }

    /** The value of a key, or null. */
    YamlNode value(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    /** The sentence under {@code description}; empty if there is none. */
    String description() {
        YamlNode given = value("description");
        return given == null
                ? ""
                : given.expect(Kind.TEXT, "description", "one sentence").text().strip();
    }

    /** The value of a key that must be there. */
    YamlNode required(String key, String example) {
        YamlNode value = value(key);
        if (value == null) {
            throw new InputException(where, "the key '" + key + "' is missing", "add " + example);
        }
        return value;
    }

    /** Refuses every key that is not known. */
    void onlyKeys(Set<String> known) {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                throw new InputException(
                        entry.where(), "unknown key '" + PlainText.quoted(key) + "'", Nearest.mend(key, known));
            }
        });
    }
}
