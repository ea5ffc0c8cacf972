package dirtysim.tracking.iommufd;

import dirtysim.memory.PageTable;

/**
 * One GET_DIRTY_BITMAP under way. {@link #advance} goes on by some leaves, so that time can pass between; the devices go on
 * writing meanwhile, and what they write through a cached D after its leaf was read is not seen until the invalidation that
 * follows the whole walk (I18c, trap 2). {@link #complete} does the rest at once; whoever has to do that in simulated time
 * invalidates {@link DirtyWalk#gatheredFrom} and {@link DirtyWalk#gatheredBytes} instead.
 *
 * <p>The range is walked area by area, and window by window if the kernel pins so (I14). The first address that no area holds ends the read
 * with EINVAL, and so does a table that is not tracked (I5, I9); what was found and cleaned before stays so.
 */
public final class DirtyBitmapRead {
    private final MappedAreas areas;
    private final Kernel kernel;
    private final DirtyBitmapRequest request;
    private final boolean tracking;
    private final BitmapWindows windows;
    private final DirtyWalk walk;

    private long at;
    private long windowEnd;
    private boolean done;
    private Errno error;

    /**
     * @param table the table to read
     * @param areas what is mapped in it
     * @param kernel which Linux
     * @param request a checked request
     * @param tracking whether dirty tracking is on for the table
     */
    public DirtyBitmapRead(
            PageTable table, MappedAreas areas, Kernel kernel, DirtyBitmapRequest request, boolean tracking) {
        this.areas = areas;
        this.kernel = kernel;
        this.request = request;
        this.tracking = tracking;
        this.windows = new BitmapWindows(request, kernel.pinning());
        this.walk = new DirtyWalk(table, kernel.walker(), request.clear(), windows::dirty);
        this.at = request.iova();
        this.windowEnd = nextWindow();
    }

    /** What the walk has read and cleaned so far. */
    public DirtyWalk walk() {
        return walk;
    }

    /** What has been pinned and written so far. */
    public BitmapWindows windows() {
        return windows;
    }

    /** What ended the walk early; null if nothing did. */
    public Errno error() {
        return error;
    }

    /**
     * Reads on.
     *
     * @param mostLeaves how many leaves to read, 1 or more; a compact table is read in one go
     * @return whether there is more to read
     */
    public boolean advance(long mostLeaves) {
        long before = walk.leaves();
        while (!done && walk.leaves() - before < mostLeaves) {
            long areaEnd = areas.areaEnd(at);
            if (areaEnd < 0 || !tracking) {
                error = Errno.EINVAL;
                done = true;
                break;
            }
            long to = Math.min(areaEnd, windowEnd);
            at = Math.min(to, walk.walk(at, to, mostLeaves - (walk.leaves() - before)));
            if (at == windowEnd) {
                at = windows.setAhead(at);
                done = at >= request.end();
                windowEnd = done ? at : nextWindow();
            }
        }
        return !done;
    }

    private long nextWindow() {
        return kernel.pinning() == Kernel.Pinning.WINDOWS ? windows.pin(at) : request.end();
    }

    /**
     * Reads to the end, and asks for the one invalidation if anything was cleaned (I8).
     *
     * @throws IommufdException what ended the walk early, if this kernel returns it
     */
    public void complete(DomainHardware hardware) {
        while (advance(Long.MAX_VALUE)) {
            continue;
        }
        if (walk.gathered()) {
            hardware.syncIotlb(walk.gatheredFrom(), walk.gatheredBytes());
        }
        if (error != null && kernel.returnsWalkErrors()) {
            throw new IommufdException(error, tracking ? "not mapped at 0x" + Long.toHexString(at) : "tracking is off");
        }
    }
}
