package dirtysim.bench.validate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A resource file of published figures: cells between tabs, the head first, {@code #} before what is told of them. */
final class PublishedTable {
    private PublishedTable() {}

    /** Every line, the head included. */
    static List<List<String>> lines(String resource) {
        try (InputStream in = PublishedTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.asList(line.split("\t")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every line but the head. */
    static List<List<String>> rows(String resource) {
        return lines(resource).stream().skip(1).toList();
    }
}
