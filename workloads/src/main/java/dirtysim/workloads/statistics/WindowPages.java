package dirtysim.workloads.statistics;

/**
 * Guest pages of 4 KiB by windows of one length that follow each other over the workload, the last of them whole. A page counts
 * once a window.
 *
 * @param lengthUs length of a window
 * @param mapped pages that a device might have written: mapped for it to write at any time of the window
 * @param modelled pages that devices write by the model of {@link dirtysim.guest}: a buffer before its unmap, and a completion
 *     of 16 bytes for each buffer, round the device's coherent memory
 * @param exact pages that devices did write; null if nobody recorded it
 */
public record WindowPages(long lengthUs, int[] mapped, int[] modelled, int[] exact) {}
