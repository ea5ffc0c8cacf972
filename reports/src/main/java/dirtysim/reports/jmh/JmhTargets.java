package dirtysim.reports.jmh;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dirtysim.host.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The file of targets: CSV with the columns {@code benchmark,reference,params,quantity,limit,source}. */
public final class JmhTargets {
    private static final List<String> COLUMNS =
            List.of("benchmark", "reference", "params", "quantity", "limit", "source");

    private JmhTargets() {}

    /**
     * Reads a file.
     *
     * @param csv its text
     * @param where the file, for messages
     * @throws InputException at the first line that is none of a target
     */
    public static List<JmhTarget> parse(String csv, String where) {
        List<JmhTarget> targets = new ArrayList<>();
        boolean head = true;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
            for (CsvRecord record : reader) {
                String line = where + ", line " + record.getStartingLineNumber();
                if (head && !record.getFields().equals(COLUMNS)) {
                    throw new InputException(
                            line, "it has other columns", "the columns are " + String.join(",", COLUMNS));
                }
                if (!head) {
                    targets.add(target(record.getFields(), line));
                }
                head = false;
            }
        } catch (CsvParseException e) {
            throw new InputException(where, "it is no CSV (" + e.getMessage() + ")", "mend the file", e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        if (head) {
            throw new InputException(where, "it is empty", "the columns are " + String.join(",", COLUMNS));
        }
        return targets;
    }

    private static JmhTarget target(List<String> fields, String line) {
        if (fields.get(0).chars().filter(c -> c == '.').count() != 1) {
            throw new InputException(line, "'" + fields.get(0) + "' names no benchmark", "write it like Hold.engine");
        }
        JmhQuantity quantity = Arrays.stream(JmhQuantity.values())
                .filter(value -> value.id().equals(fields.get(3)))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        line, "'" + fields.get(3) + "' is no quantity", "write ratio, bytes or per_second"));
        if (quantity != JmhQuantity.RATIO && !fields.get(1).isEmpty()) {
            throw new InputException(line, "only a ratio has a reference", "leave the second field empty");
        }
        return new JmhTarget(
                fields.get(0),
                fields.get(1),
                params(fields.get(2), line),
                quantity,
                limit(fields.get(4), line),
                fields.get(5));
    }

    private static SortedMap<String, String> params(String text, String line) {
        SortedMap<String, String> params = new TreeMap<>();
        for (String param : text.isBlank() ? new String[0] : text.strip().split(" +")) {
            int equals = param.indexOf('=');
            if (equals < 1 || params.put(param.substring(0, equals), param.substring(equals + 1)) != null) {
                throw new InputException(line, "'" + text + "' are no parameters", "write them like size=100 kind=x");
            }
        }
        return params;
    }

    private static double limit(String text, String line) {
        try {
            double limit = Double.parseDouble(text);
            if (limit >= 0 && !Double.isInfinite(limit)) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw new InputException(line, "'" + text + "' is no limit", "write a number of 0 or more", e);
        }
        throw new InputException(line, "'" + text + "' is no limit", "write a number of 0 or more");
    }
}
