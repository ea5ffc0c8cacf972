package dirtysim.cpu;

/**
 * What the guest's CPUs write.
 *
 * @param pagesPerSecond page writes a second, over all vCPUs, while none is stalled
 * @param workingSetBytes size of the working set, at most RAM
 * @param aboveBytes RAM above it, up to the end of RAM
 * @param busyPages pages directly above it that are written all the time besides
 * @param pattern which pages, and how the rate changes with time
 * @param paceZeroPs when the pattern's time begins
 * @param closedLoop whether a vCPU that is stalled or throttled writes less; otherwise the writes come all the same
 */
public record CpuLoad(
        double pagesPerSecond,
        long workingSetBytes,
        long aboveBytes,
        long busyPages,
        WritePattern pattern,
        long paceZeroPs,
        boolean closedLoop) {
    /** Uniform writes at an even rate to a set at the end of RAM, in a closed loop. */
    public static CpuLoad uniform(double pagesPerSecond, long workingSetBytes) {
        WritePattern pattern = WritePattern.parse("uniform", "cpu-pattern");
        return new CpuLoad(pagesPerSecond, workingSetBytes, 0, 0, pattern, 0, true);
    }
}
