package dirtysim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of the house that a compiler does not know. */
class TidyTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final int MOST_LINES = 600;
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/\\s*package ", Pattern.DOTALL);

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    /** A reader who opens a package must find what it is for, in a sentence. */
    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        TreeSet<Path> packages = new TreeSet<>();
        sources().forEach(file -> packages.add(file.getParent()));
        assertTrue(packages.size() > 8, "found only " + packages);
        for (Path directory : packages) {
            Path info = directory.resolve("package-info.java");
            assertTrue(Files.exists(info), info + " is missing");
            Matcher javadoc = JAVADOC.matcher(Files.readString(info));
            assertTrue(javadoc.find(), info + " has no Javadoc");
            String text = javadoc.group(1).replaceAll("[\\s*]+", " ").trim();
            assertTrue(text.split(" ").length >= 6 && text.contains("."), info + " says no more than: " + text);
        }
    }

    /** A file near 600 lines holds two ideas. */
    @Test
    void noFileIsTooLong() throws IOException {
        for (Path file : sources()) {
            int lines = Files.readAllLines(file).size();
            assertTrue(lines <= MOST_LINES, file + " has " + lines + " lines");
        }
    }

    /** What is not done belongs into an issue, where somebody looks for it. */
    @Test
    void nothingIsLeftForLaterInTheCode() throws IOException {
        Pattern later = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
        for (Path file : sources()) {
            Matcher found = later.matcher(Files.readString(file));
            assertEquals(false, found.find(), file + " leaves something for later");
        }
    }
}
