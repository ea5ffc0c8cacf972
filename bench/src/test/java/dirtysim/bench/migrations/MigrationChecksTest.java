package dirtysim.bench.migrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dirtysim.bench.BundledChecks;
import dirtysim.reports.Check;
import dirtysim.reports.ValidationCsv;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The 64 bundled migrations, together: the aims, and which are missed. */
class MigrationChecksTest {
    /**
     * Known: where within a burst a sync comes decides the rest that a link has to carry, and repeats of one configuration differ
     * by up to 82 ms.
     */
    private static final Set<String> MISSED = Set.of("downtime behind a link, largest error");

    private static List<Prediction> all;

    @BeforeAll
    static void replayThemOnce() {
        all = MigrationChecks.replay(RecordedMigrations.bundled());
    }

    @Test
    void theBundledRunsAreMetAsAimed() throws IOException {
        assertEquals(64, all.size());
        MigrationChecks.Outcome outcome = MigrationChecks.judge(all);
        Set<String> missed = new TreeSet<>();
        int together = 0;
        for (Check check : outcome.checks()) {
            if (check.target().equals("all runs")) {
                together++;
                if (!check.met()) {
                    missed.add(check.quantity());
                }
            }
        }
        assertEquals(11, together);
        assertEquals(MISSED, missed, outcome.checks().toString());
        assertEquals(64, quantity(outcome, "status"));
        assertEquals(64, quantity(outcome, "total_ms"));
        assertEquals(64, quantity(outcome, "throttle_events"));
        assertEquals(57, quantity(outcome, "downtime_ms"), "of those that were completed");
        long firings = 0;
        for (Check check : outcome.checks()) {
            firings += check.quantity().equals("throttle_events") ? Math.round(check.simulated()) : 0;
        }
        assertTrue(firings >= 17, firings + " of 21 firings");
        assertEquals(6, outcome.remarks().size(), "the worst five, and the repeats");
        assertFalse(outcome.remarks().get(0).text().isBlank());
        assertBundled(outcome.checks());
    }

    /** Reports show these figures. Where the model has moved on, the rows of the published targets are made anew as well. */
    private static void assertBundled(List<Check> recorded) throws IOException {
        Path file = BundledChecks.file("migration");
        String now = ValidationCsv.render(recorded);
        if (Boolean.getBoolean("dirtysim.golden.rewrite")) {
            List<Check> all = new ArrayList<>(recorded);
            all.addAll(PublishedTargets.run());
            Files.writeString(file, ValidationCsv.render(all));
            fail("rewrote " + file + ": look at the difference and commit it");
        }
        assertTrue(Files.readString(file).startsWith(now), file + " is not what validate migration gives");
    }

    /** Half of the runs, by their name, against the other half: what is aimed at in the median holds for each. */
    @Test
    void theRulesHoldForEachHalfOfTheRuns() {
        for (int half = 0; half < 2; half++) {
            int number = half;
            List<Prediction> part = all.stream()
                    .filter(run -> (run.real().name().hashCode() & 1) == number)
                    .toList();
            for (Check check : MigrationChecks.judge(part).checks()) {
                boolean median =
                        check.target().equals("all runs") && check.quantity().contains("median");
                assertTrue(check.met() || !median, "half " + half + ": " + check);
            }
        }
    }

    private static long quantity(MigrationChecks.Outcome outcome, String name) {
        return outcome.checks().stream()
                .filter(check -> check.quantity().equals(name))
                .count();
    }

    @Test
    void theBundleIsWhatWasRecorded() throws IOException {
        Path recorded = Path.of(System.getProperty("dirtysim.shared"), "validation", "qemu");
        assumeTrue(Files.isDirectory(recorded), "no recorded migrations beside the checkout");
        try (InputStream in = RecordedMigrations.class.getResourceAsStream(RecordedMigrations.BUNDLED);
                GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(in.readAllBytes()))) {
            assertEquals(MigrationBundle.of(recorded), new String(unpacked.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertEquals(RecordedMigrations.bundled(), RecordedMigrations.in(recorded));
    }

    @Test
    void anEffectiveBandwidthBelowWhatWasSetIsADisturbance() {
        long disturbed = RecordedMigrations.bundled().stream()
                .filter(run -> !run.undisturbed())
                .count();
        assertTrue(disturbed > 15 && disturbed < 30, disturbed + " of 64");
    }
}
