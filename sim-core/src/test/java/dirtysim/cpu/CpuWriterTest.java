package dirtysim.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.Parameters;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is drawn, against closed forms and against a guest whose every write is drawn. */
class CpuWriterTest {
    private static final CostModel FREE = Parameters.with(
            CostModel.defaults(), Map.of("mark-page-ns", "2", "cpu-ghz", "6", "vm-exit-cycles", "1000"), "test");
    private static final CpuLogging AT_GET = CpuLogging.STANDARD.clearedAtGet();

    private static WriterBench bench(long seed, double pagesPerSecond, long workingSetMib) {
        return new WriterBench(seed, pagesPerSecond, 64, workingSetMib, FREE, AT_GET);
    }

    /** m page writes over W pages leave W (1 - exp(-m / W)) of them written. */
    @ParameterizedTest
    @CsvSource({"1000,4", "333.3,16", "123456,64", "5e6,16", "1e9,64", "0.5,4", "0,4", "1000,0"})
    void firstWritesFollowTheClosedForm(double pagesPerSecond, long workingSetMib) {
        WriterBench bench = bench(1, pagesPerSecond, workingSetMib);
        bench.log.enable();
        double workingSet = workingSetMib * 256.0;
        for (double ms : new double[] {1, 9, 40, 950}) {
            bench.runMs(ms);
            double written = pagesPerSecond * bench.loop.nowPs() / 1e12;
            double expected = workingSet == 0 ? 0 : workingSet * (1 - StrictMath.exp(-written / workingSet));
            double spread = 5 * Math.sqrt(expected * StrictMath.exp(-written / Math.max(1, workingSet))) + 2;
            assertEquals(expected, bench.told, spread + 0.001 * expected, "seed 1, after " + ms + " ms more");
            assertEquals(bench.told, bench.written.count());
        }
        assertTrue(bench.written.count() == 0 || bench.written.next(0) >= (64 - workingSetMib) * 256);
        long told = bench.told;
        bench.writer.stop();
        bench.runMs(100);
        assertEquals(told, bench.told, "nothing after the stop");
    }

    /** Work done follows the pages that are written for the first time, not the writes. */
    @Test
    void aBillionWritesASecondCostWhatTheirFirstOnesCost() {
        WriterBench bench = bench(1, 1e9, 64);
        bench.log.enable();
        bench.runMs(10_000);
        assertEquals(64 * 256, bench.told, "1e10 writes, one count a page");
        assertEquals(0, bench.loop.dispatched(), "and no event");
    }

    /**
     * A schedule of protections and copies at odd times, here and with each write drawn: how often each of four pages is
     * written and reported must be distributed alike. Chi-square over 16 outcomes, each written or not at each of two looks.
     */
    @Test
    void agreesInDistributionWithAGuestWhoseEveryWriteIsDrawn() {
        int runs = 20_000;
        long[] drawn = new long[16];
        long[] naive = new long[16];
        for (int run = 0; run < runs; run++) {
            drawn[lazily(run)]++;
            naive[writeByWrite(run)]++;
        }
        double chiSquare = 0;
        for (int outcome = 0; outcome < 16; outcome++) {
            double difference = drawn[outcome] - naive[outcome];
            double sum = drawn[outcome] + naive[outcome];
            chiSquare += sum == 0 ? 0 : difference * difference / sum;
        }
        assertTrue(chiSquare < 37.7, "seeds 0 to " + runs + ": chi-square of 15 degrees is " + chiSquare);
    }

    private static final double RATE = 1000 * 256;
    private static final double FIRST_MS = 0.9;
    private static final double COPY_MS = 0.4;
    private static final double LAST_MS = 0.7;

    /** Page 0 of the set: logged at the first look, stale after the copy; page 1: logged at the second look, stale at the end. */
    private static int lazily(long seed) {
        WriterBench bench = new WriterBench(seed, RATE, 2, 1, FREE, AT_GET);
        bench.log.enable();
        bench.runMs(FIRST_MS);
        int outcome = bench.read().get(256) ? 1 : 0;
        bench.runMs(COPY_MS);
        bench.writer.copied(256);
        bench.written.clear(256);
        bench.writer.copied(257);
        bench.written.clear(257);
        bench.runMs(LAST_MS);
        outcome |= bench.written.get(256) ? 2 : 0;
        outcome |= bench.written.get(257) ? 4 : 0;
        return outcome | (bench.read().get(257) ? 8 : 0);
    }

    private static int writeByWrite(long seed) {
        RandomStream random = new RandomStreams(seed).stream("naive");
        boolean[] logged = new boolean[256];
        boolean[] stale = new boolean[256];
        write(random, FIRST_MS, logged, stale);
        int outcome = logged[0] ? 1 : 0;
        logged = new boolean[256];
        write(random, COPY_MS, logged, stale);
        stale[0] = false;
        stale[1] = false;
        write(random, LAST_MS, logged, stale);
        outcome |= stale[0] ? 2 : 0;
        outcome |= stale[1] ? 4 : 0;
        return outcome | (logged[1] ? 8 : 0);
    }

    private static void write(RandomStream random, double ms, boolean[] logged, boolean[] stale) {
        double at = random.nextExponential(1000 / RATE);
        while (at < ms) {
            int page = random.nextInt(256);
            logged[page] = true;
            stale[page] = true;
            at += random.nextExponential(1000 / RATE);
        }
    }

    /** The time to the next write does not depend on how often somebody looked in between. */
    @Test
    void lookingChangesNothingButTheDraws() {
        double rare = 0;
        double often = 0;
        for (long seed = 1; seed <= 40; seed++) {
            WriterBench one = bench(seed, 100_000, 16);
            one.log.enable();
            one.runMs(20);
            rare += one.told;
            WriterBench other = bench(1000 + seed, 100_000, 16);
            other.log.enable();
            for (int look = 0; look < 20_000; look++) {
                other.runMs(0.001);
            }
            often += other.told;
        }
        double expected = 40 * 4096 * (1 - StrictMath.exp(-2000.0 / 4096));
        assertEquals(expected, rare, 5 * Math.sqrt(expected), "seeds 1 to 40");
        assertEquals(expected, often, 5 * Math.sqrt(expected), "seeds 1001 to 1040");
    }

    @Test
    void oneSeedIsOneHistory() {
        assertEquals(history(3), history(3));
        assertTrue(history(3) != history(4));
    }

    private static long history(long seed) {
        WriterBench bench = bench(seed, 50_000, 16);
        bench.log.enable();
        for (int step = 0; step < 50; step++) {
            bench.runMs(0.7);
            bench.writer.copied(bench.slots.gfnOfRamPage(64 * 256 - 1 - step));
        }
        return bench.written.contentHash() * 31 + bench.told;
    }
}
