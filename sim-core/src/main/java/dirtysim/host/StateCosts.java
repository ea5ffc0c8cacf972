package dirtysim.host;

import dirtysim.host.Parameter.Status;

/** The parameters of stopping the guest and of moving what its devices hold: a part of {@link CostModel}. */
public record StateCosts(
        @Parameter(
                key = "vm-stop-us",
                unit = "us",
                value = 50,
                max = 10000,
                source = "not published; an inter-processor interrupt, an exit, and a thread that has to be scheduled",
                status = Status.ASSUMPTION,
                text = "From the decision to stop the guest until all its vCPUs are stopped")
        double vmStopUs,

        @Parameter(
                key = "state-serial-mib-per-s",
                unit = "MiB/s",
                value = 212,
                min = 10,
                max = 20000,
                source = "C35: 471 ms for each further VF of about 100 MiB, one after the other",
                status = Status.DERIVED,
                text = "Device state saved, sent and loaded by the migration thread, one device after the other")
        double stateSerialMibPerSecond,

        @Parameter(
                key = "state-parallel-mib-per-s",
                unit = "MiB/s",
                value = 411,
                min = 10,
                max = 40000,
                source = "C35: 243 ms for each further VF of about 100 MiB, over multifd channels",
                status = Status.DERIVED,
                text = "The same by a thread a device, over all of them")
        double stateParallelMibPerSecond,

        @Parameter(
                key = "state-parallel-start-ms",
                unit = "ms",
                value = 93,
                max = 1000,
                source = "numbers §2.3: 366 ms for one VF over multifd, less 243 of C35 and 30 of C34",
                status = Status.DERIVED,
                text = "What that takes besides, whatever the number of devices")
        double stateParallelStartMs,

        @Parameter(
                key = "state-allocation-ms-per-mib",
                unit = "ms/MiB",
                value = 5.17,
                max = 20,
                source = "C35: 1,480 ms for 300 MB of state of an mlx5 VF",
                status = Status.DERIVED,
                text = "Resources that the destination makes before it can load a device's state")
        double stateAllocationMsPerMib,

        @Parameter(
                key = "channel-page-ns",
                unit = "ns",
                value = 2220,
                min = 200,
                max = 20000,
                source = "C31: 1,617 to 1,876 MiB/s a connection at 1 to 4 of them",
                status = Status.DERIVED,
                text = "Work for one page on the channel that carries it, where channels are counted")
        double channelPageNs) {}
