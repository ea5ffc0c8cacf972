package dirtysim.host;

import dirtysim.host.Parameter.Status;

/** The parameters of a host whose guest and migration get into each other's way: a part of {@link CostModel}. */
public record BusyHostCosts(
        @Parameter(
                key = "busy-bulk-percent",
                unit = "%",
                value = 0,
                max = 95,
                source =
                        "64 migrations of QEMU 7.2 on a 2-core host: 0 to 57 % of the bulk pass, median 4 %; of the rounds"
                                + " after it, in which the destination touches no page for the first time, median 1 %",
                status = Status.ASSUMPTION,
                text =
                        "Share of the bulk pass for which a busy host keeps the migration thread from running, under QEMU's rules")
        double busyBulkPercent,

        @Parameter(
                key = "busy-later-percent",
                unit = "%",
                value = 0,
                max = 90,
                source = "64 migrations of QEMU 7.2 on a 2-core host: about 1 % in the median, 40 % in the worst",
                status = Status.ASSUMPTION,
                text =
                        "Share of its time after the bulk pass in which the migration thread waits for a CPU, under QEMU's rules")
        double busyLaterPercent,

        @Parameter(
                key = "sync-waits-for-vcpus",
                unit = "0 or 1",
                whole = true,
                value = 0,
                max = 1,
                source = "QEMU 7.2 softmmu/physmem.c, tcg_log_global_after_sync: run_on_cpu; recorded at 90 and 99 % of"
                        + " throttle: syncs of 50 ms and of up to 1.6 s",
                status = Status.SOURCED,
                text =
                        "At 1, an emulated guest, whose sync ends when each vCPU has left its code, even one that the throttle"
                                + " has put to sleep; at 0, KVM, whose bitmap needs no vCPU; with a dirty ring a sync waits all the same")
        double syncWaitsForVcpus) {}
