package dirtysim.tracking;

import dirtysim.host.Capabilities;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.CapabilityNeed;
import dirtysim.host.InputException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a scheme cannot do without, held against what the modelled IOMMU can do. */
public final class Requirements {
    private Requirements() {}

    /**
     * The needs of a scheme, those of its platform, and those of every host that passes devices through: an invalidation
     * queue, and second-stage tables of four levels.
     */
    public static Set<CapabilityNeed> of(DirtyTracker tracker) {
        Set<CapabilityNeed> needs = EnumSet.noneOf(CapabilityNeed.class);
        needs.addAll(tracker.needs());
        if (tracker.platform() != Platform.EMULATED) {
            needs.add(CapabilityNeed.QUEUED_INVALIDATION);
            needs.add(CapabilityNeed.FOUR_LEVEL_TABLES);
            needs.add(
                    tracker.platform() == Platform.NESTED
                            ? CapabilityNeed.NESTED_TRANSLATION
                            : CapabilityNeed.CACHING_MODE);
        }
        return needs;
    }

    /**
     * Refuses a scheme on hardware that it cannot run on.
     *
     * @throws InputException naming the scheme, and each capability that it needs and that is not there
     */
    public static void check(DirtyTracker tracker, Capabilities capabilities) {
        List<String> missing = of(tracker).stream()
                .flatMap(need -> need.missing(capabilities).stream())
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            throw new InputException(
                    "scheme " + tracker.id(),
                    "it needs "
                            + missing.stream()
                                    .map(key -> key + " ("
                                            + CapabilityKeys.declaration(key).register() + ")")
                                    .collect(Collectors.joining(" and "))
                            + ", which the modelled hardware lacks",
                    "set " + missing.stream().map(key -> key + "=yes").collect(Collectors.joining(", "))
                            + ", or leave the scheme out");
        }
    }
}
