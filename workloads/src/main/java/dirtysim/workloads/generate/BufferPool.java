package dirtysim.workloads.generate;

import dirtysim.workloads.drivers.GuestRam;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Where a network driver's buffers lie: several to a page while a page holds them, cut off it one after the other, as the
 * kernel's page fragments are. A page whose buffers are all back is used again after those that came back before it, or,
 * for a share of them, goes back to free memory and a free page takes its place, as when packets wait in sockets.
 */
final class BufferPool {
    private static final int PAGE_BYTES = 4096;

    /** A page, or several for a buffer larger than one. */
    private static final class Block {
        final long page;
        final boolean fresh;
        int out;

        Block(long page, boolean fresh) {
            this.page = page;
            this.fresh = fresh;
        }
    }

    /** A buffer, from {@link #take} until {@link #give}. */
    static final class Place {
        private final Block block;
        final long gpa;
        final int offset;

        private Place(Block block, int offset) {
            this.block = block;
            this.offset = offset;
            gpa = GuestRam.gpa(block.page);
        }
    }

    private final GuestRam ram;
    private final RandomGenerator random;
    private final int bufferBytes;
    private final int perBlock;
    private final double freshShare;
    private final Deque<Block> idle = new ArrayDeque<>();
    private Block cut;
    private int cutAway;

    /**
     * @param buffers how many are out at once at most, about
     * @param freshShare share of the pages that are free memory each time; only for buffers of a page or less
     */
    BufferPool(GuestRam ram, RandomGenerator random, int bufferBytes, long buffers, double freshShare) {
        this.ram = ram;
        this.random = random;
        this.bufferBytes = bufferBytes;
        perBlock = Math.max(1, PAGE_BYTES / bufferBytes);
        int blockPages = (bufferBytes + PAGE_BYTES - 1) / PAGE_BYTES;
        this.freshShare = blockPages == 1 ? freshShare : 0;
        // Twice what is out: pages wait for their last buffer, and for the packets in sockets.
        long blocks = 2 * (buffers / perBlock + 1);
        long first = ram.area(blocks * blockPages, "buffers");
        for (long block = 0; block < blocks; block++) {
            idle.add(new Block(first + block * blockPages, false));
        }
    }

    Place take() {
        if (cut == null || cutAway == perBlock) {
            cut = nextBlock();
            cutAway = 0;
        }
        cut.out++;
        return new Place(cut, cutAway++ * bufferBytes);
    }

    private Block nextBlock() {
        return idle.isEmpty() || random.nextDouble() < freshShare ? new Block(ram.take(), true) : idle.remove();
    }

    void give(Place place) {
        Block block = place.block;
        boolean mayBeCutFurther = block == cut && cutAway < perBlock;
        if (--block.out == 0 && !mayBeCutFurther) {
            if (block.fresh) {
                ram.give(block.page);
            } else {
                idle.add(block);
            }
        }
    }
}
