package dirtysim.engine;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The random numbers of one run: a stream for each use, known by its name. A stream depends on the seed and the name
 * alone, so a model that draws more numbers, or is created earlier, does not change what another one draws; and a
 * stream gives the same numbers on every machine and JDK.
 *
 * <p>The name is hashed with FNV-1a, 64 bits, over its UTF-8 bytes (G. Fowler, L. C. Noll, K.-P. Vo). Two names share a
 * stream only if their hashes are equal.
 */
public final class RandomStreams {
    private static final long FNV_OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long seed;

    /**
     * @param seed the seed of the run, any number
     */
    public RandomStreams(long seed) {
        this.seed = seed;
    }

    /**
     * A stream from its first number on. Asked twice for one name, it gives two streams of the same numbers: one name
     * is for one use.
     *
     * @param name what the stream is for
     */
    public RandomStream stream(String name) {
        return new RandomStream(SplitMix64.mix(seed) ^ hash(Objects.requireNonNull(name, "name")));
    }

    private static long hash(String name) {
        long hash = FNV_OFFSET_BASIS;
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
        }
        return hash;
    }
}
