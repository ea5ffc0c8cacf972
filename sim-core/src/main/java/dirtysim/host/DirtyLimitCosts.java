package dirtysim.host;

import dirtysim.host.Parameter.Status;

/** The parameters of QEMU's limit on each vCPU's dirty rate: a part of {@link CostModel}. */
public record DirtyLimitCosts(
        @Parameter(
                key = "dirty-limit-period-ms",
                unit = "ms",
                value = 1000,
                min = 50,
                max = 10000,
                source = "QEMU x-vcpu-dirty-limit-period; 500 to 1,000 ms were best in S19",
                status = Status.SOURCED,
                text = "Dirty limit: how often each vCPU's dirty rate is measured and its sleep adjusted")
        double dirtyLimitPeriodMs,

        @Parameter(
                key = "dirty-limit-tolerance-mib-per-s",
                unit = "MiB/s",
                value = 25,
                max = 1000,
                source = "QEMU system/dirtylimit.c: DIRTYLIMIT_TOLERANCE_RANGE",
                status = Status.SOURCED,
                text = "Dirty limit: how far a rate may be from it without an adjustment")
        double dirtyLimitToleranceMibPerSecond,

        @Parameter(
                key = "dirty-limit-linear-percent",
                unit = "%",
                value = 50,
                min = 1,
                max = 99,
                source = "QEMU system/dirtylimit.c: DIRTYLIMIT_LINEAR_ADJUSTMENT_PCT",
                status = Status.SOURCED,
                text =
                        "Dirty limit: distance above which the sleep is computed; below, it changes by a tenth of a ring's time")
        double dirtyLimitLinearPercent,

        @Parameter(
                key = "dirty-limit-most-rings",
                unit = "rings",
                value = 99,
                min = 1,
                max = 1000,
                source = "QEMU system/dirtylimit.c: DIRTYLIMIT_THROTTLE_PCT_MAX times the time that fills a ring",
                status = Status.SOURCED,
                text = "Dirty limit: longest sleep at a full ring, in times that a ring takes to fill")
        double dirtyLimitMostRings) {}
