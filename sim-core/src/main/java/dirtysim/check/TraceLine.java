package dirtysim.check;

/**
 * One step of a schedule.
 *
 * @param who guest, device, IOMMU or migration
 * @param what what it does
 * @param state what there is after it, as far as there is any: entries and IOTLB as IOVA{@code >}page, writes in flight by the
 *     page that they go to, pages stale on the destination, pages to copy
 */
public record TraceLine(String who, String what, String state) {}
