package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Output that other programs read is sealed by golden files. A change to one of them breaks whoever reads the output,
 * so it is a decision, not a refresh: rewriting a golden file fails the run as well.
 */
public final class Golden {
    private static final Path DIRECTORY = Path.of("src", "test", "resources", "dirtysim", "reports");

    private Golden() {}

    /** Compares, or rewrites and fails. */
    public static void check(String name, String actual) {
        Path file = DIRECTORY.resolve(name);
        try {
            if (Boolean.getBoolean("dirtysim.golden.rewrite")) {
                Files.writeString(file, actual, StandardCharsets.UTF_8);
                fail(file + " was rewritten: read the difference, then run without -Ddirtysim.golden.rewrite");
            }
            assertEquals(
                    Files.readString(file, StandardCharsets.UTF_8),
                    actual,
                    () -> file
                            + " differs. If that is meant: mvn -q test -pl reports -am -Ddirtysim.golden.rewrite=true");
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read or written", e);
        }
    }
}
