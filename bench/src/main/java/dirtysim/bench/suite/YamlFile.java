package dirtysim.bench.suite;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dirtysim.bench.suite.YamlNode.Entry;
import dirtysim.bench.suite.YamlNode.Kind;
import dirtysim.host.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads one YAML document into {@link YamlNode}s. Tokens are read rather than bound to classes, because a bound value
 * has forgotten its line. Duplicate keys, aliases and a second document are refused.
 */
final class YamlFile {
    private final String file;
    private final YAMLParser parser;

    private YamlFile(String file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * @param text the document
     * @param file what to call it in an error
     * @param thing what it should hold one of, and its first key: {@code suite} or {@code profile}
     * @throws InputException if it is no YAML, or uses what is refused
     */
    static YamlNode read(String text, String file, String thing) {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            YamlFile reader = new YamlFile(file, parser);
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new InputException(file, "is empty", "begin with '" + thing + ": NAME'");
            }
            YamlNode root = reader.node(first);
            if (parser.nextToken() != null) {
                throw new InputException(
                        reader.where(), "a second document begins", "keep one " + thing + " to a file");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw broken(e, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private YamlNode node(JsonToken token) throws IOException {
        String where = where();
        if (parser.isCurrentAlias()) {
            throw new InputException(where, "an alias (*" + parser.getText() + ")", "write the value out");
        }
        return switch (token) {
            case START_OBJECT -> new YamlNode(where, Kind.MAPPING, null, List.of(), mapping());
            case START_ARRAY -> new YamlNode(where, Kind.LIST, null, list(), Map.of());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(where, Kind.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> scalar(where, Kind.SWITCH);
            case VALUE_NULL -> new YamlNode(where, Kind.NOTHING, null, List.of(), Map.of());
            default -> scalar(where, Kind.TEXT);
        };
    }

    private YamlNode scalar(String where, Kind kind) throws IOException {
        return new YamlNode(where, kind, parser.getText(), List.of(), Map.of());
    }

    private List<YamlNode> list() throws IOException {
        List<YamlNode> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token));
        }
        return items;
    }

    private Map<String, Entry> mapping() throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String where = where();
            String key = parser.currentName();
            if (entries.put(key, new Entry(where, node(parser.nextToken()))) != null) {
                throw new InputException(where, "the key '" + key + "' stands here twice", "remove one of the two");
            }
        }
        return entries;
    }

    private String where() {
        return at(file, parser.currentTokenLocation());
    }

    private static String at(String file, JsonLocation location) {
        return file + ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    private static InputException broken(JsonProcessingException e, String file) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            // The parser itself is ahead or behind; the mark is where the slip is.
            String slip = file + ":" + (marked.getProblemMark().getLine() + 1) + ":"
                    + (marked.getProblemMark().getColumn() + 1);
            return new InputException(
                    slip, "no valid YAML: " + marked.getProblem(), "check indentation, colons and quotes", e);
        }
        String where = e.getLocation() == null ? file : at(file, e.getLocation());
        String complaint = e.getOriginalMessage().lines().findFirst().orElse("cannot be parsed");
        return new InputException(where, "no valid YAML: " + complaint, "check indentation, colons and quotes", e);
    }
}
