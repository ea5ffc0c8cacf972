package dirtysim.bench.advise;

import dirtysim.guest.ReplaySource;
import dirtysim.scenario.Scenario;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Requirements;
import dirtysim.tracking.Schemes;
import java.util.List;
import java.util.stream.Collectors;

/** What a scheme takes of hardware and guest, in a sentence or two. */
final class Needs {
    private Needs() {}

    /** What one scheme takes to run a trace. */
    static String of(Scenario scenario, ReplaySource workload) {
        DirtyTracker tracker = Schemes.create(scenario.scheme());
        List<String> keys = Requirements.of(tracker).stream()
                .flatMap(need -> need.keys().stream())
                .distinct()
                .toList();
        return tracker.id() + ": " + tracker.title() + ". " + platform(tracker.platform())
                + (keys.isEmpty()
                        ? ""
                        : " Of the IOMMU it needs " + keys.stream().collect(Collectors.joining(", ")) + ".")
                + guest(tracker.platform(), scenario, workload)
                + (tracker.precopy() ? "" : " It does no pre-copy: all of RAM is sent while the guest stands still.");
    }

    private static String platform(Platform platform) {
        return switch (platform) {
            case NESTED -> "Nested translation: the guest owns the first level, and its maps do not trap.";
            case SHADOW -> "A shadowing vIOMMU: every map and every unmap of the guest traps.";
            case EMULATED -> "No passthrough: the device is emulated by the VMM.";
        };
    }

    private static String guest(Platform platform, Scenario scenario, ReplaySource workload) {
        if (platform != Platform.SHADOW || !workload.lazy()) {
            return "";
        }
        return scenario.lazyUnderShadow()
                ? " The trace's guest flushes lazily and was kept so, as no real guest is under it."
                : " The trace's guest flushes lazily; caching mode makes it strict, and so it was run.";
    }
}
