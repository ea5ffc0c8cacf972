package dirtysim.host;

import dirtysim.host.Parameter.Status;

/**
 * The values of every parameter of one run, those of a subject of its own in a record of their own. Each component's declaration says what it stands for; {@link Parameters}
 * makes instances and checks ranges. Ids such as C17 are rows of the project's calibration table.
 */
public record CostModel(
        @Parameter(
                key = "iotlb-entries",
                unit = "entries",
                whole = true,
                value = 128,
                min = 1,
                max = 65536,
                source = "C1: fitted to pcie-bench raw data, five Xeons: 117-127",
                status = Status.DERIVED,
                text = "Entries of the IOTLB")
        double iotlbEntries,

        @Parameter(
                key = "iotlb-ways",
                unit = "ways",
                whole = true,
                value = 8,
                min = 1,
                max = 65536,
                source = "the fit of C1 does not identify associativity",
                status = Status.ASSUMPTION,
                text = "Ways of a set of the IOTLB")
        double iotlbWays,

        @Parameter(
                key = "iotlb-replacement",
                unit = "choice",
                whole = true,
                choices = {"lru", "fifo", "random", "empty-when-full"},
                value = 0,
                max = 3,
                source = "no vendor says; empty-when-full is QEMU's",
                status = Status.ASSUMPTION,
                text = "What a fill of a full set of the IOTLB gives up")
        double iotlbReplacement,

        @Parameter(
                key = "iotlb-hit-ns",
                unit = "ns",
                value = 2,
                max = 5,
                source = "C2: pcie-bench, 610 to 613 ns with the IOMMU on",
                status = Status.SOURCED,
                text = "Latency that a hit adds to a DMA access")
        double iotlbHitNs,

        @Parameter(
                key = "iotlb-miss-ns",
                unit = "ns",
                value = 280,
                max = 1000,
                source = "C3: pcie-bench, 230-300 ns a miss",
                status = Status.DERIVED,
                text = "Latency of a walk that reads one entry, the leaf")
        double iotlbMissNs,

        @Parameter(
                key = "page-walkers",
                unit = "walks",
                whole = true,
                value = 5,
                min = 1,
                max = 64,
                source = "C5: pcie-bench throughput, 1 (Sandy Bridge) to 6",
                status = Status.DERIVED,
                text = "Walks that the IOMMU has in flight at once")
        double pageWalkers,

        @Parameter(
                key = "memory-ref-ns",
                unit = "ns",
                value = 90,
                min = 25,
                max = 160,
                source = "C7: DRAM latency of two-socket Xeons and EPYC, LMBench",
                status = Status.SOURCED,
                text = "Each further entry that a walk reads (C4)")
        double memoryRefNs,

        @Parameter(
                key = "walk-cache-entries",
                unit = "entries",
                whole = true,
                value = 64,
                max = 4096,
                source = "C4: no slower up to 64 MB, hence 32 or more; the rest is not published",
                status = Status.ASSUMPTION,
                text = "Non-leaf entries that are cached, of each level and stage")
        double walkCacheEntries,

        @Parameter(
                key = "nested-cache-entries",
                unit = "entries",
                whole = true,
                value = 64,
                min = 1,
                max = 4096,
                source = "not published",
                status = Status.ASSUMPTION,
                text = "Second-stage translations of first-stage table pages that are cached")
        double nestedCacheEntries,

        @Parameter(
                key = "first-stage-levels",
                unit = "levels",
                whole = true,
                value = 4,
                min = 4,
                max = 5,
                source = "VT-d first-stage paging modes; 4 is what Linux takes",
                status = Status.SOURCED,
                text = "Levels of the guest's tables under nested translation")
        double firstStageLevels,

        @Parameter(
                key = "second-stage-levels",
                unit = "levels",
                whole = true,
                value = 4,
                min = 3,
                max = 5,
                source = "VT-d AW field: 39, 48 or 57 bits; 4 is usual",
                status = Status.SOURCED,
                text = "Levels of the host's tables")
        double secondStageLevels,

        @Parameter(
                key = "first-stage-ad",
                unit = "choice",
                whole = true,
                choices = {"preset", "on-update", "every-walk"},
                value = 0,
                max = 2,
                source = "Linux presets A and D for kernel DMA (Lu Baolu, 2021)",
                status = Status.SOURCED,
                text = "When hardware writes the guest's first-stage tables")
        double firstStageAd,

        @Parameter(
                key = "dirty-set-ns",
                unit = "ns",
                value = 90,
                max = 320,
                source = "not published; one memory reference (C7)",
                status = Status.ASSUMPTION,
                text = "Atomic update of the D bit, added to the walk that finds it clear")
        double dirtySetNs,

        @Parameter(
                key = "posted-write-ns",
                unit = "ns",
                value = 250,
                max = 2000,
                source = "not published; about half of C36, a read's way there and back",
                status = Status.ASSUMPTION,
                text = "From a write's translation, with D visible, until its data is in memory")
        double postedWriteNs,

        @Parameter(
                key = "ats",
                unit = "choice",
                whole = true,
                choices = {"off", "on"},
                value = 0,
                max = 1,
                source = "a capability of the device; most have none",
                status = Status.ASSUMPTION,
                text = "Whether devices translate through a device-TLB of their own")
        double ats,

        @Parameter(
                key = "device-tlb-entries",
                unit = "entries",
                whole = true,
                value = 64,
                min = 1,
                max = 8192,
                source = "not published; each device has its own",
                status = Status.ASSUMPTION,
                text = "Entries of a device-TLB, LRU, without sets")
        double deviceTlbEntries,

        @Parameter(
                key = "ats-request-ns",
                unit = "ns",
                value = 500,
                min = 200,
                max = 1500,
                source = "C36: 535-650 ns for a 64-byte read there and back, memory included",
                status = Status.ASSUMPTION,
                text = "A device's translation request there and back, without the translation")
        double atsRequestNs,

        @Parameter(
                key = "pcie-gbit-per-s",
                unit = "Gbit/s",
                value = 126,
                min = 8,
                max = 504,
                source = "PCIe gen3 x16 after encoding (pcie-model)",
                status = Status.DERIVED,
                text = "Rate at which a device moves a page once it is translated")
        double pcieGbitPerSecond,

        @Parameter(
                key = "interrupt-ns",
                unit = "ns",
                value = 5000,
                max = 100000,
                source = "not published for this setting",
                status = Status.ASSUMPTION,
                text = "From the last byte a device wrote to the driver's unmap at the earliest")
        double interruptNs,

        @Parameter(
                key = "dma-lead-ns",
                unit = "ns",
                value = 20000,
                max = 10000000,
                source = "not published for this setting",
                status = Status.ASSUMPTION,
                text = "How long before its unmap is due a device begins to move a buffer")
        double dmaLeadNs,

        @Parameter(
                key = "map-ns",
                unit = "ns",
                value = 60,
                min = 53,
                max = 120,
                source = "C8: iommupt cover letter, VT-d second stage 55-65",
                status = Status.SOURCED,
                text = "Host page-table code for one map call")
        double mapNs,

        @Parameter(
                key = "unmap-ns",
                unit = "ns",
                value = 75,
                min = 65,
                max = 120,
                source = "C9: iommupt cover letter, VT-d second stage 69-87",
                status = Status.SOURCED,
                text = "Host page-table code for one unmap call")
        double unmapNs,

        @Parameter(
                key = "map-per-pte-ns",
                unit = "ns",
                value = 1.6,
                min = 0.8,
                max = 10,
                source = "C10: iommupt cover letter, 256 pages in one call",
                status = Status.SOURCED,
                text = "Host page-table code for each further entry mapped")
        double mapPerPteNs,

        @Parameter(
                key = "unmap-per-pte-ns",
                unit = "ns",
                value = 1.0,
                min = 0.8,
                max = 10,
                source = "C10: iommupt cover letter, 256 pages in one call",
                status = Status.SOURCED,
                text = "Host page-table code for each further entry unmapped")
        double unmapPerPteNs,

        @Parameter(
                key = "invalidate-ns",
                unit = "ns",
                value = 850,
                min = 100,
                max = 5000,
                source = "C11: 2,130 cycles at 2.5 GHz, rIOMMU as quoted",
                status = Status.SOURCED,
                text = "One invalidation with its wait descriptor, queue idle")
        double invalidateNs,

        @Parameter(
                key = "invalidate-wait-share",
                unit = "of 1",
                value = 0.665,
                min = 0.1,
                max = 0.95,
                source = "883 of 1,328 ns on an idle SMMU command queue (the mail behind C13)",
                status = Status.DERIVED,
                text =
                        "Share of invalidate-ns that is the wait descriptor, paid once however many are submitted with it")
        double invalidateWaitShare,

        @Parameter(
                key = "queue-lock-waiter-ns",
                unit = "ns",
                value = 7.5,
                max = 50,
                source = "fitted to C13, an SMMU; not published for VT-d",
                status = Status.ASSUMPTION,
                text = "What each CPU waiting for the invalidation queue's lock adds to the time that it is held")
        double queueLockWaiterNs,

        @Parameter(
                key = "device-tlb-round-trip-ns",
                unit = "ns",
                value = 1000,
                min = 300,
                max = 100000,
                source =
                        "not published; a read's round trip is 535-650 ns (C36), and the device first ends what it has begun",
                status = Status.ASSUMPTION,
                text =
                        "From a device-TLB invalidation to the device's answer, paid once for all that are submitted together")
        double deviceTlbRoundTripNs,

        @Parameter(
                key = "flush-queue-entries",
                unit = "entries",
                whole = true,
                value = 256,
                min = 2,
                max = 32768,
                source = "C14: Linux dma-iommu.c, 256 a CPU; 250 in the first patch",
                status = Status.SOURCED,
                text = "Unmaps that a synthetic lazy guest defers on a CPU; a recorded one flushes as recorded")
        double flushQueueEntries,

        @Parameter(
                key = "flush-timer-ms",
                unit = "ms",
                value = 10,
                min = 1,
                max = 1000,
                source = "C14: Linux dma-iommu.c, 10 ms; 1 s with a single queue",
                status = Status.SOURCED,
                text = "Longest that a synthetic lazy guest defers an unmap before it begins a flush")
        double flushTimerMs,

        @Parameter(
                key = "cpu-ghz",
                unit = "GHz",
                value = 2.5,
                min = 1,
                max = 6,
                source = "the machine of C11 and C12",
                status = Status.SOURCED,
                text = "Clock that turns the cycles below into time")
        double cpuGhz,

        @Parameter(
                key = "vm-exit-cycles",
                unit = "cycles",
                value = 1550,
                min = 1000,
                max = 5000,
                source = "C15: kvm-unit-tests vmcall on Skylake",
                status = Status.SOURCED,
                text = "VM exit and entry, handled in the kernel")
        double vmExitCycles,

        @Parameter(
                key = "vmm-exit-cycles",
                unit = "cycles",
                value = 6000,
                max = 50000,
                source = "C16: from memory, nested figures are higher",
                status = Status.ASSUMPTION,
                text = "Further cost of leaving to the VMM, where the vIOMMU is emulated")
        double vmmExitCycles,

        @Parameter(
                key = "ioctl-ns",
                unit = "ns",
                value = 200,
                min = 50,
                max = 2000,
                source = "not published for this setting",
                status = Status.ASSUMPTION,
                text = "System call from the VMM to the IOMMU driver, entry and exit")
        double ioctlNs,

        @Parameter(
                key = "pin-page-ns",
                unit = "ns",
                value = 50,
                min = 20,
                max = 200,
                source = "C22: gup-fast, from memory",
                status = Status.ASSUMPTION,
                text =
                        "Pinning one page: of the guest when it is mapped for a device, of the VMM when the kernel writes a bitmap there")
        double pinPageNs,

        @Parameter(
                key = "scan-per-pte-ns",
                unit = "ns",
                value = 2.4,
                min = 0.1,
                max = 20,
                source = "C17: Kunpeng 920 stage-2 scan, 40 ms per 64 GB",
                status = Status.DERIVED,
                text = "Reading one leaf entry in a scan, one thread, tables in DRAM")
        double scanPerPteNs,

        @Parameter(
                key = "dirty-pte-ns",
                unit = "ns",
                value = 20,
                max = 100,
                source = "C19: not measured for an IOMMU; bracket from KVM clear",
                status = Status.ASSUMPTION,
                text = "Further cost of a dirty leaf: test-and-clear, bit set")
        double dirtyPteNs,

        @Parameter(
                key = "scan-start-ns",
                unit = "ns",
                value = 30,
                max = 360,
                source = "not published; four levels, cached to four memory references (C7)",
                status = Status.ASSUMPTION,
                text = "From the root to the first leaf of a range, for each window of a query of one range")
        double scanStartNs,

        @Parameter(
                key = "unmap-harvest",
                unit = "choice",
                whole = true,
                choices = {"read-then-unmap", "write-protect", "exchange"},
                value = 0,
                max = 2,
                source = "read-then-unmap is what Linux and QEMU merged; the others were proposed for iommufd",
                status = Status.SOURCED,
                text = "How iommufd-dbit takes the D bits of a range that is unmapped")
        double unmapHarvest,

        @Parameter(
                key = "translate-page-ns",
                unit = "ns",
                value = 50,
                min = 5,
                max = 500,
                source = "not published; two tree look-ups of warm memory",
                status = Status.ASSUMPTION,
                text = "IOVA to HVA to GFN through mappings and memory slots, a page")
        double translatePageNs,

        @Parameter(
                key = "mark-page-ns",
                unit = "ns",
                value = 10,
                min = 2,
                max = 90,
                source = "C28: bounded by one cold memory reference",
                status = Status.ASSUMPTION,
                text = "Setting a bit for a page in a software bitmap or log")
        double markPageNs,

        @Parameter(
                key = "device-log-ranges",
                unit = "choice",
                whole = true,
                choices = {"aperture", "mapped-at-start"},
                value = 0,
                max = 1,
                source = "QEMU collapses what it logs to three ranges at most; Linux takes up to 256, for good",
                status = Status.SOURCED,
                text = "What a device is told to log when tracking begins")
        double deviceLogRanges,

        @Parameter(
                key = "device-log-at-unmap",
                unit = "choice",
                whole = true,
                choices = {"ignore", "report"},
                value = 0,
                max = 1,
                source = "no vIOMMU is supported beside device logging by QEMU of 2026",
                status = Status.ASSUMPTION,
                text = "Whether a device's log of a range is asked for when the range is unmapped")
        double deviceLogAtUnmap,

        @Parameter(
                key = "device-report-ns",
                unit = "ns",
                value = 10000,
                min = 1000,
                max = 1000000,
                source = "not published; a command to the device's firmware",
                status = Status.ASSUMPTION,
                text = "A device's answer to a request to start logging, or to report one range")
        double deviceReportNs,

        @Parameter(
                key = "device-report-page-ns",
                unit = "ns",
                value = 10,
                min = 2,
                max = 100,
                source = "not published; entries of 8 bytes come through a queue pair (mlx5)",
                status = Status.ASSUMPTION,
                text = "Each page that a device reports")
        double deviceReportPageNs,

        @Parameter(
                key = "emulated-page-ns",
                unit = "ns",
                value = 3000,
                min = 300,
                max = 20000,
                source = "from memory: a thread of QEMU serves some 300,000 requests of 4 KiB a second",
                status = Status.ASSUMPTION,
                text = "What the VMM takes to move a page for a device that it emulates, its completion included")
        double emulatedPageNs,

        @Parameter(
                key = "dtt-update-ns",
                unit = "ns",
                value = 20,
                min = 5,
                max = 200,
                source = "not published; an atomic update of one entry, warm or in DRAM",
                status = Status.ASSUMPTION,
                text = "What recording one page mapped or unmapped in the shared table costs the guest's CPU")
        double dttUpdateNs,

        @Parameter(
                key = "dtt-read-ns",
                unit = "ns",
                value = 0.8,
                min = 0.1,
                max = 5,
                source = "not published; 8 bytes at 10 GB/s, cf. C17",
                status = Status.ASSUMPTION,
                text = "Reading one entry of the shared table in a query")
        double dttReadNs,

        @Parameter(
                key = "copy-gbyte-per-s",
                unit = "GB/s",
                value = 4.7,
                min = 1.7,
                max = 20,
                source = "C23: KVM bitmap copy-out, warm 4.6-4.8",
                status = Status.DERIVED,
                text = "Copying a bitmap to user space")
        double copyGbytePerSecond,

        @Parameter(
                key = "page-wire-bytes",
                unit = "bytes",
                value = 4104,
                min = 4096,
                max = 4608,
                source = "QEMU 7.2: 8 bytes of header and the page",
                status = Status.SOURCED,
                text = "Bytes on the link for one page")
        double pageWireBytes,

        @Parameter(
                key = "switchover-ms",
                unit = "ms",
                value = 30,
                max = 60000,
                source = "C34: 15-60 ms without VFIO device state",
                status = Status.SOURCED,
                text = "Fixed part of the downtime: state of vCPUs and emulated devices, resumption")
        double switchoverMs,

        CpuLogCosts cpuLog,
        HandOverCosts handOver,
        SharedCosts shared,
        LeafCosts leafCosts,
        SendCosts send,
        StateCosts state,
        DirtyLimitCosts dirtyLimit,
        BusyHostCosts busyHost)
        implements DerivedCosts {

    /** The default of every parameter. */
    public static CostModel defaults() {
        return Parameters.defaults();
    }

    /** Nanoseconds to the picoseconds of simulated time, rounded. */
    public static long ps(double ns) {
        return Math.round(ns * 1000);
    }
}
