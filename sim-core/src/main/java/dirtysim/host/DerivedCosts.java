package dirtysim.host;

/** What follows from the parameters of {@link CostModel}: times in picoseconds of simulated time. */
interface DerivedCosts {
    /** The parameter of this name. */
    double copyGbytePerSecond();

    /** The parameters of handing bitmaps over. */
    HandOverCosts handOver();

    /** The parameter of this name. */
    double cpuGhz();

    /** The parameter of this name. */
    double invalidateNs();

    /** The parameter of this name. */
    double invalidateWaitShare();

    /** The parameter of this name. */
    double iotlbMissNs();

    /** The parameter of this name. */
    double mapNs();

    /** The parameter of this name. */
    double mapPerPteNs();

    /** The parameter of this name. */
    double memoryRefNs();

    /** The parameter of this name. */
    double pcieGbitPerSecond();

    /** The parameter of this name. */
    double unmapNs();

    /** The parameter of this name. */
    double unmapPerPteNs();

    /** The parameter of this name. */
    double vmExitCycles();

    /** The parameter of this name. */
    double vmmExitCycles();

    /** A VM exit handled in the kernel. */
    default long vmExitPs() {
        return Math.round(vmExitCycles() / cpuGhz() * 1000);
    }

    /** A VM exit that goes on to the VMM and comes back. */
    default long vmmExitPs() {
        return Math.round((vmExitCycles() + vmmExitCycles()) / cpuGhz() * 1000);
    }

    /** A walk that reads so many entries, one or more. */
    default long walkPs(int references) {
        return CostModel.ps(iotlbMissNs() + (references - 1) * memoryRefNs());
    }

    /** One invalidation with its wait descriptor, queue idle. */
    default long invalidatePs() {
        return CostModel.ps(invalidateNs());
    }

    /** The wait descriptor's part of it. */
    default long invalidateWaitPs() {
        return CostModel.ps(invalidateNs() * invalidateWaitShare());
    }

    /** Map call that writes so many entries. */
    default long mapPs(long entries) {
        return CostModel.ps(mapNs() + (entries - 1) * mapPerPteNs());
    }

    /** Unmap call that clears so many entries, without any invalidation. */
    default long unmapPs(long entries) {
        return CostModel.ps(unmapNs() + (entries - 1) * unmapPerPteNs());
    }

    /** Copying so many bytes of bitmap to user space, when that was done before. */
    default long copyPs(long bytes) {
        return CostModel.ps(bytes / copyGbytePerSecond());
    }

    /** The same for the first time in a run, when the bitmap's pages are cold. */
    default long coldCopyPs(long bytes) {
        return CostModel.ps(bytes / handOver().copyColdGbytePerSecond());
    }

    /** A device moving so many bytes. */
    default long transferPs(long bytes) {
        return CostModel.ps(bytes * 8 / pcieGbitPerSecond());
    }
}
