package dirtysim.tracking.schemes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.tracking.DmaMapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoggedRangesTest {
    private static MappedRanges mapped(List<long[]> pageRanges) {
        MappedRanges ranges = new MappedRanges(1);
        pageRanges.forEach(range ->
                ranges.add(new DmaMapping().range(0, range[0] << 12, (int) (range[1] - range[0]), true)));
        return ranges;
    }

    @Test
    void whatIsMappedIsLoggedAndTheSmallestGapsWithIt() {
        for (long seed = 1; seed <= 40; seed++) {
            RandomStream random = new RandomStreams(seed).stream("ranges");
            int count = 1 + random.nextInt(600);
            long most = 1 + random.nextLong(random.nextBoolean(0.5) ? 3 : 1000);
            List<long[]> ranges = new ArrayList<>();
            long at = 0;
            for (int n = 0; n < count; n++) {
                at += random.nextLong(most);
                long pages = 1 + random.nextLong(4);
                ranges.add(new long[] {at, at + pages});
                at += pages;
            }
            LoggedRanges logged = LoggedRanges.mapped(mapped(ranges), 0);
            assertTrue(logged.count() <= LoggedRanges.MOST, "seed " + seed);
            List<Boolean> expected = new ArrayList<>();
            List<Boolean> found = new ArrayList<>();
            List<long[]> kept = gapsKept(ranges);
            for (long page = 0; page <= at; page++) {
                expected.add(page >= ranges.get(0)[0] && page < at && !within(kept, page));
                found.add(logged.hold((page << 12) + random.nextLong(4096)));
            }
            assertEquals(expected, found, "seed " + seed);
        }
    }

    /** The largest gaps, one fewer than there may be ranges; of equal ones the first. */
    private static List<long[]> gapsKept(List<long[]> ranges) {
        List<long[]> gaps = new ArrayList<>();
        for (int n = 1; n < ranges.size(); n++) {
            gaps.add(new long[] {ranges.get(n - 1)[1], ranges.get(n)[0]});
        }
        gaps.removeIf(gap -> gap[0] == gap[1]);
        gaps.sort(Comparator.comparingLong(gap -> gap[0] - gap[1]));
        return gaps.subList(0, Math.min(gaps.size(), LoggedRanges.MOST - 1));
    }

    private static boolean within(List<long[]> gaps, long page) {
        return gaps.stream().anyMatch(gap -> page >= gap[0] && page < gap[1]);
    }

    @Test
    void nothingMappedIsNothingLogged() {
        LoggedRanges logged = LoggedRanges.mapped(new MappedRanges(1), 0);
        assertEquals(0, logged.count());
        assertFalse(logged.hold(0));
        assertTrue(LoggedRanges.aperture().hold(0xffff_ffff_f000L));
    }
}
