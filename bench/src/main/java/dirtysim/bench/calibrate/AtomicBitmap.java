package dirtysim.bench.calibrate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A bit for each page, set as the kernel's {@code set_bit} does: with one atomic update. */
final class AtomicBitmap {
    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] words;

    /** @param pages how many, a multiple of 64 */
    AtomicBitmap(int pages) {
        this.words = new long[pages / Long.SIZE];
    }

    void set(long page) {
        WORDS.getAndBitwiseOr(words, (int) (page >>> 6), 1L << page);
    }

    /** What it holds from a page on, so that setting it has a use. */
    long word(long page) {
        return words[(int) (page >>> 6)];
    }
}
