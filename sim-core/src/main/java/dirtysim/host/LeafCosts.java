package dirtysim.host;

import dirtysim.host.Parameter.Status;

/** The parameters of changing the size of second-level leaves while devices use them: a part of {@link CostModel}. */
public record LeafCosts(
        @Parameter(
                key = "split-ms-per-gib",
                unit = "ms/GiB",
                value = 2.0,
                min = 2.0,
                max = 9.3,
                source = "C27: SMMU block split on Kunpeng 920, 2 ms a GiB; KVM eager page split v6, 9.3",
                status = Status.SOURCED,
                text = "Cutting second-level leaves into leaves of 4 KiB when tracking starts")
        double splitMsPerGib,

        @Parameter(
                key = "collapse-ms-per-gib",
                unit = "ms/GiB",
                value = 2.0,
                min = 0.6,
                max = 33.0,
                source =
                        "not published for an IOMMU: from a scan of the entries (C17) to KVM's disable, 20-33 ms a GiB",
                status = Status.ASSUMPTION,
                text = "Putting leaves of 4 KiB together again when tracking has ended")
        double collapseMsPerGib) {}
