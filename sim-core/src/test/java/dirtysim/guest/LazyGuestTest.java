package dirtysim.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.iommu.Iommu;
import dirtysim.iommu.TranslationDomain;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A made-up lazy guest: CPUs that map and unmap pages of a small memory at random times, through the allocator and the
 * flush queue, and a device that goes on writing to what it was given, mapped or not.
 */
class LazyGuestTest {
    private static final int CPUS = 2;
    private static final int LIVE_PER_CPU = 40;
    private static final int GUEST_PAGES = 64;
    private static final long US = 1_000_000;
    private static final long RUN_PS = 400_000 * US;

    private CostModel costs;
    private final EventLoop loop = new EventLoop();
    private final PageTable table = new PageTable(EntryFormat.SECOND_STAGE, 4);
    private Iommu iommu;
    private final IovaAllocator iovas = new IovaAllocator();
    private FlushQueue flushes;

    /** IOVA to page: what is mapped, and what is unmapped but not flushed yet. */
    private final Map<Long, Long> mapped = new TreeMap<>();

    private final Map<Long, Long> deferred = new TreeMap<>();
    private final List<List<Long>> liveOfCpu = List.of(new ArrayList<>(), new ArrayList<>());
    private final List<Long> everGiven = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private RandomStream random;
    private long reuses;
    private long staleWrites;
    private long remappedWhileStale;

    private void violation(String what) {
        if (violations.size() < 5) {
            violations.add(what);
        }
    }

    private void freed(long iova, int pages) {
        if (deferred.remove(iova) == null) {
            violation("freed twice, or never unmapped: " + iova);
        }
        iovas.free(iova, pages);
    }

    private void wrote(int device, long iova, long hpa) {
        if (Long.valueOf(hpa).equals(deferred.get(iova))) {
            staleWrites++;
        } else if (!Long.valueOf(hpa).equals(mapped.get(iova))) {
            violation("a write to " + iova + " went to " + hpa + ", mapped is " + mapped.get(iova));
        }
    }

    private void map(int cpu) {
        long iova = iovas.allocate(1);
        if (deferred.containsKey(iova) || mapped.containsKey(iova)) {
            violation("handed out before its flush: " + iova);
        }
        reuses += everGiven.contains(iova) ? 1 : 0;
        everGiven.add(iova);
        long page = random.nextLong(GUEST_PAGES) * PageSize.SIZE_4K.bytes();
        remappedWhileStale += deferred.containsValue(page) ? 1 : 0;
        table.map(iova, page, PageSize.SIZE_4K, true);
        mapped.put(iova, page);
        liveOfCpu.get(cpu).add(iova);
    }

    private void step(int cpu, long meanPs, EventHandler steps) {
        List<Long> live = liveOfCpu.get(cpu);
        EventHandler goOn = (kind, argument) -> loop.schedule(random.nextLong(2 * meanPs), steps, 0, cpu);
        if (live.size() < LIVE_PER_CPU) {
            map(cpu);
            goOn.handle(0, 0);
        } else {
            long iova = live.remove((int) random.nextLong(live.size()));
            table.unmap(iova);
            deferred.put(iova, mapped.remove(iova));
            flushes.queue(cpu, iova, 1, goOn, 0, 0);
        }
    }

    private void write(EventHandler writes) {
        if (!everGiven.isEmpty()) {
            int back = (int) random.nextLong(Math.min(everGiven.size(), 4 * LIVE_PER_CPU));
            long iova = everGiven.get(everGiven.size() - 1 - back);
            iommu.access(0, iova, true, (kind, argument) -> {}, 0, 0);
        }
        loop.schedule(random.nextLong(4 * US), writes, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, off", "2, off", "3, off", "1, on", "2, on"})
    void noIovaIsReusedBeforeItsFlushAndStaleTranslationsLiveUntilThen(long seed, String ats) {
        random = new RandomStreams(seed).stream("lazy guest");
        costs = Parameters.with(CostModel.defaults(), Map.of("ats", ats), "test");
        iommu = new Iommu(loop, costs, this::wrote);
        flushes = new FlushQueue(loop, iommu.invalidations(), 1, 0, CPUS, costs, this::freed);
        iommu.attach(new TranslationDomain(1, null, table));
        // CPU 0 fills its ring long before the timer, CPU 1 hardly queues anything.
        EventHandler[] actors = new EventHandler[3];
        actors[0] = (kind, cpu) -> step(0, 10 * US, actors[0]);
        actors[1] = (kind, cpu) -> step(1, 3000 * US, actors[1]);
        actors[2] = (kind, argument) -> write(actors[2]);
        for (EventHandler actor : actors) {
            loop.schedule(0, actor, 0, 0);
        }
        loop.runUntil(RUN_PS);
        String where = "seed " + seed + ", ats " + ats + ": ";
        assertEquals(List.of(), violations, where);
        assertTrue(reuses > 1000, where + "IOVAs are reused, " + reuses + " times");
        assertTrue(staleWrites > 1000, where + "stale translations live on, " + staleWrites + " writes");
        assertTrue(remappedWhileStale > 1000, where + "a page under a new IOVA beside its stale one");
        assertTrue(flushes.cpuFlushes() > 10, where + "full rings: " + flushes.cpuFlushes());
        assertTrue(deferred.size() < CPUS * costs.flushQueueEntries() + 1, where + "rings are bounded");
    }
}
