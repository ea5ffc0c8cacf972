package dirtysim.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The README's table of calibration rows and the declarations say the same. */
class CalibrationTableTest {
    private static final int ROWS = 38;
    private static final Pattern ROW = Pattern.compile("\\| (C\\d+) \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern KEY = Pattern.compile("`([a-z][a-z0-9]*(?:-[a-z0-9]+)+)`");
    private static final Pattern ID = Pattern.compile("\\bC\\d+\\b");
    /** Settings of a scenario, which are no parameters. */
    private static final List<String> SETTINGS = List.of("downtime-limit");

    private static final Map<String, List<String>> KEYS = new TreeMap<>();
    private static final List<String> IDS = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                IDS.add(row.group(1));
                KEYS.put(
                        row.group(1),
                        KEY.matcher(row.group(3))
                                .results()
                                .map(found -> found.group(1))
                                .filter(key -> !SETTINGS.contains(key))
                                .toList());
            }
        }
    }

    @Test
    void everyRowIsThereOnce() {
        assertEquals(IntStream.rangeClosed(1, ROWS).mapToObj(n -> "C" + n).toList(), IDS);
    }

    @Test
    void theKeysExist() {
        List<String> declared =
                Parameters.declared().stream().map(Parameter::key).toList();
        KEYS.forEach((row, keys) -> keys.forEach(key -> assertTrue(declared.contains(key), row + ": " + key)));
        assertFalse(KEYS.get("C17").isEmpty());
    }

    @Test
    void aParameterStandsInTheRowsThatItsSourceNames() {
        for (Parameter parameter : Parameters.declared()) {
            Matcher id = ID.matcher(parameter.source());
            while (id.find()) {
                String row = id.group();
                assertTrue(
                        KEYS.getOrDefault(row, List.of()).contains(parameter.key())
                                || row.equals("C12") && KEYS.get("C11").contains(parameter.key()),
                        parameter.key() + " names " + row);
            }
        }
    }
}
