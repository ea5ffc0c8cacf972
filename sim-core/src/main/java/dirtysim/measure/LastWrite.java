package dirtysim.measure;

/**
 * The last write of a device to a page, and what became of the IOVA. Instants are in picoseconds of simulated time; -1 for what
 * has not happened.
 *
 * @param gfn the page
 * @param device index of the device
 * @param iova first address of the page as the device sees it
 * @param writtenPs when it was written
 * @param mappedPs when the IOVA had been mapped
 * @param tornDownPs when the IOVA was unmapped after that write
 * @param reusedPs when it was mapped again after that
 */
public record LastWrite(
        long gfn, int device, long iova, long writtenPs, long mappedPs, long tornDownPs, long reusedPs) {}
