package dirtysim.memory;

import java.util.Arrays;

/**
 * A bit for each guest frame number, as dirty logs keep it: 32 KiB a GiB of guest memory. Keeps its count of set bits.
 *
 * <p>Not safe for use by several threads.
 */
public final class GfnBitmap {
    /** Words that are gone over together, 4 KiB of them. */
    private static final int BLOCK = 512;

    private final long[] words;
    private final long size;
    private long count;

    /** @param size number of frames; GFNs go from 0 to {@code size - 1} */
    public GfnBitmap(long size) {
        this.size = size;
        this.words = new long[Math.toIntExact((size + 63) >>> 6)];
    }

    /** Number of frames. */
    public long size() {
        return size;
    }

    /** Bytes that the bitmap takes when it is copied. */
    public long bytes() {
        return (size + 7) >>> 3;
    }

    /** Number of set bits. */
    public long count() {
        return count;
    }

    /** Whether the frame's bit is set. */
    public boolean get(long gfn) {
        return (words[word(gfn)] >>> gfn & 1) != 0;
    }

    /** Sets a bit; true if it was clear. */
    public boolean set(long gfn) {
        int word = word(gfn);
        long bit = 1L << gfn;
        if ((words[word] & bit) != 0) {
            return false;
        }
        words[word] |= bit;
        count++;
        return true;
    }

    /** Clears a bit; true if it was set. */
    public boolean clear(long gfn) {
        int word = word(gfn);
        long bit = 1L << gfn;
        if ((words[word] & bit) == 0) {
            return false;
        }
        words[word] &= ~bit;
        count--;
        return true;
    }

    /** Sets the bits of {@code frames} frames from {@code gfn} on. */
    public void setRange(long gfn, long frames) {
        long end = gfn + frames;
        if (frames <= 0) {
            return;
        }
        int first = word(gfn);
        int last = word(end - 1);
        for (int w = first; w <= last; w++) {
            long mask = -1L;
            if (w == first) {
                mask &= -1L << gfn;
            }
            if (w == last) {
                mask &= -1L >>> -end;
            }
            count += Long.bitCount(mask & ~words[w]);
            words[w] |= mask;
        }
    }

    /** Clears every bit. */
    public void clearAll() {
        Arrays.fill(words, 0);
        count = 0;
    }

    /** The first set bit at or after {@code gfn}; -1 if there is none. */
    public long next(long gfn) {
        if (gfn >= size) {
            return -1;
        }
        int w = word(gfn);
        long bits = words[w] & (-1L << gfn);
        while (bits == 0) {
            if (++w == words.length) {
                return -1;
            }
            bits = words[w];
        }
        return ((long) w << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** ORs this bitmap into another of the same size and clears this one. */
    public void drainInto(GfnBitmap other) {
        requireSizeOf(other);
        if (count == 0) {
            return;
        }
        for (int w = 0; w < words.length; w += BLOCK) {
            if (orBlock(other, w)) {
                Arrays.fill(words, w, Math.min(words.length, w + BLOCK), 0);
            }
        }
        count = 0;
    }

    /** The same for the frames from {@code from} to {@code to}, exclusive, alone. */
    public void drainInto(GfnBitmap other, long from, long to) {
        requireSizeOf(other);
        if (from >= to) {
            return;
        }
        int first = word(from);
        int last = word(to - 1);
        for (int w = first; w <= last; w++) {
            long bits = words[w];
            if (w == first) {
                bits &= -1L << from;
            }
            if (w == last) {
                bits &= -1L >>> -to;
            }
            if (bits != 0) {
                other.count += Long.bitCount(bits & ~other.words[w]);
                other.words[w] |= bits;
                count -= Long.bitCount(bits);
                words[w] &= ~bits;
            }
        }
    }

    /** Number of ranges: set bits whose predecessor is clear. */
    public long ranges() {
        long ranges = 0;
        long before = 0;
        for (long bits : words) {
            ranges += Long.bitCount(bits & ~(bits << 1 | before));
            before = bits >>> 63;
        }
        return ranges;
    }

    /** ORs this bitmap into another of the same size. */
    public void orInto(GfnBitmap other) {
        requireSizeOf(other);
        for (int w = 0; w < words.length; w += BLOCK) {
            orBlock(other, w);
        }
    }

    /**
     * ORs one block of words, if any bit of it is set. Each pass over it is a loop that the compiler makes vectors of, and all but
     * the first find the block in the nearest cache.
     *
     * @return whether any bit of it is set
     */
    private boolean orBlock(GfnBitmap other, int start) {
        long[] from = words;
        long[] into = other.words;
        int end = Math.min(from.length, start + BLOCK);
        long any = 0;
        for (int w = start; w < end; w++) {
            any |= from[w];
        }
        if (any == 0) {
            return false;
        }
        long added = 0;
        for (int w = start; w < end; w++) {
            added += Long.bitCount(from[w] & ~into[w]);
        }
        if (added > 0) {
            for (int w = start; w < end; w++) {
                into[w] |= from[w];
            }
            other.count += added;
        }
        return true;
    }

    private void requireSizeOf(GfnBitmap other) {
        if (other.size != size) {
            throw new IllegalArgumentException("bitmaps of " + size + " and " + other.size + " frames");
        }
    }

    /** A hash of size and contents, the same on every machine. */
    public long contentHash() {
        long hash = size;
        for (int w = 0; w < words.length; w++) {
            if (words[w] != 0) {
                // Place and word are mixed in apart: their XOR alone is the same for many bitmaps.
                hash = mix(mix(hash ^ w) ^ words[w]);
            }
        }
        return hash;
    }

    private static long mix(long value) {
        long mixed = value * 0x9e37_79b9_7f4a_7c15L;
        return mixed ^ (mixed >>> 32);
    }

    private int word(long gfn) {
        if (gfn < 0 || gfn >= size) {
            throw new IndexOutOfBoundsException("GFN " + gfn + " of " + size);
        }
        return (int) (gfn >>> 6);
    }
}
