package dirtysim.reports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dirtysim.host.InputException;
import dirtysim.reports.sensitivity.Point;
import dirtysim.reports.text.PlainJson;
import dirtysim.scenario.RunRecord;
import java.util.List;

/**
 * {@code results.json}: the full records, scenarios and every parameter included, with the command line that made
 * them. Times are integer picoseconds. What is written reads back into equal records; what does not match the schema
 * exactly (a missing, unknown, repeated or null field, another version) is refused.
 */
public final class ResultsJson {
    /** Version of the schema; it rises whenever a record gains, loses or redefines a field. */
    public static final int SCHEMA_VERSION = 4;

    private static final String MEND = "give the results.json of a results directory, unchanged";

    private record Document(int schemaVersion, String suite, String command, List<RunRecord> runs) {}

    static final ObjectMapper MAPPER = JsonMapper.builder()
            // Double.toString gives other digits since JDK 19; Jackson's own writer is the same everywhere.
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .build();

    private ResultsJson() {}

    /**
     * The whole file as text with LF line ends. Where parameters were varied there are thousands of runs, and then each
     * stands on one line.
     */
    public static String render(Results results) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        if (Point.withoutVaried(results.runs()).size() < results.runs().size()) {
            return renderLines(results, printer);
        }
        Document document = new Document(SCHEMA_VERSION, results.suite(), results.command(), results.runs());
        try {
            return MAPPER.writer(printer).writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("results cannot be written as JSON", e);
        }
    }

    private static String renderLines(Results results, DefaultPrettyPrinter printer) {
        try {
            String frame = MAPPER.writer(printer)
                    .writeValueAsString(new Document(SCHEMA_VERSION, results.suite(), results.command(), List.of()));
            StringBuilder out = new StringBuilder(frame.substring(0, frame.lastIndexOf('[') + 1));
            for (RunRecord run : results.runs()) {
                out.append(out.charAt(out.length() - 1) == '[' ? "\n" : ",\n").append(MAPPER.writeValueAsString(run));
            }
            return out.append("\n]\n}\n").toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("results cannot be written as JSON", e);
        }
    }

    /**
     * Reads what {@link #render} wrote.
     *
     * @param json the text of the file
     * @param where the file, for the message of an error
     * @throws InputException at broken JSON, another schema version, or a field that is missing, unknown or null
     */
    public static Results parse(String json, String where) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            checkVersion(tree.path("schemaVersion"), where);
            PlainJson.require(tree, where, MEND);
            // Read from the text, not from the tree: then an error names its line.
            Document document = MAPPER.readValue(json, Document.class);
            return new Results(document.suite(), document.command(), document.runs());
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? where
                    : where + ", line " + e.getLocation().getLineNr();
            throw new InputException(place, "this is no results file of DirtySim (" + reason(e) + ")", MEND, e);
        }
    }

    /** What Jackson found, without its advice to whoever wrote the program, and the field that it found it at. */
    private static String reason(JsonProcessingException e) {
        String found = e.getOriginalMessage();
        int advice = found.indexOf(" (");
        String text = advice > 0 ? found.substring(0, advice) : found;
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return text;
        }
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            path.append(path.isEmpty() || step.getFieldName() == null ? "" : ".")
                    .append(step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName());
        }
        return path + ": " + text;
    }

    private static void checkVersion(JsonNode version, String where) {
        if (!version.isInt()) {
            throw new InputException(where, "there is no schemaVersion in it", MEND);
        }
        if (version.intValue() != SCHEMA_VERSION) {
            throw new InputException(
                    where,
                    "its schema version is " + version.intValue() + ", this DirtySim reads " + SCHEMA_VERSION,
                    "run the command in its field 'command' again with this version");
        }
    }
}
