package dirtysim.bench.migrations;

import dirtysim.reports.Check;
import java.util.ArrayList;
import java.util.List;

/** What was published of migrations, beside those that were recorded. */
public final class PublishedTargets {
    private PublishedTargets() {}

    /** Runs all of them. */
    public static List<Check> run() {
        List<Check> checks = new ArrayList<>(HotSetTarget.checks());
        checks.addAll(DirtyLimitTargets.run());
        checks.addAll(DeviceStateTargets.run());
        checks.addAll(ChannelTargets.run());
        return checks;
    }
}
