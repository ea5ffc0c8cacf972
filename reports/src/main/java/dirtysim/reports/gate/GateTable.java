package dirtysim.reports.gate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dirtysim.files.InputFile;
import dirtysim.host.InputException;
import dirtysim.host.PlainText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One CSV file of results.
 *
 * @param file which
 * @param columns its header
 * @param rows its rows, in order, by what tells them apart; a row that repeats another's keys is numbered
 */
public record GateTable(GateFile file, List<String> columns, Map<RowKey, List<String>> rows) {
    private static final String MEND =
            "give a results directory, or the results.csv, rounds.csv or parameters.csv of one";

    /**
     * Reads a file; its header says which it is.
     *
     * @throws InputException if it cannot be read, or is none of them
     */
    public static GateTable read(Path path) {
        List<CsvRecord> records = records(path);
        if (records.isEmpty()) {
            throw new InputException(path.toString(), "it is empty", MEND);
        }
        List<String> header = List.copyOf(records.get(0).getFields());
        if (new LinkedHashSet<>(header).size() < header.size()) {
            throw new InputException(path + ", line 1", "two columns have one name", MEND);
        }
        GateFile file = kind(header)
                .orElseThrow(() ->
                        new InputException(path + ", line 1", "its columns are those of no file of results", MEND));
        Map<RowKey, List<String>> rows = new LinkedHashMap<>();
        for (CsvRecord record : records.subList(1, records.size())) {
            if (record.getFieldCount() != header.size()) {
                throw new InputException(
                        path + ", line " + record.getStartingLineNumber(),
                        "it has " + record.getFieldCount() + " fields where the header has " + header.size(),
                        "write the file anew");
            }
            if (!record.getFields().stream().allMatch(PlainText::is)) {
                throw new InputException(
                        path + ", line " + record.getStartingLineNumber(),
                        "a field has characters that are not seen",
                        "write the file anew");
            }
            RowKey key = RowKey.of(file, header, record.getFields());
            while (rows.containsKey(key)) {
                key = key.next();
            }
            rows.put(key, List.copyOf(record.getFields()));
        }
        return new GateTable(file, header, rows);
    }

    private static Optional<GateFile> kind(List<String> header) {
        // Rounds before results: they have most of their keys.
        return List.of(GateFile.PARAMETERS, GateFile.ROUNDS, GateFile.RESULTS).stream()
                .filter(file -> header.containsAll(file.keys()))
                .findFirst();
    }

    private static List<CsvRecord> records(Path path) {
        try {
            InputFile.require(path, InputFile.most() / 2);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(Files.newBufferedReader(path))) {
            List<CsvRecord> records = new ArrayList<>();
            reader.forEach(records::add);
            return records;
        } catch (NoSuchFileException e) {
            throw new InputException(path.toString(), "there is no such file", MEND, e);
        } catch (CharacterCodingException e) {
            throw new InputException(path.toString(), "it is not UTF-8 text", MEND, e);
        } catch (CsvParseException e) {
            throw new InputException(path.toString(), "it is no CSV (" + e.getMessage() + ")", MEND, e);
        } catch (IOException e) {
            throw unreadable(path, e);
        } catch (RuntimeException e) {
            // The reader wraps what goes wrong under its iterator.
            Throwable cause = e.getCause();
            if (cause instanceof CharacterCodingException) {
                throw new InputException(path.toString(), "it is not UTF-8 text", MEND, e);
            }
            throw e;
        }
    }

    private static InputException unreadable(Path path, IOException e) {
        return new InputException(
                path.toString(),
                "it cannot be read (" + e.getClass().getSimpleName() + ")",
                "check that it is a file and may be read",
                e);
    }

    /** The place of each column, for {@link #rows}. */
    int place(String column) {
        return columns.indexOf(column);
    }

    /** What tells a row apart from the others. */
    public record RowKey(List<String> values, int number) {
        static RowKey of(GateFile file, List<String> header, List<String> fields) {
            String[] values = file.keys().stream()
                    .map(key -> fields.get(header.indexOf(key)))
                    .toArray(String[]::new);
            return new RowKey(List.copyOf(Arrays.asList(values)), 1);
        }

        private RowKey next() {
            return new RowKey(values, number + 1);
        }

        /** The value of one of the file's key columns; empty if it is none of them. */
        String value(GateFile file, String column) {
            int place = file.keys().indexOf(column);
            return place < 0 ? "" : values.get(place);
        }

        /** For a reader. */
        String words(GateFile file) {
            List<String> words = new ArrayList<>();
            for (int n = 0; n < values.size(); n++) {
                String key = file.keys().get(n);
                boolean bare = !key.equals("seed") && !key.equals("round");
                if (!key.equals("suite")) {
                    words.add(bare ? values.get(n) : key + " " + values.get(n));
                }
            }
            return String.join(" / ", words) + (number == 1 ? "" : " (number " + number + ")");
        }
    }
}
