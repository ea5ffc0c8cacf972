package dirtysim.tracking;

import dirtysim.host.Capabilities;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.CapabilityNeed;
import dirtysim.host.CostModel;
import dirtysim.host.InputException;
import dirtysim.memory.LeafPolicy;
import dirtysim.memory.PageSize;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a scheme and the options of a run cannot do without, held against what the modelled IOMMU can do. */
public final class Requirements {
    private Requirements() {}

    /** The needs of a scheme, those of its platform, and that of every host that passes devices through: an invalidation queue. */
    public static Set<CapabilityNeed> of(DirtyTracker tracker) {
        Set<CapabilityNeed> needs = EnumSet.noneOf(CapabilityNeed.class);
        needs.addAll(tracker.needs());
        if (tracker.platform() != Platform.EMULATED) {
            needs.add(CapabilityNeed.QUEUED_INVALIDATION);
            needs.add(
                    tracker.platform() == Platform.NESTED
                            ? CapabilityNeed.NESTED_TRANSLATION
                            : CapabilityNeed.CACHING_MODE);
        }
        return needs;
    }

    /**
     * Refuses a scheme on hardware that it cannot run on, and options that the hardware does not have: {@code ats} without
     * device-TLBs, {@code second-stage-levels} of a width that the hardware does not walk, a {@code leaf-size} that it does not
     * know.
     *
     * @throws InputException naming the scheme or the option, and each capability that it needs and that is not there
     */
    public static void check(DirtyTracker tracker, Capabilities capabilities, CostModel costs, LeafPolicy leaves) {
        if (tracker.platform() != Platform.EMULATED) {
            checkOptions(capabilities, costs);
            checkLeaves(capabilities, leaves.largest());
        }
        require("scheme " + tracker.id(), of(tracker), capabilities, "leave the scheme out");
    }

    /**
     * Refuses options that the hardware does not have.
     *
     * @throws InputException naming the option, and the capability that it needs
     */
    public static void checkOptions(Capabilities capabilities, CostModel costs) {
        int levels = (int) costs.secondStageLevels();
        CapabilityNeed width = switch (levels) {
            case 3 -> CapabilityNeed.THREE_LEVEL_TABLES;
            case 4 -> CapabilityNeed.FOUR_LEVEL_TABLES;
            default -> CapabilityNeed.FIVE_LEVEL_TABLES;
        };
        require("second-stage-levels=" + levels, EnumSet.of(width), capabilities, "take another number of levels");
        if (costs.ats() != 0) {
            require("ats=on", EnumSet.of(CapabilityNeed.DEVICE_TLB), capabilities, "leave ats off");
        }
    }

    private static void checkLeaves(Capabilities capabilities, PageSize largest) {
        Set<CapabilityNeed> needs = switch (largest) {
            case SIZE_4K -> EnumSet.noneOf(CapabilityNeed.class);
            case SIZE_2M -> EnumSet.of(CapabilityNeed.LEAVES_2M);
            case SIZE_1G -> EnumSet.of(CapabilityNeed.LEAVES_1G);
        };
        require("leaf-size=" + largest.id(), needs, capabilities, "take a smaller leaf-size");
    }

    private static void require(String who, Set<CapabilityNeed> needs, Capabilities capabilities, String otherwise) {
        List<String> missing = needs.stream()
                .flatMap(need -> need.missing(capabilities).stream())
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            throw new InputException(
                    who,
                    "it needs "
                            + missing.stream()
                                    .map(key -> key + " ("
                                            + CapabilityKeys.declaration(key).register() + ")")
                                    .collect(Collectors.joining(" and "))
                            + ", which the modelled hardware lacks",
                    "set " + missing.stream().map(key -> key + "=yes").collect(Collectors.joining(", ")) + ", or "
                            + otherwise);
        }
    }
}
