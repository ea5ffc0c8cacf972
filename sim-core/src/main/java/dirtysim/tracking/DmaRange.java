package dirtysim.tracking;

/**
 * A mapped IOVA range as a scheme sees it. One instance is reused from call to call: take what you need from it.
 *
 * <p>Pages are of 4 KiB.
 */
public interface DmaRange {
    /** Index of the device. */
    int device();

    /** First IOVA, page aligned. */
    long iova();

    /** Number of pages. */
    int pages();

    /** Whether the device may write to it. */
    boolean writable();
}
