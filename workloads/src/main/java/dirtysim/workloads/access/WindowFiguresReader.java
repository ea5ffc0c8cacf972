package dirtysim.workloads.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dirtysim.host.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code NAME.gt.json}: of its {@code windows}, those whose names are a number of milliseconds. All else is skipped. */
public final class WindowFiguresReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LENGTH = Pattern.compile("[1-9][0-9]{0,8}ms");
    private static final String MEND = "give the unchanged file, or move it away";

    private WindowFiguresReader() {}

    /**
     * Reads to the end.
     *
     * @param in the text
     * @param fileName what messages call it
     * @return from the shortest windows to the longest
     * @throws InputException if it is no JSON, or a window lacks a figure
     * @throws IOException when the stream fails
     */
    public static List<WindowFigures> read(InputStream in, String fileName) throws IOException {
        List<WindowFigures> figures = new ArrayList<>();
        for (Map.Entry<String, JsonNode> window :
                tree(in, fileName).path("windows").properties()) {
            String name = window.getKey();
            if (LENGTH.matcher(name).matches()) {
                String where = fileName + ", windows, " + name;
                figures.add(new WindowFigures(
                        Long.parseLong(name.substring(0, name.length() - 2)),
                        (long) number(window.getValue(), "windows", where),
                        number(window.getValue(), "mean_written_pages", where),
                        number(window.getValue(), "mean_writable_mapped_pages", where)));
            }
        }
        figures.sort(Comparator.comparingLong(WindowFigures::lengthMs));
        return List.copyOf(figures);
    }

    private static JsonNode tree(InputStream in, String fileName) throws IOException {
        try {
            return JSON.readTree(in);
        } catch (JsonProcessingException e) {
            throw new InputException(fileName + ", line " + e.getLocation().getLineNr(), "this is no JSON", MEND, e);
        }
    }

    private static double number(JsonNode window, String key, String where) {
        JsonNode value = window.path(key);
        if (!value.isNumber() || value.asDouble() < 0) {
            throw new InputException(where, "'" + key + "' is no number of 0 or more", MEND);
        }
        return value.asDouble();
    }
}
