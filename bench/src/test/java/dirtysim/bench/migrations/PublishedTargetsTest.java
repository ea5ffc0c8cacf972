package dirtysim.bench.migrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.bench.BundledChecks;
import dirtysim.reports.Check;
import dirtysim.reports.ValidationCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The published migrations that reports show are those that the model gives; {@link MigrationChecksTest} rewrites them.
 */
class PublishedTargetsTest {
    /** Of the fast link's guest of 12 GB, which takes most of a minute, only the command itself makes the figures. */
    @Test
    void thoseUnderADirtyLimitTooOfTheSlowLink() throws IOException {
        List<String> bundled = Files.readAllLines(BundledChecks.file("migration"));
        List<String> rows = ValidationCsv.render(DirtyLimitTargets.run(DirtyLimitTargets.HOSTS.subList(0, 1)))
                .lines()
                .filter(row -> row.contains(" 1 Gbit/s "))
                .toList();
        assertEquals(8, rows.size());
        assertTrue(bundled.containsAll(rows), "not what validate migration gives any more: " + rows);
    }

    @Test
    void theBundledFiguresAreThoseOfTheModel() throws IOException {
        String bundled = Files.readString(BundledChecks.file("migration"));
        for (List<Check> checks : List.of(HotSetTarget.checks(), DeviceStateTargets.run(), ChannelTargets.run())) {
            String now = ValidationCsv.render(checks);
            String rows = now.substring(now.indexOf('\n'));
            assertTrue(bundled.contains(rows), "not what validate migration gives any more: " + rows);
        }
    }
}
