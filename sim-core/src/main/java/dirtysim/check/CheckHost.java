package dirtysim.check;

import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.TrackingHost;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** What a scheme sees of the small world: one device, no costs. GFN {@code p} is page {@code p}. */
final class CheckHost implements TrackingHost {
    private static final long FIRST_IOVA = 0x10_0000L;
    private static final long FIRST_HPA = 0x4000_0000L;

    private record OnePage(int device, long iova, int pages, boolean writable) implements DmaRange {}

    private final World world;
    private final CostModel costs = CostModel.defaults();
    private final List<DmaRange> ranges = new ArrayList<>();
    private int emulatedPage = -1;

    CheckHost(World world) {
        this.world = world;
        for (int v = 0; v < world.guest.length; v++) {
            ranges.add(new OnePage(0, iova(v), 1, true));
        }
    }

    /** The mapping of an IOVA as schemes are told of it. */
    DmaRange range(int iova) {
        return ranges.get(iova);
    }

    /** Number of the IOVA that a range of a scheme begins with. */
    int number(DmaRange range) {
        long number = range.iova() - FIRST_IOVA >> 12;
        if (range.device() != 0 || range.pages() != 1 || number < 0 || number >= ranges.size()) {
            throw new IllegalArgumentException("a step is given a range that is not mapped, at IOVA 0x"
                    + Long.toHexString(range.iova()) + " of " + range.pages() + " pages");
        }
        return (int) number;
    }

    static long iova(int number) {
        return FIRST_IOVA + number * PageSize.SIZE_4K.bytes();
    }

    /** A cell as hardware would hold it. */
    static long entry(int cell) {
        EntryFormat format = EntryFormat.SECOND_STAGE;
        long hpa = FIRST_HPA + Cell.page(cell) * PageSize.SIZE_4K.bytes();
        return format.leaf(hpa, PageSize.SIZE_4K, Cell.writable(cell))
                | format.accessedBit()
                | (Cell.dirty(cell) ? format.dirtyBit() : 0);
    }

    @Override
    public CostModel costs() {
        return costs;
    }

    @Override
    public int devices() {
        return 1;
    }

    @Override
    public GfnBitmap newBitmap() {
        return new GfnBitmap(world.stale.length);
    }

    /** The page that an emulated device is writing; -1 for none. */
    void writing(int page) {
        emulatedPage = page;
    }

    @Override
    public void translate(int device, long iova, LongConsumer gfn) {
        if (emulatedPage >= 0) {
            gfn.accept(emulatedPage);
            return;
        }
        long number = iova - FIRST_IOVA >> 12;
        if (device == 0 && number >= 0 && number < world.record.length && world.record[(int) number] != 0) {
            gfn.accept(world.record[(int) number] - 1);
        }
    }

    @Override
    public void charge(Cost on, long ps) {}
}
