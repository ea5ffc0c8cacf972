package dirtysim.host;

import dirtysim.host.Parameter.Status;

/** The parameters of logging what CPUs write: the part of {@link CostModel} that no device pays. */
public record CpuLogCosts(
        @Parameter(
                key = "cpu-log-clear-page-ns",
                unit = "ns",
                value = 45,
                min = 19,
                max = 75,
                source = "C25: KVM clear and write-protect per dirty page",
                status = Status.DERIVED,
                text = "Clearing one dirty page in the log of CPU writes")
        double cpuLogClearPageNs,

        @Parameter(
                key = "wp-fault-ns",
                unit = "ns",
                value = 260,
                min = 26,
                max = 14000,
                source = "C26: cloud-hypervisor #8899, vCPU time per re-dirtied page",
                status = Status.SOURCED,
                text = "First write of a vCPU to a write-protected page, MMU lock shared")
        double wpFaultNs,

        @Parameter(
                key = "wp-fault-lock-ns",
                unit = "ns",
                value = 60,
                min = 0,
                max = 150,
                source = "C26: dirty_log_perf_test, 96 vCPUs, TDP MMU: 26-146 ns a page",
                status = Status.DERIVED,
                text = "Part of that fault that faults of several vCPUs cannot do at once")
        double wpFaultLockNs,

        @Parameter(
                key = "wp-fault-exclusive-ns",
                unit = "ns",
                value = 1200,
                min = 500,
                max = 5000,
                source = "C26: dirty_log_perf_test, 96 vCPUs, legacy MMU: 1161-1254 ns",
                status = Status.DERIVED,
                text = "The same where each fault holds the MMU lock alone, or maps a page of a huge mapping")
        double wpFaultExclusiveNs,

        @Parameter(
                key = "log-protect-ms-per-gib",
                unit = "ms/GiB",
                value = 0.67,
                min = 0.02,
                max = 5,
                source = "KVM eager page split v6, enable with the split off",
                status = Status.DERIVED,
                text = "Write-protecting huge mappings when the log of CPU writes starts")
        double logProtectMsPerGib,

        @Parameter(
                key = "log-split-ms-per-gib",
                unit = "ms/GiB",
                value = 9.3,
                min = 2,
                max = 14,
                source = "C27: KVM eager page split v6, enable with the split on",
                status = Status.DERIVED,
                text = "Splitting huge mappings into protected 4-KiB entries when that log starts")
        double logSplitMsPerGib,

        @Parameter(
                key = "busy-page-writes-per-s",
                unit = "1/s",
                value = 1000,
                min = 1,
                max = 1e6,
                source = "64 migrations of QEMU 7.2: pages besides the working set are dirty again within some ms",
                status = Status.ASSUMPTION,
                text = "Writes to each page that the guest writes all the time besides its working set")
        double busyPageWritesPerSecond,

        @Parameter(
                key = "ring-entry-ns",
                unit = "ns",
                value = 20,
                min = 2,
                max = 200,
                source = "not published for this setting",
                status = Status.ASSUMPTION,
                text = "Harvesting one entry of a dirty ring, its reset not counted")
        double ringEntryNs) {}
