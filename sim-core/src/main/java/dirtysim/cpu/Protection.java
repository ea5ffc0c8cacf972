package dirtysim.cpu;

import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;

/** What it costs to protect memory that has not been protected before. */
final class Protection {
    private static final double PAGES_PER_GIB = 1 << 18;

    private Protection() {}

    /** Write-protecting mappings or clearing their D bits, or, where they are split ahead, making the entries of 4 KiB. */
    static long ps(CostModel costs, CpuLogging logging, long pages) {
        double msPerGib = logging.eagerSplit()
                ? costs.cpuLog().logSplitMsPerGib()
                : costs.cpuLog().logProtectMsPerGib();
        return CostModel.ps(pages / PAGES_PER_GIB * msPerGib * 1e6);
    }
}
