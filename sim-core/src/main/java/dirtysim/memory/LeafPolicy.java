package dirtysim.memory;

/**
 * Which leaves the host gives its second-level tables.
 *
 * @param largest largest leaf that is used where address and length allow it; guest RAM is backed by pages at least that large
 * @param splitForTracking whether larger leaves are cut to 4 KiB when tracking begins, and put together again when it ends
 */
public record LeafPolicy(PageSize largest, boolean splitForTracking) {
    /** 4 KiB throughout: nothing to split. */
    public static final LeafPolicy SMALL = new LeafPolicy(PageSize.SIZE_4K, false);

    /** Whether there can be leaves to cut; to ask for it with leaves of 4 KiB is to ask for nothing. */
    public boolean splits() {
        return splitForTracking && largest != PageSize.SIZE_4K;
    }

    /**
     * The largest leaf that can translate what comes next of a stretch.
     *
     * @param addresses the addresses that have to be aligned, input and outputs, OR-ed
     * @param bytes what is left of the stretch, a multiple of 4 KiB
     * @param largest a leaf that it must not be larger than
     */
    public static PageSize fitting(long addresses, long bytes, PageSize largest) {
        PageSize size = largest;
        while (size != PageSize.SIZE_4K && ((addresses & (size.bytes() - 1)) != 0 || bytes < size.bytes())) {
            size = PageSize.ofLevel(size.level() - 1);
        }
        return size;
    }

    /** The whole of it, in a few words for a reader. */
    public String words() {
        return "leaves up to " + largest.id() + (splitForTracking ? ", split while tracked" : "");
    }
}
