package dirtysim.host;

import dirtysim.host.Parameter.Status;

/** The parameters of what several parts of a host share, and of the order in which they get it: a part of {@link CostModel}. */
public record SharedCosts(
        @Parameter(
                key = "memory-gbyte-per-s",
                unit = "GB/s",
                value = 95,
                min = 20,
                max = 400,
                source =
                        "S12: parallel scans of 4-KiB entries, 200 GB by 32 CPUs and 256 GB by 128, each in 5 ms: 84 and 107",
                status = Status.DERIVED,
                text = "Bandwidth of host memory, which scans, copies, DMA, walks and the migration share")
        double memoryGbytePerSecond,

        @Parameter(
                key = "scan-threads",
                unit = "threads",
                whole = true,
                value = 1,
                min = 1,
                max = 128,
                source = "C18: 23 times as fast with 32 threads; Linux and QEMU have one",
                status = Status.SOURCED,
                text = "Threads among which a scan of a whole table is divided")
        double scanThreads,

        @Parameter(
                key = "lock-order",
                unit = "choice",
                whole = true,
                choices = {"fifo", "lifo", "random"},
                value = 0,
                max = 2,
                source = "Linux's queued spin locks and QEMU's fair mutex are first come, first served; others are not",
                status = Status.ASSUMPTION,
                text = "Who of those that wait gets the VMM's lock or the domain lock next")
        double lockOrder,

        @Parameter(
                key = "sync-order",
                unit = "choice",
                whole = true,
                choices = {"devices-first", "cpus-first"},
                value = 0,
                max = 1,
                source = "QEMU hw/vfio/listener.c and accel/kvm/kvm-all.c: VFIO's listener comes before KVM's",
                status = Status.SOURCED,
                text = "Whether a sync asks the devices' scheme or the log of CPU writes first")
        double syncOrder,

        @Parameter(
                key = "sync-ms-per-gib",
                unit = "ms/GiB",
                value = 0,
                max = 11,
                source =
                        "C32: 5-11 in cloud-hypervisor, bitmaps read and converted included; the model has those parts by"
                                + " themselves, and 0 counts none twice",
                status = Status.ASSUMPTION,
                text = "What a sync takes beside query, copy and log, for each GiB of the guest's RAM")
        double syncMsPerGib) {}
