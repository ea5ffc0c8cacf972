package dirtysim.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.engine.Bandwidth;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
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
import org.junit.jupiter.api.Test;

class DmaEngineTest {
    private static final long NS = 1000;
    private static final long BUFFER = 0x10_0000;
    private static final long RING = 0x18_0000;

    private final CostModel costs = Parameters.with(
            CostModel.defaults(),
            new TreeMap<>(Map.of(
                    "iotlb-hit-ns", "2", "iotlb-miss-ns", "1000", "dirty-set-ns", "320", "posted-write-ns", "0")),
            "test");
    private final EventLoop loop = new EventLoop();
    private final List<String> log = new ArrayList<>();
    private final Iommu iommu =
            new Iommu(loop, costs, (device, iova, hpa) -> log.add(loop.nowPs() + " wrote " + Long.toHexString(iova)));
    private final DmaEngine engine = new DmaEngine(loop, iommu, 0, costs, Bandwidth.unlimited());
    private final EventHandler done = (kind, argument) -> log.add(loop.nowPs() + " done " + argument);
    private final long pagePs = costs.transferPs(4096);

    DmaEngineTest() {
        PageTable table = new PageTable(EntryFormat.SECOND_STAGE, 4);
        table.map(BUFFER, 0x1000, PageSize.SIZE_4K, true);
        table.map(RING, 0x2000, PageSize.SIZE_4K, true);
        table.map(RING + 4096, 0x3000, PageSize.SIZE_4K, true);
        iommu.attach(new TranslationDomain(0, null, table));
    }

    @Test
    void completionsGoRoundTheRingInSteps() {
        engine.ringMapped(RING, 1);
        engine.ringMapped(RING + 4096, 1);
        for (int n = 0; n < 513; n++) {
            engine.move(BUFFER, 1, false, done, 0, n);
            loop.run();
        }
        List<String> writes = log.stream()
                .filter(line -> line.contains("wrote"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
        assertEquals(513, writes.size());
        for (int n = 0; n < 513; n++) {
            assertEquals(Long.toHexString(RING + n % 512 * 16L), writes.get(n));
        }
    }

    /** A completion's walk may outlast the last move of its ring, which hits the IOTLB: the move waits for it. */
    @Test
    void aRingIsFreeOnlyWhenItsLastCompletionHasLanded() {
        engine.move(BUFFER, 1, false, done, 0, 0);
        loop.run();
        engine.ringMapped(RING, 1);
        log.clear();
        long beganPs = loop.nowPs();
        engine.move(BUFFER, 1, false, done, 0, 1);
        loop.runUntil(beganPs + 1300 * NS);
        engine.move(BUFFER, 1, false, done, 0, 2);
        loop.runUntil(beganPs + 1570 * NS);
        engine.retire(RING, 1, done, 0, 3);
        loop.run();
        long firstPs = beganPs + pagePs + 2 * NS + 1320 * NS;
        long secondPs = beganPs + 1300 * NS + pagePs + 2 * NS + 1000 * NS;
        long ringPs = beganPs + 1570 * NS + pagePs + 2 * NS;
        assertEquals(
                List.of(
                        firstPs + " wrote 180000",
                        firstPs + " done 1",
                        ringPs + " wrote 180000",
                        secondPs + " wrote 180010",
                        secondPs + " done 2",
                        secondPs + " done 3"),
                log);
        assertEquals(0, engine.underWay());
    }
}
