package dirtysim.reports.compare;

import java.util.Map;

/** What the schemes of the house ask for, in words: a choice by figures alone would overlook it. */
final class SchemeNeeds {
    private static final String TRAPS =
            "a vIOMMU in caching mode, under which every map and unmap traps and the guest is strict";

    private static final Map<String, String> NEEDS = Map.of(
            "nested-dbit",
            "nested translation and second-level D bits in the IOMMU, and a vIOMMU that lets the guest own the first level",
            "shadow-dbit",
            "second-level D bits in the IOMMU, and " + TRAPS,
            "iommufd-dbit",
            "second-level D bits in the IOMMU, Linux's IOMMUFD, and " + TRAPS,
            "map-time",
            "no help of the hardware, but " + TRAPS,
            "dtt",
            "a guest that was changed for it, whose IOMMU driver keeps the table that it shares with the host",
            "pinned",
            "no help of the hardware, but " + TRAPS,
            "emulated",
            "no hardware at all: the device is not passed through, the VMM emulates it",
            "stop-copy",
            "nothing, and stops the guest for as long as all of its memory takes",
            "device-log",
            "devices that log what they write",
            "iova-log",
            "a device driver that logs IOVAs");

    private SchemeNeeds() {}

    /** What a scheme needs; empty for one that is not of the house. */
    static String of(String scheme) {
        return NEEDS.getOrDefault(scheme, "");
    }
}
