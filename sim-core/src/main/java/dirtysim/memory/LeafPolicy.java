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

    /** The whole of it, in a few words for a reader. */
    public String words() {
        return "leaves up to " + largest.id() + (splitForTracking ? ", split while tracked" : "");
    }
}
