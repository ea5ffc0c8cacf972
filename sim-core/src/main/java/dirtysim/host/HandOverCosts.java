package dirtysim.host;

import dirtysim.host.Parameter.Status;

/** The parameters of bringing a bitmap to the VMM and of turning it into what is sent: part of {@link CostModel}. */
public record HandOverCosts(
        @Parameter(
                key = "copy-cold-gbyte-per-s",
                unit = "GB/s",
                value = 2.3,
                min = 1.7,
                max = 20,
                source = "C23: dirty_log_perf_test, first KVM_GET_DIRTY_LOG of 96 GB, 1.7-2.5",
                status = Status.DERIVED,
                text = "Copying a bitmap to user space for the first time in a run")
        double copyColdGbytePerSecond,

        @Parameter(
                key = "region-chunk-bytes",
                unit = "bytes",
                whole = true,
                value = 1048576,
                min = 64,
                max = 268435456,
                source = "the v8 proposal leaves the size of the data section to the vendor's driver",
                status = Status.ASSUMPTION,
                text = "Bitmap that one pass through the v8 migration region brings; 1 MiB stands for 32 GiB")
        double regionChunkBytes,

        @Parameter(
                key = "region-data",
                unit = "choice",
                whole = true,
                choices = {"read", "mapped"},
                value = 0,
                max = 1,
                source = "the v8 proposal allows both",
                status = Status.ASSUMPTION,
                text = "The VMM reads the data section by a system call, which copies again, or has it mapped")
        double regionData,

        @Parameter(
                key = "bitmap-conversion",
                unit = "choice",
                whole = true,
                choices = {"plain", "optimised"},
                value = 0,
                max = 1,
                source = "C24: cloud-hypervisor #8899 has bit by bit as the present, word by word as a proposal",
                status = Status.SOURCED,
                text = "How the VMM turns a bitmap into ranges to send: bit by bit, or word by word")
        double bitmapConversion,

        @Parameter(
                key = "convert-bit-ns",
                unit = "ns",
                value = 1.27,
                min = 0.1,
                max = 2,
                source = "C24: 171 ms for 512 GiB, all dirty (cloud-hypervisor #8899, medium trust)",
                status = Status.DERIVED,
                text = "Looking at one bit in that, bit by bit")
        double convertBitNs,

        @Parameter(
                key = "convert-word-ns",
                unit = "ns",
                value = 2.2,
                min = 0.2,
                max = 10,
                source = "C24: 4.6 ms for 512 GiB, all dirty (cloud-hypervisor #8899, medium trust)",
                status = Status.DERIVED,
                text = "Looking at one word of 64 bits in that, word by word")
        double convertWordNs,

        @Parameter(
                key = "convert-range-ns",
                unit = "ns",
                value = 7,
                min = 1,
                max = 30,
                source = "C24: least squares of 25 and 12 ms for 64 GiB, 10 % dirty (#8899, medium trust)",
                status = Status.DERIVED,
                text = "What each range of dirty pages costs on top, either way")
        double convertRangeNs) {}
