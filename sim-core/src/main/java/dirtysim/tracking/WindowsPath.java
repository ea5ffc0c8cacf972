package dirtysim.tracking;

import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.MemorySlots;
import dirtysim.tracking.iommufd.BitmapWindows;

/**
 * {@code windows}: iommufd's GET_DIRTY_BITMAP, one for each memory slot. The pages of the user's bitmap are pinned window by window
 * ({@link BitmapWindows}: 512 pages, 2 MiB, 64 GiB of guest memory), and the bits of a window are set in it once it is pinned.
 * Nothing is copied; the call holds its lock from window to window. Every page is pinned whether a bit falls into it or not, as
 * Linux did until summer 2024.
 *
 * <p><b>Left out.</b> Setting the bits: a scheme pays for that where it finds them, and a driver that kept some from earlier
 * unmaps would have to OR these in. So what a scheme with a bitmap of its own spends here is a lower bound.
 */
final class WindowsPath extends HandOverPath {
    /** Of 64 GiB. */
    static final long WINDOW_FRAMES = 1L << 24;

    private final long ioctlPs;
    private final long pinPs;

    WindowsPath(CostModel costs, MemorySlots slots) {
        super(slots, WINDOW_FRAMES);
        ioctlPs = CostModel.ps(costs.ioctlNs());
        pinPs = CostModel.ps(costs.pinPageNs());
    }

    @Override
    boolean callEnds(long gfn) {
        return endsSlot(gfn);
    }

    @Override
    void before(TrackingHost host, long frames, boolean newCall) {
        if (newCall) {
            host.charge(Cost.IOCTL, ioctlPs);
        }
        host.charge(Cost.PIN, pinPs * BitmapWindows.pagesFor(frames));
    }

    @Override
    long after(TrackingHost host, long frames, boolean cold) {
        return 0;
    }
}
