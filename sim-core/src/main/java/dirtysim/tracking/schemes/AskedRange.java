package dirtysim.tracking.schemes;

import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Script;
import java.util.function.IntConsumer;

/** A range that a query asks for, with what the system call for it costs. Kept from query to query. */
final class AskedRange implements DmaRange {
    private final Script.Chunk call;
    private int device;
    private long iova;
    private int pages;

    /** @param charge charges a system call that asks for so many pages */
    AskedRange(IntConsumer charge) {
        call = () -> {
            charge.accept(pages);
            return false;
        };
    }

    /** Stands for another range from now on. */
    AskedRange set(int ofDevice, long firstIova, int pageCount) {
        device = ofDevice;
        iova = firstIova;
        pages = pageCount;
        return this;
    }

    /** The system call, up to where it touches tables. */
    Script.Chunk call() {
        return call;
    }

    @Override
    public int device() {
        return device;
    }

    @Override
    public long iova() {
        return iova;
    }

    @Override
    public int pages() {
        return pages;
    }

    @Override
    public boolean writable() {
        return true;
    }
}
