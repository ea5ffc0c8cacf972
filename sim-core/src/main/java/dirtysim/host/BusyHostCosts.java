package dirtysim.host;

import dirtysim.host.Parameter.Status;

/** The parameters of a host whose guest and migration get into each other's way: a part of {@link CostModel}. */
public record BusyHostCosts(
        @Parameter(
                key = "running-link-percent",
                unit = "%",
                value = 100,
                min = 1,
                max = 100,
                source =
                        "link_* runs of QEMU 7.2 on a 2-core host: 53 to 100 % of a paced link while the guest runs, all of it"
                                + " when it is stopped",
                status = Status.ASSUMPTION,
                text =
                        "Share of the link's bandwidth that the sender reaches while the guest runs, as it needs CPUs too")
        double runningLinkPercent,

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
                        "1: an emulated guest, whose sync ends when each vCPU has left its code, even one that the throttle"
                                + " has put to sleep. 0: KVM, whose bitmap needs no vCPU; with a dirty ring a sync waits all the same")
        double syncWaitsForVcpus) {}
