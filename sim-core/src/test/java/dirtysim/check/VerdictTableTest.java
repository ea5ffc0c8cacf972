package dirtysim.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.LossySchemes;
import dirtysim.host.HandOver;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Schemes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The verdicts in this module's README are those that the checker gives, for every scheme, to the last state. */
class VerdictTableTest {
    private static final int PAGES = 2;
    private static final int IOVAS = 2;
    private static final int QUERIES = 1;
    private static final int DEPTH = 200;
    /** What a device writes while its buffer is unmapped is lost between read and unmap, or mark and unmap. */
    private static final List<String> LOSE_ERRONEOUS_WRITES = List.of("iommufd-dbit", "dtt");

    private static final Pattern ROW = Pattern.compile("^\\| `[a-z-]+` \\| (no|yes) \\| .*");

    @Test
    void theTableIsWhatTheCheckerSays() throws IOException {
        List<String> expected = new ArrayList<>();
        for (DirtyTracker scheme : Schemes.all()) {
            for (boolean during : new boolean[] {false, true}) {
                Universe universe = new Universe(PAGES, IOVAS, QUERIES, during);
                Verdict verdict = Checker.check(universe, DEPTH, Schemes.create(scheme.id()));
                assertTrue(verdict.loses() || verdict.exhausted(), scheme.id() + " was cut short");
                boolean loses =
                        LossySchemes.IDS.contains(scheme.id()) || during && LOSE_ERRONEOUS_WRITES.contains(scheme.id());
                assertEquals(loses, verdict.loses(), scheme.id() + (during ? ", writes during unmaps" : ""));
                expected.add(String.format(
                        Locale.ROOT,
                        "| `%s` | %s | %s | %,d | %d |",
                        scheme.id(),
                        during ? "yes" : "no",
                        verdict.loses() ? "**loses a page**" : "loses nothing",
                        verdict.states(),
                        verdict.depth()));
            }
        }
        List<String> found = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> ROW.matcher(line).matches())
                .toList();
        assertEquals(String.join("\n", expected), String.join("\n", found));
    }

    /** Flaws that need a second query before the last, such as an invalidation left out every other time, hide from one. */
    @Test
    void soundSchemesAreSoundOverSeveralQueries() {
        for (DirtyTracker scheme : Schemes.all()) {
            if (!LossySchemes.IDS.contains(scheme.id())) {
                Verdict verdict = Checker.check(new Universe(1, 1, 3, false), DEPTH, Schemes.create(scheme.id()));
                assertTrue(verdict.exhausted(), scheme.id() + " was cut short");
                assertFalse(verdict.loses(), scheme.id());
            }
        }
    }

    /** A path in chunks changes what is handed over when; no verdict may hang on it. */
    @ParameterizedTest
    @EnumSource(HandOver.class)
    void everyVerdictHoldsOnEveryPath(HandOver path) {
        for (DirtyTracker scheme : Schemes.all()) {
            for (boolean during : new boolean[] {false, true}) {
                Universe universe = new Universe(2, 1, QUERIES, during, path);
                Verdict verdict = Checker.check(universe, DEPTH, Schemes.create(scheme.id()));
                assertTrue(verdict.loses() || verdict.exhausted(), scheme.id() + " was cut short");
                boolean loses =
                        LossySchemes.IDS.contains(scheme.id()) || during && LOSE_ERRONEOUS_WRITES.contains(scheme.id());
                assertEquals(loses, verdict.loses(), scheme.id() + (during ? ", writes during unmaps" : ""));
            }
        }
    }
}
