package dirtysim.bench.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a file of trace events by the rules of the format, and says what is wrong with it. */
final class TraceEventCheck {
    private static final List<String> KEYS = List.of("ph", "ts", "pid", "tid", "name");
    private static final double HALF_NS = 0.0005;

    private final List<String> faults = new ArrayList<>();
    private final Map<String, Deque<JsonNode>> open = new TreeMap<>();
    private final Map<String, Double> last = new TreeMap<>();
    private final TreeSet<String> named = new TreeSet<>();
    private final TreeSet<String> used = new TreeSet<>();

    /** What is wrong; empty if nothing is. */
    static List<String> faults(String json) throws IOException {
        TraceEventCheck check = new TraceEventCheck();
        JsonNode events = new ObjectMapper().readTree(json).path("traceEvents");
        if (!events.isArray() || events.isEmpty()) {
            return List.of("there are no events");
        }
        events.forEach(check::event);
        check.open.forEach((track, spans) -> spans.forEach(span -> check.fault("never ends", span)));
        check.used.removeAll(check.named);
        check.used.forEach(track -> check.faults.add("track " + track + " has no name"));
        return check.faults;
    }

    private void event(JsonNode event) {
        for (String key : KEYS) {
            if (!event.has(key)) {
                fault("has no " + key, event);
            }
        }
        String track = event.path("pid").asText() + "/" + event.path("tid").asText();
        if (!event.path("pid").isInt()
                || !event.path("tid").isInt()
                || !event.path("ts").isNumber()) {
            fault("has no numbers", event);
        }
        switch (event.path("ph").asText()) {
            case "M" -> {
                if (!event.path("args").isObject()) {
                    fault("says nothing", event);
                }
                if (event.path("name").asText().equals("thread_name")) {
                    named.add(track);
                }
            }
            case "X" -> {
                if (!event.path("dur").isNumber() || event.path("dur").doubleValue() < 0) {
                    fault("has no duration", event);
                }
                if (event.has("args")) {
                    numeric(event);
                }
                inOrder(
                        track,
                        event,
                        event.path("ts").doubleValue() + event.path("dur").doubleValue());
            }
            case "B" -> {
                inOrder(track, event, event.path("ts").doubleValue());
                open.computeIfAbsent(track, key -> new ArrayDeque<>()).push(event);
            }
            case "E" -> {
                inOrder(track, event, event.path("ts").doubleValue());
                Deque<JsonNode> spans = open.computeIfAbsent(track, key -> new ArrayDeque<>());
                if (spans.isEmpty() || !spans.pop().path("name").equals(event.path("name"))) {
                    fault("ends what did not begin last", event);
                }
            }
            case "C" -> {
                numeric(event);
                // A counter is told by its name, whatever its tid.
                inOrder(
                        "counter " + event.path("pid") + event.path("name"),
                        event,
                        event.path("ts").doubleValue());
            }
            default -> fault("is of no phase that is known", event);
        }
    }

    private void inOrder(String track, JsonNode event, double end) {
        if (!track.startsWith("counter")) {
            used.add(track);
        }
        if (event.path("ts").doubleValue() < last.getOrDefault(track, 0.0) - HALF_NS) {
            fault("begins before what came before has ended", event);
        }
        last.put(track, end);
    }

    private void numeric(JsonNode event) {
        if (event.path("args").isEmpty()) {
            fault("has no value", event);
        }
        event.path("args").forEach(value -> {
            if (!value.isNumber()) {
                fault("has an argument that is no number", event);
            }
        });
    }

    private void fault(String what, JsonNode event) {
        if (faults.size() < 10) {
            faults.add(what + ": " + event);
        }
    }
}
