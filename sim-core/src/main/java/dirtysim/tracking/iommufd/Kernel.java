package dirtysim.tracking.iommufd;

/**
 * Which Linux is modelled, where Linux differs from Linux.
 *
 * @param walker how the driver reads D bits
 * @param pinning how the kernel gets at a large bitmap
 * @param returnsWalkErrors whether an error inside the walk (a hole in the range, tracking off) is returned. In the versions
 *     read it is not: the call succeeds with the bits found before (I5, trap 20)
 */
public record Kernel(Walker walker, Pinning pinning, boolean returnsWalkErrors) {
    /** Linux 6.7, the first with dirty tracking. */
    public static final Kernel V6_7 = new Kernel(Walker.LOOK_UPS, Pinning.WINDOWS, false);
    /** Linux from summer 2024 on, whose bitmap is pinned on demand. */
    public static final Kernel V6_11 = new Kernel(Walker.LOOK_UPS, Pinning.ON_DEMAND, false);
    /** Linux with the page tables of generic_pt, 2025. */
    public static final Kernel GENERIC_PT = new Kernel(Walker.RANGE, Pinning.ON_DEMAND, false);

    /** How the kernel pins a bitmap of which it may pin no more than 512 pages at once (I14, I16). */
    public enum Pinning {
        /**
         * From begin to end, a walk for each window; what a leaf leaves over at a window's end is carried into the next
         * windows before the walk goes on behind it (I15).
         */
        WINDOWS,
        /**
         * One walk over the whole request; pages are pinned, from the dirty leaf on, when a leaf is dirty whose bits are not
         * pinned. Linux's "dynamic pinning" of June 2024.
         */
        ON_DEMAND
    }

    /** How a driver reads D bits from its table. */
    public enum Walker {
        /**
         * A look-up from the root for each leaf (I17). Each step goes on by the leaf's length, so a request that begins
         * mid-leaf stays shifted for the whole walk (I18d).
         */
        LOOK_UPS,
        /**
         * One recursive walk that visits each leaf and each table once (I18). Only the first record of a request that begins
         * mid-leaf is shifted (I18d).
         */
        RANGE
    }
}
