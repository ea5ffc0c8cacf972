package dirtysim.workloads.dtrace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.workloads.record.RecordingSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON in header and footer. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object(byte[] content) throws DamagedBlock {
        try {
            if (MAPPER.readTree(content) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new DamagedBlock("its JSON is broken");
        }
        throw new DamagedBlock("it holds no JSON object");
    }

    static ObjectNode child(ObjectNode parent, String key) throws DamagedBlock {
        if (parent.path(key) instanceof ObjectNode child) {
            return child;
        }
        throw new DamagedBlock("its JSON lacks '" + key + "'");
    }

    static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }

    static RecordingSummary summary(ObjectNode footer) {
        Map<String, Long> events = new LinkedHashMap<>();
        footer.path("events")
                .properties()
                .forEach(event -> events.put(event.getKey(), event.getValue().asLong()));
        return new RecordingSummary(
                names(footer.path("devices")),
                events,
                footer.path("lost_events").asLong(),
                footer.path("lost_gaps").asLong(),
                footer.path("out_of_order").asLong());
    }
}
