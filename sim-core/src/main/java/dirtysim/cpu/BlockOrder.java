package dirtysim.cpu;

import dirtysim.engine.RandomStream;

/** Where in the working set's memory the pages lie that a program sees one after the other: in blocks of 2 MiB, in random order. */
final class BlockOrder {
    private static final int SHIFT = 9;
    private static final long INSIDE = (1 << SHIFT) - 1;

    private final int[] place;
    private final int[] block;

    private BlockOrder(int[] place, int[] block) {
        this.place = place;
        this.block = block;
    }

    /** Every page where it is numbered. */
    static BlockOrder straight() {
        return new BlockOrder(new int[0], new int[0]);
    }

    /** Blocks in random order; pages beyond the last whole block stay. */
    static BlockOrder random(long pages, RandomStream random) {
        int blocks = (int) (pages >>> SHIFT);
        int[] place = new int[blocks];
        int[] block = new int[blocks];
        for (int n = 0; n < blocks; n++) {
            int other = random.nextInt(n + 1);
            place[n] = place[other];
            place[other] = n;
        }
        for (int n = 0; n < blocks; n++) {
            block[place[n]] = n;
        }
        return new BlockOrder(place, block);
    }

    /** Where a page lies. */
    long placeOf(long page) {
        return moved(page, place);
    }

    /** Which page lies there. */
    long pageAt(long place) {
        return moved(place, block);
    }

    private static long moved(long page, int[] to) {
        long block = page >> SHIFT;
        return block < 0 || block >= to.length ? page : (long) to[(int) block] << SHIFT | page & INSIDE;
    }
}
