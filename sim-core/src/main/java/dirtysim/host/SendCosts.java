package dirtysim.host;

import dirtysim.host.Parameter.Status;

/** The parameters of sending pages and of throttling the guest: a part of {@link CostModel}. */
public record SendCosts(
        @Parameter(
                key = "send-gbyte-per-s",
                unit = "GB/s",
                value = 1.25,
                min = 0.2,
                max = 20,
                source =
                        "64 migrations of QEMU 7.2 on a 2-core host: median of 12-60 ms for 4,000-8,000 pages at switchover",
                status = Status.DERIVED,
                text = "Speed at which the migration thread passes pages on, where neither link nor limit holds it up")
        double sendGbytePerSecond,

        @Parameter(
                key = "late-wake-ms",
                unit = "ms",
                value = 0.5,
                max = 100,
                source =
                        "64 migrations of QEMU 7.2: windows of 100 to 102 ms on an idle host, 116 ms at the 95th percentile",
                status = Status.DERIVED,
                text = "How late the migration thread wakes after it has slept because of its rate limit")
        double lateWakeMs,

        @Parameter(
                key = "zero-page-wire-bytes",
                unit = "bytes",
                whole = true,
                value = 9,
                min = 1,
                max = 64,
                source = "QEMU 7.2: 8 bytes of header and a byte",
                status = Status.SOURCED,
                text = "Bytes on the link for a page of zeros")
        double zeroPageWireBytes,

        @Parameter(
                key = "zero-page-ns",
                unit = "ns",
                value = 300,
                min = 20,
                max = 3000,
                source = "not published; a page read at 14 GB/s",
                status = Status.ASSUMPTION,
                text = "Finding that a page holds nothing but zeros")
        double zeroPageNs,

        @Parameter(
                key = "throttle-trigger-percent",
                unit = "%",
                value = 50,
                min = 1,
                max = 100,
                source = "C33: QEMU throttle-trigger-threshold",
                status = Status.SOURCED,
                text =
                        "Auto-converge: dirty bytes in a period, as a share of the bytes sent in it, from which it is too many")
        double throttleTriggerPercent,

        @Parameter(
                key = "throttle-initial-percent",
                unit = "%",
                value = 20,
                min = 1,
                max = 99,
                source = "C33: QEMU cpu-throttle-initial",
                status = Status.SOURCED,
                text = "Auto-converge: share of their time that vCPUs sleep after the first step")
        double throttleInitialPercent,

        @Parameter(
                key = "throttle-increment-percent",
                unit = "%",
                value = 10,
                min = 1,
                max = 99,
                source = "C33: QEMU cpu-throttle-increment",
                status = Status.SOURCED,
                text = "Auto-converge: what each further step adds")
        double throttleIncrementPercent,

        @Parameter(
                key = "throttle-max-percent",
                unit = "%",
                value = 99,
                min = 1,
                max = 99,
                source = "C33: QEMU max-cpu-throttle",
                status = Status.SOURCED,
                text = "Auto-converge: the greatest share")
        double throttleMaxPercent,

        @Parameter(
                key = "throttle-sync-ms",
                unit = "ms",
                value = 5000,
                min = 100,
                max = 600000,
                source = "QEMU 10 migration/cpu-throttle.c: CPU_THROTTLE_DIRTY_SYNC_TIMESLICE_MS",
                status = Status.SOURCED,
                text =
                        "Auto-converge under qemu-10: after the first pass, time without a sync after which there is one")
        double throttleSyncMs) {}
