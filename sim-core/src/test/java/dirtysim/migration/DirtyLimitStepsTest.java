package dirtysim.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.cpu.CpuLoad;
import dirtysim.cpu.DirtyRings;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.Parameters;
import dirtysim.host.PreCopyRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The limit's sleeps, step by step, against rings that say what the test wants: figures worked out by hand. */
class DirtyLimitStepsTest {
    private static final long MS_PS = 1_000_000_000L;
    private static final long MIB = 1L << 20;

    /** Rings that all gain so many MiB of pages in each period; the first one's sleeps are kept. */
    private static final class Scripted implements DirtyRings {
        private final int[] mibs;
        private final List<Long> sleepsUs = new ArrayList<>();
        private long entries;
        private int period;
        private boolean oneByOne;

        Scripted(int... mibs) {
            this.mibs = mibs;
        }

        @Override
        public int capacity() {
            return 4096;
        }

        @Override
        public long entries(int vcpu) {
            return entries;
        }

        @Override
        public void harvestOneByOne() {
            oneByOne = true;
        }

        @Override
        public void sleepWhenFull(int vcpu, long ps) {
            if (vcpu == 0) {
                sleepsUs.add(ps / 1_000_000);
            }
        }
    }

    /** The sleeps that were set, one for each period in which the rate was too far from the limit. */
    private static List<Long> sleeps(long quotaMib, Scripted rings, Map<String, String> changes) {
        CostModel costs = Parameters.with(CostModel.defaults(), changes, "test");
        MigrationBench bench = new MigrationBench(
                costs,
                16 * MIB,
                new MigrationTerms(1_000_000_000, 300, 1, PreCopyRules.ROUNDS),
                CpuLoad.uniform(0, 0),
                CpuLogging.STANDARD.clearedAtGet(),
                0);
        DirtyLimit limit =
                new DirtyLimit(bench.loop, costs.send(), costs.dirtyLimit(), bench.cpuWriter, rings, quotaMib * MIB);
        limit.begin();
        // Two looks, each more than a second after the last, find more dirty than was sent.
        for (int look = 1; look <= 2; look++) {
            bench.loop.schedule(look * 1100 * MS_PS, (kind, argument) -> limit.synced(1000, 0), 0, 0);
        }
        for (int period = 0; period < rings.mibs.length; period++) {
            bench.loop.schedule(
                    (2200 + period * 1000L + 500) * MS_PS,
                    (kind, argument) -> rings.entries += 256L * rings.mibs[rings.period++],
                    0,
                    0);
        }
        bench.loop.schedule(
                (2200 + rings.mibs.length * 1000L + 100) * MS_PS,
                (kind, argument) -> {
                    assertEquals(true, rings.oneByOne, "a full ring is harvested alone from here on");
                    bench.loop.stop();
                },
                0,
                0);
        bench.loop.run();
        return rings.sleepsUs;
    }

    /**
     * The limit is 100 MiB/s. 400 MiB/s fill a ring of 16 MiB in 40 ms; being 75 % apart adds 40 ms × 75 / 25. 160 is 37 % apart,
     * which is a step of a tenth of 40 ms; 110 is within 25 MiB/s and changes nothing; 60 takes a step off; 20 is 80 % apart and
     * would take off 160 ms; at none there is nothing to slow down.
     */
    @Test
    void farAwayTheSleepGrowsWithTheDistanceAndNearByInSteps() {
        assertEquals(
                List.of(120_000L, 124_000L, 120_000L, 0L, 0L),
                sleeps(100, new Scripted(400, 160, 110, 60, 20, 0), Map.of()));
    }

    /** The limit is 1 MiB/s. At 400, 99 % apart, 40 ms × 99 would be added each time; ten rings is the most here. */
    @Test
    void noSleepIsLongerThanSoManyRingsTakeToFill() {
        assertEquals(
                List.of(400_000L, 400_000L), sleeps(1, new Scripted(400, 400), Map.of("dirty-limit-most-rings", "10")));
    }
}
