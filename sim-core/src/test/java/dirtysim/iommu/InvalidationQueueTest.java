package dirtysim.iommu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.host.Capabilities;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request says to the caches, and when. Times in nanoseconds: a descriptor 100, a wait 300, a waiter 10, devices 1000. */
class InvalidationQueueTest {
    private static final long PAGE = 4096;

    private final EventLoop loop = new EventLoop();
    private final List<String> log = new ArrayList<>();
    private final EventHandler done = (kind, argument) -> note("done " + argument);
    private final PasidTable pasids = new PasidTable();
    private long drainedAtPs;

    private final InvalidationQueue queue = queue(Capabilities.defaults());

    private InvalidationQueue queue(Capabilities capabilities) {
        CostModel costs = Parameters.with(
                CostModel.defaults(),
                Map.of(
                        "invalidate-ns", "400",
                        "invalidate-wait-share", "0.75",
                        "queue-lock-waiter-ns", "10",
                        "device-tlb-round-trip-ns", "1000"),
                "test");
        return new InvalidationQueue(loop, costs, capabilities, new Notes("iommu"), pasids, () -> drainedAtPs);
    }

    private void note(String what) {
        log.add(loop.nowPs() / 1000 + " " + what);
    }

    /** A cache that writes down what it is asked for. */
    private final class Notes implements TranslationCache {
        private final String name;

        Notes(String name) {
            this.name = name;
        }

        @Override
        public void invalidateAll() {
            note(name + " all");
        }

        @Override
        public void invalidateDomain(int domain) {
            note(name + " domain " + domain);
        }

        @Override
        public void invalidatePasid(int domain, int pasid) {
            note(name + " pasid " + domain + "/" + pasid);
        }

        @Override
        public void invalidatePages(int domain, long input, long bytes, boolean leavesOnly) {
            note(name + " pages " + domain + " " + range(input, bytes, leavesOnly));
        }

        @Override
        public void invalidatePasidPages(int domain, int pasid, long input, long bytes, boolean leavesOnly) {
            note(name + " pages " + domain + "/" + pasid + " " + range(input, bytes, leavesOnly));
        }

        private String range(long input, long bytes, boolean leavesOnly) {
            return Long.toHexString(input) + "+" + Long.toHexString(bytes) + (leavesOnly ? " leaves" : "");
        }
    }

    @Test
    void everyDescriptorReachesTheCachesAsItIs() {
        queue.request()
                .everything()
                .domain(3)
                .pages(3, 0x5000, PAGE, true)
                .pasid(3, 9)
                .pasidPages(3, 9, 0x6000, 2 * PAGE, false)
                .submit(done, 0, 1);
        loop.run();
        assertEquals(
                List.of(
                        "500 iommu all",
                        "500 iommu domain 3",
                        "500 iommu pages 3 5000+1000 leaves",
                        "500 iommu pasid 3/9",
                        "500 iommu pages 3/9 6000+2000",
                        "800 done 1"),
                log);
        assertEquals(5, queue.submitted());
        assertEquals(1, queue.waits());
    }

    @Test
    void oneDescriptorWithItsWaitTakesWhatItAlwaysTook() {
        queue.invalidate(1, 0, PAGE, done, 0, 1);
        loop.run();
        assertEquals(List.of("100 iommu pages 1 0+1000 leaves", "400 done 1"), log);
        long whole = CostModel.defaults().invalidatePs();
        assertEquals(CostModel.ps(CostModel.defaults().invalidateNs()), whole);
    }

    /** What is submitted together waits once; alone, each waits for itself. */
    @Test
    void aBatchSavesTheWaits() {
        queue.request().domain(1).domain(2).submit(done, 0, 1);
        loop.run();
        assertEquals("500 done 1", log.get(2));
    }

    @Test
    void descriptorsOfSeveralCpusGoOneAfterTheOtherAndTheirWaitsOverlap() {
        for (int cpu = 1; cpu <= 3; cpu++) {
            queue.invalidateDomain(cpu, done, 0, cpu);
        }
        loop.run();
        assertEquals(
                List.of(
                        "100 iommu domain 1",
                        "210 iommu domain 2",
                        "310 iommu domain 3",
                        "400 done 1",
                        "510 done 2",
                        "610 done 3"),
                log,
                "the first found nobody waiting, the second one, the third none");
    }

    @Test
    void aRangeThatIsNotAlignedIsWidened() {
        queue.request()
                .pages(1, 0x3000, 2 * PAGE, false)
                .pages(1, 0x4000, 3 * PAGE, false)
                .pages(1, 0x7f_f000, 2 * PAGE, false)
                .submit(done, 0, 1);
        loop.run();
        assertEquals(
                List.of("iommu pages 1 0+8000", "iommu pages 1 4000+4000", "iommu pages 1 0+1000000"),
                log.subList(0, 3).stream()
                        .map(line -> line.substring(line.indexOf(' ') + 1))
                        .toList());
    }

    /** Against the definition: tried sizes from one page up, the first aligned one that covers the range. */
    @Test
    void theWidenedRangeIsTheSmallestThatCovers() {
        RandomStream random = new RandomStreams(11).stream("ranges");
        for (int n = 0; n < 2000; n++) {
            long first = random.nextLong(1L << 30) >>> random.nextInt(30);
            long pages = 1 + (random.nextLong(1L << 20) >>> random.nextInt(20));
            int mask = 0;
            while ((first >>> mask) != (first + pages - 1 >>> mask)) {
                mask++;
            }
            assertEquals(mask, InvalidationRequest.mask(first * PAGE, pages * PAGE), first + ", " + pages + " pages");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "max-address-mask, 1, 2, iommu pages 1 0+2000 leaves, iommu pages 1/5 0+2000 leaves",
        "max-address-mask, 1, 3, iommu domain 1, iommu pasid 1/5",
        "max-address-mask, 0, 1, iommu pages 1 0+1000 leaves, iommu pages 1/5 0+1000 leaves",
        "page-selective, no, 1, iommu domain 1, iommu pasid 1/5",
    })
    void whatNoPageSelectiveDescriptorCoversTakesTheWholeDomainOrPasid(
            String key, String value, int pages, String secondStage, String firstStage) {
        InvalidationQueue limited = queue(CapabilityKeys.with(Capabilities.defaults(), key, value, "test"));
        limited.request()
                .pages(1, 0, pages * PAGE, true)
                .pasidPages(1, 5, 0, pages * PAGE, true)
                .submit(done, 0, 1);
        loop.run();
        assertEquals(List.of("200 " + secondStage, "200 " + firstStage, "500 done 1"), log);
    }

    @Test
    void devicesAreAskedAfterTheIommuAndWaitedForOnce() {
        queue.attachDeviceTlb(0, new Notes("device 0"));
        queue.attachDeviceTlb(2, new Notes("device 2"));
        queue.request()
                .deviceTlb(0)
                .deviceTlb(1)
                .deviceTlbPages(2, 7, 0x3000, 2 * PAGE)
                .domain(7)
                .submit(done, 0, 1);
        queue.invalidateDomain(8, done, 0, 2);
        loop.run();
        assertEquals(
                List.of(
                        "300 iommu domain 7",
                        "400 iommu domain 8",
                        "1300 device 0 all",
                        "1300 device 2 pages 7/0 0+8000 leaves",
                        "1600 done 1",
                        "1600 done 2"),
                log,
                "device 1 has none; a wait never overtakes one before it");
        assertEquals(4, queue.submitted());
    }

    /** Trap 3: a write translated before the entry left may land later; the wait is not complete before. */
    @Test
    void theWaitIsNotCompleteBeforeEarlierWritesHaveLanded() {
        loop.schedule(99_999, (kind, argument) -> drainedAtPs = 777_000, 0, 0);
        queue.invalidateDomain(1, done, 0, 1);
        loop.schedule(100_001, (kind, argument) -> drainedAtPs = 888_000, 0, 0);
        loop.run();
        assertEquals(List.of("100 iommu domain 1", "777 done 1"), log, "later writes are not waited for");
    }

    @Test
    void theQueueServesOnFromWithinAHandler() {
        queue.invalidateDomain(1, (kind, argument) -> queue.invalidateDomain(2, done, 0, 2), 0, 0);
        loop.run();
        assertEquals(List.of("100 iommu domain 1", "500 iommu domain 2", "800 done 2"), log);
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalStateException.class, () -> queue.request().submit(done, 0, 0));
        assertThrows(
                IllegalStateException.class,
                () -> queue.request().deviceTlb(0).submit(done, 0, 0),
                "there is no such cache to wait for");
        assertThrows(IllegalArgumentException.class, () -> queue.request().pages(1, 12, PAGE, true));
        assertThrows(IllegalArgumentException.class, () -> queue.request().pages(1, 0, 0, true));
        assertThrows(IllegalArgumentException.class, () -> queue.request().pages(1, 0, 100, true));
        assertTrue(log.isEmpty());
    }
}
