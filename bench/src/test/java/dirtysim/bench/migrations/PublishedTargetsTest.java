package dirtysim.bench.migrations;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.bench.BundledChecks;
import dirtysim.reports.Check;
import dirtysim.reports.ValidationCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The published migrations that reports show are those that the model gives; {@link MigrationChecksTest} rewrites them. Left out
 * are those under a dirty limit (V13), which take a minute.
 */
class PublishedTargetsTest {
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
