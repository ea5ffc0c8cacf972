package dirtysim.bench;

import java.nio.file.Path;

/** The figures of the validations that come with the program, and that every report shows. */
public final class BundledChecks {
    private BundledChecks() {}

    /** Where the sources have those of a {@code validate} command. */
    public static Path file(String command) {
        return Path.of(
                "..", "reports", "src", "main", "resources", "dirtysim", "reports", "validation-" + command + ".csv");
    }
}
