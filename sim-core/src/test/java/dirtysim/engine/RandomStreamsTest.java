package dirtysim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamsTest {
    /** First numbers, worked out apart from this code. A change here changes every result of DirtySim. */
    @Test
    void goldenNumbers() {
        assertFirst(1, "device", 0x8d38f36b32d9b524L, 0x61ff91db15503e51L, 0x3cd9538ce5e29f54L, 0xc0c8c91db2941ed2L);
        assertFirst(
                1, "guest-cpu-0", 0x6da62863a4b34ba4L, 0x39dea29739b3eee2L, 0xcf20db2dc390bd58L, 0xfb4f4b51cbf8917bL);
        assertFirst(42, "device", 0x9bdc757b29000c40L, 0xfddfce89734c77d8L, 0x26f4bec77c8d4192L, 0x070a08b7f85128f8L);
        assertFirst(-1, "", 0x47a1ffd1d8cfc133L, 0x0ffa72f54e5aaf04L, 0x68b0cf13dc43095cL, 0x09b8592760622da1L);
        assertFirst(
                1, "\u00e9t\u00e9", 0x33dfe4f7f165c877L, 0xdbed171214804be0L, 0x48b8c7d66e8aadbdL, 0x5b090b348b1ec278L);
    }

    private static void assertFirst(long seed, String name, long... expected) {
        RandomStream stream = new RandomStreams(seed).stream(name);
        long[] actual = LongStream.generate(stream::nextLong).limit(4).toArray();
        assertArrayEquals(expected, actual, () -> "seed " + seed + ", stream '" + name + "'");
    }

    @Test
    void goldenNumbersOfEachKind() {
        RandomStream doubles = device(1);
        assertEquals(0.5516502510753074, doubles.nextDouble());
        assertEquals(0.3828059348937253, doubles.nextDouble());
        RandomStream ints = device(1);
        int[] below1000 = IntStream.generate(() -> ints.nextInt(1000)).limit(8).toArray();
        assertArrayEquals(new int[] {564, 391, 243, 771, 257, 987, 450, 185}, below1000);
        RandomStream exponentials = device(1);
        assertEquals(80.21816615826926, exponentials.nextExponential(100), 1e-12);
        assertEquals(48.25717743749523, exponentials.nextExponential(100), 1e-12);
    }

    /** The vectors that the authors of the generators, and other implementations, give. */
    @Test
    void publishedVectors() {
        SplitMix64 splitMix = new SplitMix64(1234567);
        assertArrayEquals(
                new long[] {6457827717110365317L, 3203168211198807973L, Long.parseUnsignedLong("9817491932198370423")},
                LongStream.generate(splitMix::next).limit(3).toArray());
        RandomStream xoshiro = new RandomStream(0);
        assertArrayEquals(
                new long[] {5987356902031041503L, 7051070477665621255L, 6633766593972829180L, 211316841551650330L},
                LongStream.generate(xoshiro::nextLong).limit(4).toArray());
    }

    @Test
    void orderOfCreationDoesNotMatter() {
        RandomStreams forward = new RandomStreams(3);
        RandomStream a = forward.stream("a");
        long firstOfA = a.nextLong();
        long firstOfB = forward.stream("b").nextLong();
        RandomStreams backward = new RandomStreams(3);
        RandomStream b = backward.stream("b");
        assertEquals(firstOfB, b.nextLong());
        b.nextLong();
        assertEquals(firstOfA, backward.stream("a").nextLong());
        assertEquals(firstOfA, forward.stream("a").nextLong(), "asked again, a stream starts again");
        assertNotEquals(firstOfA, firstOfB);
        assertNotEquals(firstOfA, new RandomStreams(4).stream("a").nextLong());
    }

    @Test
    void localeDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            long turkish = new RandomStreams(3).stream("I").nextLong();
            Locale.setDefault(Locale.ROOT);
            assertEquals(turkish, new RandomStreams(3).stream("I").nextLong());
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Bounds just above a power of two are where a modulus or a missed rejection would show. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 64, 65, 100, 1000, 1025})
    void boundedNumbersAreUniform(int bound) {
        for (long seed = 1; seed <= 5; seed++) {
            RandomStream random = device(seed);
            long[] ints = new long[bound];
            long[] longs = new long[bound];
            for (int i = 0; i < 200 * bound; i++) {
                ints[random.nextInt(bound)]++;
                longs[(int) random.nextLong(bound)]++;
            }
            assertUniform(ints, "nextInt(" + bound + "), seed " + seed);
            assertUniform(longs, "nextLong(" + bound + "), seed " + seed);
        }
    }

    @Test
    void largeBoundsAreUniform() {
        for (long seed = 1; seed <= 5; seed++) {
            RandomStream random = device(seed);
            long bound = 3L << 61;
            long[] thirds = new long[3];
            long[] sixteenths = new long[16];
            for (int i = 0; i < 60_000; i++) {
                thirds[(int) (random.nextLong(bound) >>> 61)]++;
                sixteenths[(int) (random.nextDouble() * 16)]++;
            }
            assertUniform(thirds, "nextLong(3 * 2^61), seed " + seed);
            assertUniform(sixteenths, "nextDouble(), seed " + seed);
        }
    }

    @Test
    void theChiSquareTestSeesOneInTwenty() {
        RandomStream random = device(1);
        long[] counts = new long[10];
        for (int i = 0; i < 100_000; i++) {
            counts[random.nextInt(20) == 0 ? 0 : random.nextInt(10)]++;
        }
        assertTrue(chiSquare(counts) > critical(counts.length), "a biased generator must be noticed");
    }

    @Test
    void exponentialHasItsMeanAndItsTail() {
        for (long seed = 1; seed <= 5; seed++) {
            RandomStream random = device(seed);
            int draws = 200_000;
            double sum = 0;
            int beyondThree = 0;
            for (int i = 0; i < draws; i++) {
                double x = random.nextExponential(70);
                assertTrue(x >= 0);
                sum += x;
                beyondThree += x > 210 ? 1 : 0;
            }
            // Four standard errors.
            assertEquals(70, sum / draws, 4 * 70 / Math.sqrt(draws), "mean, seed " + seed);
            double tail = Math.exp(-3);
            assertEquals(tail, beyondThree / (double) draws, 4 * Math.sqrt(tail / draws), "tail, seed " + seed);
        }
        assertEquals(0, device(1).nextExponential(0));
    }

    @Test
    void booleanHasItsProbability() {
        RandomStream random = device(9);
        int yes = 0;
        for (int i = 0; i < 100_000; i++) {
            assertTrue(random.nextBoolean(1));
            assertTrue(!random.nextBoolean(0));
            yes += random.nextBoolean(0.3) ? 1 : 0;
        }
        assertEquals(0.3, yes / 1e5, 4 * Math.sqrt(0.21 / 1e5));
    }

    @Test
    void badArgumentsAreRefused() {
        RandomStream random = device(1);
        assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
        assertThrows(IllegalArgumentException.class, () -> random.nextLong(-1));
        assertThrows(IllegalArgumentException.class, () -> random.nextExponential(-1));
        assertThrows(IllegalArgumentException.class, () -> random.nextExponential(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> random.nextExponential(Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> random.nextBoolean(1.01));
        assertThrows(IllegalArgumentException.class, () -> random.nextBoolean(Double.NaN));
        assertEquals(0, random.nextInt(1));
        assertTrue(random.nextLong(Long.MAX_VALUE) >= 0);
    }

    private static RandomStream device(long seed) {
        return new RandomStreams(seed).stream("device");
    }

    private static void assertUniform(long[] counts, String label) {
        double statistic = chiSquare(counts);
        double critical = critical(counts.length);
        assertTrue(statistic < critical, () -> label + ": chi-square " + statistic + " is beyond " + critical);
    }

    private static double chiSquare(long[] counts) {
        double expected = LongStream.of(counts).sum() / (double) counts.length;
        return LongStream.of(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    /** Exceeded by chance once in ten thousand. */
    private static double critical(int cells) {
        return new ChiSquaredDistribution(null, cells - 1).inverseCumulativeProbability(0.9999);
    }
}
