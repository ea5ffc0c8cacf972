package dirtysim.reports.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.reports.text.JsonText;
import java.util.List;

/** A comparison as JSON: every cell that differs. */
public final class GateJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private GateJson() {}

    /** The document, with LF line ends. */
    public static String render(GateResult result) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("passed", result.passed());
        root.put("rows", result.rows());
        for (Difference.Turn turn : Difference.Turn.values()) {
            root.put(turn.word(), result.count(turn));
        }
        ArrayNode cells = root.putArray("differences");
        for (Difference difference : result.differences()) {
            ObjectNode cell = cells.addObject();
            cell.put("file", difference.file().fileName());
            ObjectNode row = cell.putObject("row");
            List<String> keys = difference.file().keys();
            for (int n = 0; n < keys.size(); n++) {
                row.put(keys.get(n), difference.row().values().get(n));
            }
            cell.put("column", difference.column());
            cell.put("base", difference.base());
            cell.put("new", difference.next());
            cell.put("turn", difference.turn().word());
        }
        texts(root, "missing", result.gone());
        texts(root, "extra", result.come());
        texts(root, "allowed", result.allowed());
        texts(root, "notes", result.notes());
        return JsonText.render(root);
    }

    private static void texts(ObjectNode root, String name, List<String> lines) {
        ArrayNode array = root.putArray(name);
        lines.forEach(array::add);
    }
}
