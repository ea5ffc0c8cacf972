package dirtysim.bench.suite;

import dirtysim.bench.suite.YamlNode.Kind;
import dirtysim.files.InputFile;
import dirtysim.host.InputException;
import dirtysim.reports.gate.Tolerance;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads what may differ from a baseline. Its shape is described in the module's README; anything that does not fit that shape is
 * refused with file, line and column. No tolerance goes without a reason.
 */
public final class ToleranceFile {
    private static final Set<String> FILE_KEYS = ordered("tolerances");
    private static final Set<String> KEYS =
            ordered("column", "scenario", "scheme", "trace", "relative", "absolute", "anything", "reason");
    private static final String EXAMPLE = "'tolerances:' with a list below it";

    private ToleranceFile() {}

    /**
     * Reads a file.
     *
     * @throws InputException if it cannot be read, or at whatever the shape does not allow
     */
    public static List<Tolerance> read(Path file) {
        try {
            return parse(InputFile.text(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new InputException(file.toString(), "there is no such file", "give a file of tolerances", e);
        } catch (CharacterCodingException e) {
            throw new InputException(file.toString(), "it is not UTF-8 text", "give a file of tolerances", e);
        } catch (IOException e) {
            throw new InputException(
                    file.toString(), "it cannot be read (" + e.getClass().getSimpleName() + ")", "check it", e);
        }
    }

    static List<Tolerance> parse(String text, String file) {
        YamlNode root = YamlFile.read(text, file, "tolerances").expect(Kind.MAPPING, "the file", EXAMPLE);
        root.onlyKeys(FILE_KEYS);
        List<Tolerance> tolerances = new ArrayList<>();
        YamlNode list = root.required("tolerances", EXAMPLE).expect(Kind.LIST, "tolerances", "a list");
        for (YamlNode item : list.items()) {
            item.expect(Kind.MAPPING, "a tolerance", "'column: downtime_ms' and the like")
                    .onlyKeys(KEYS);
            tolerances.add(tolerance(item));
        }
        return tolerances;
    }

    private static Tolerance tolerance(YamlNode item) {
        String column = item.required("column", "'column: downtime_ms'")
                .expect(Kind.TEXT, "column", "a column's name")
                .text();
        String reason = item.required("reason", "'reason: why the cell may differ'")
                .expect(Kind.TEXT, "reason", "why the cell may differ")
                .text()
                .strip();
        if (reason.isEmpty()) {
            throw new InputException(item.where(), "the reason is empty", "say why the cell may differ");
        }
        double relative = amount(item, "relative", true);
        double absolute = amount(item, "absolute", false);
        YamlNode any = item.value("anything");
        boolean anything = any != null
                && any.expect(Kind.SWITCH, "anything", "true").text().equals("true");
        if (relative == 0 && absolute == 0 && !anything) {
            throw new InputException(
                    item.where(), "it allows nothing", "add 'relative: 2%', 'absolute: 10' or 'anything: true'");
        }
        return new Tolerance(
                column,
                text(item, "scenario"),
                text(item, "scheme"),
                text(item, "trace"),
                relative,
                absolute,
                anything,
                reason);
    }

    private static String text(YamlNode item, String key) {
        YamlNode value = item.value(key);
        return value == null ? "" : value.expect(Kind.TEXT, key, "a name").text();
    }

    private static double amount(YamlNode item, String key, boolean percent) {
        YamlNode value = item.value(key);
        if (value == null) {
            return 0;
        }
        String example = percent ? "a share such as 2%" : "a number such as 10";
        String text =
                value.expect(percent ? Kind.TEXT : Kind.NUMBER, key, example).text();
        try {
            if (percent && !text.endsWith("%")) {
                throw new NumberFormatException("no percent sign");
            }
            double number = new BigDecimal(
                            percent ? text.substring(0, text.length() - 1).strip() : text)
                    .doubleValue();
            if (number > 0 && number < Double.POSITIVE_INFINITY) {
                return percent ? number / 100 : number;
            }
        } catch (NumberFormatException e) {
            throw new InputException(value.where(), key + " is '" + text + "'", "write " + example, e);
        }
        throw new InputException(value.where(), key + " is '" + text + "'", "write more than 0");
    }

    private static Set<String> ordered(String... keys) {
        return new LinkedHashSet<>(List.of(keys));
    }
}
