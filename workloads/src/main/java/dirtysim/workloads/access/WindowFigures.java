package dirtysim.workloads.access;

/**
 * What an independent parser counted of a recorded run, a mean over the windows of one length between the workload's marks.
 * A page belongs to a window if it was written in it, or mapped for the device to write at any time of it.
 *
 * @param lengthMs length of a window in milliseconds
 * @param windows how many windows of that length there are
 * @param writtenPages guest pages of 4 KiB that devices wrote
 * @param mappedPages guest pages that devices might have written
 */
public record WindowFigures(long lengthMs, long windows, double writtenPages, double mappedPages) {}
