package dirtysim.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The table of traps in this module's README says what is tested, and nothing more. */
class TrapTableTest {
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\| (.+) \\| (.+) \\|$");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Pattern OWN = Pattern.compile("trap(\\d+)\\w+");

    private static List<Matcher> rows() throws IOException {
        return Files.readAllLines(Path.of("README.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .toList();
    }

    /** Test classes of this module by simple name. */
    private static Map<String, String> testClasses() throws IOException {
        Map<String, String> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            files.map(file -> TESTS.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith("Test.java"))
                    .map(file ->
                            file.substring(0, file.length() - ".java".length()).replace('/', '.'))
                    .forEach(name -> classes.put(name.substring(name.lastIndexOf('.') + 1), name));
        }
        return classes;
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    @Test
    void everyTrapStandsInTheTableOnce() throws IOException {
        List<Integer> numbers =
                rows().stream().map(row -> Integer.valueOf(row.group(1))).toList();
        assertEquals(IntStream.rangeClosed(1, 35).boxed().toList(), numbers);
    }

    @Test
    void everyTestThatTheTableNamesExists() throws IOException, ClassNotFoundException {
        Map<String, String> classes = testClasses();
        for (Matcher row : rows()) {
            Matcher named = NAMED.matcher(row.group(3));
            int tests = 0;
            while (named.find()) {
                String where = "trap " + row.group(1) + ": " + named.group();
                assertTrue(classes.containsKey(named.group(1)), where);
                String method = named.group(2);
                assertTrue(
                        Arrays.stream(Class.forName(classes.get(named.group(1))).getDeclaredMethods())
                                .anyMatch(found -> found.getName().equals(method) && isTest(found)),
                        where);
                tests++;
            }
            assertTrue(
                    tests > 0 || row.group(3).startsWith("cannot arise: "),
                    "trap " + row.group(1) + " has neither a test nor a reason");
        }
    }

    @Test
    void everyTestNamedAfterATrapStandsInItsRow() throws IOException, ClassNotFoundException {
        TreeSet<String> missing = new TreeSet<>();
        Map<Integer, String> cells = new TreeMap<>();
        rows().forEach(row -> cells.put(Integer.valueOf(row.group(1)), row.group(3)));
        for (String className : testClasses().values()) {
            Class<?> tests = Class.forName(className);
            for (Method method : tests.getDeclaredMethods()) {
                Matcher own = OWN.matcher(method.getName());
                if (!isTest(method) || !own.matches()) {
                    continue;
                }
                String name = tests.getSimpleName() + "." + method.getName();
                if (!cells.get(Integer.valueOf(own.group(1))).contains("`" + name + "`")) {
                    missing.add(name);
                }
                DisplayName display = method.getAnnotation(DisplayName.class);
                assertTrue(display != null && display.value().startsWith("trap " + own.group(1) + ":"), name);
            }
        }
        assertEquals(new TreeSet<>(), missing);
    }
}
