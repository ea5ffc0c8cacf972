package dirtysim.workloads.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.workloads.record.TraceRecords;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of one recording, to be read by programs and by people. */
public final class TraceStatistics {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NAME_WIDTH = 32;

    private final String name;
    private final long lostEvents;
    private final ObjectNode provenance;
    private final ObjectNode stats;
    private final List<String> notes;

    /**
     * Computes the figures.
     *
     * @param name name of the recording
     * @param provenance where it comes from
     * @param notes what is to be said about it
     */
    public TraceStatistics(String name, TraceRecords records, ObjectNode provenance, List<String> notes) {
        this.name = name;
        this.provenance = provenance;
        this.notes = notes;
        lostEvents = records.summary().lostEvents();
        stats = StatisticsCalculator.calculate(records);
    }

    /** {@code name}, {@code lost_events}, {@code provenance}, and the figures as {@code stats}; a copy. */
    public ObjectNode toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", name);
        json.put("lost_events", lostEvents);
        json.set("provenance", provenance.deepCopy());
        json.set("stats", stats.deepCopy());
        return json;
    }

    /** A page of text, lines ended by a line feed: a figure a line, under the name that it has in JSON. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        text.append("trace ").append(name).append('\n');
        for (String note : notes) {
            text.append("note: ").append(note).append('\n');
        }
        section(text, "provenance", provenance);
        line(text, "  ", "lost_events", Long.toString(lostEvents));
        section(text, "statistics", stats);
        return text.toString();
    }

    private static void section(StringBuilder text, String title, ObjectNode node) {
        text.append('\n').append(title).append('\n');
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode value = entry.getValue();
            if (value.isObject() && !value.has("n")) {
                text.append("  ").append(entry.getKey()).append('\n');
                value.properties().forEach(inner -> line(text, "    ", inner.getKey(), value(inner.getValue())));
            } else {
                line(text, "  ", entry.getKey(), value(value));
            }
        }
    }

    private static String value(JsonNode value) {
        if (value.isNull()) {
            return "-";
        }
        if (value.isObject() && value.has("n")) {
            return String.format(
                    Locale.ROOT,
                    "n %d, min %d, p50 %d, p90 %d, p99 %d, max %d",
                    value.get("n").asLong(),
                    value.get("min").asLong(),
                    value.get("p50").asLong(),
                    value.get("p90").asLong(),
                    value.get("p99").asLong(),
                    value.get("max").asLong());
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    private static void line(StringBuilder text, String indent, String key, String value) {
        text.append(String.format(Locale.ROOT, "%s%-" + NAME_WIDTH + "s %s\n", indent, key, value));
    }
}
