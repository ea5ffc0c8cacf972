package dirtysim.bench.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of rankings in this module's README names the tests that there are, each in the row of its number. */
class RankingTableTest {
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\| .+ \\| S\\S+.* \\| (.+) \\|$");
    private static final Pattern NAMED = Pattern.compile("`(ranking\\w+)`");
    private static final Pattern NUMBERED = Pattern.compile("ranking(\\d+)\\w+");

    @Test
    void theTableNamesEveryRankingTestInItsRowAndNoOther() throws IOException {
        TreeMap<Integer, TreeSet<String>> named = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                TreeSet<String> tests = named.computeIfAbsent(Integer.valueOf(row.group(1)), n -> new TreeSet<>());
                Matcher names = NAMED.matcher(row.group(2));
                while (names.find()) {
                    tests.add(names.group(1));
                }
            }
        }
        TreeMap<Integer, TreeSet<String>> existing = new TreeMap<>();
        Arrays.stream(RankingsTest.class.getDeclaredMethods())
                .map(Method::getName)
                .map(NUMBERED::matcher)
                .filter(Matcher::matches)
                .forEach(test -> existing.computeIfAbsent(Integer.valueOf(test.group(1)), n -> new TreeSet<>())
                        .add(test.group()));
        assertEquals(existing, named);
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 10), List.copyOf(named.keySet()));
    }
}
