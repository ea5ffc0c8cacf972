package dirtysim.tracking.schemes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.Scenarios;
import dirtysim.Simulation;
import dirtysim.contract.RandomWorkloads;
import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.guest.Workload;
import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The schemes that need no IOMMU to track: {@code dtt} and {@code emulated}. */
class GuestSideSchemesTest {
    private static final long IOVA = 0xffff_0000L;

    @Test
    void aCooperatingGuestReportsWhatIsOrWasMappedForWrite() {
        SchemeBench bench = new SchemeBench(new TrackingTable());
        bench.map(IOVA, 7, 8);
        bench.start();
        assertEquals(List.of(7L, 8L), bench.query());
        assertEquals(List.of(7L, 8L), bench.query(), "a page that stays mapped stays dirty");
        bench.unmap(IOVA, 7, 8);
        bench.map(IOVA, 3000);
        assertEquals(List.of(7L, 8L, 3000L), bench.query());
        assertEquals(List.of(3000L), bench.query());
    }

    @Test
    void itsQueryReadsTheTablePagesThatThereAre() {
        SchemeBench bench = new SchemeBench(new TrackingTable());
        bench.map(IOVA, 7, 3000);
        bench.start();
        double scanNs = bench.spentNs(Cost.SCAN);
        bench.query();
        assertEquals(2 * 512 * CostModel.defaults().dttReadNs(), bench.spentNs(Cost.SCAN) - scanNs, 0.01);
        assertEquals(0, bench.spentNs(Cost.TRANSLATE));
        assertEquals(0, bench.queries.copyBytes());
    }

    @Test
    void itsRecordsCostTheGuestAndItsMapsDoNotTrap() {
        SchemeBench bench = new SchemeBench(new TrackingTable(), "dtt-update-ns", "200");
        long beforePs = bench.loop.nowPs();
        bench.map(IOVA, 7, 8, 9);
        assertEquals(3 * 200, (bench.loop.nowPs() - beforePs) / 1000.0);
        assertEquals(0, bench.spentNs(Cost.EXIT));
    }

    @Test
    void theSharedTableAgreesWithAMap() {
        for (long seed = 1; seed <= 30; seed++) {
            RandomStream random = new RandomStreams(seed).stream("table");
            SharedTable table = new SharedTable(4000);
            TreeMap<Long, Integer> mapped = new TreeMap<>();
            TreeSet<Long> dirty = new TreeSet<>();
            for (int n = 0; n < 500; n++) {
                long gfn = random.nextLong(20) * 199;
                if (random.nextBoolean(0.5)) {
                    table.mapped(gfn);
                    mapped.merge(gfn, 1, Integer::sum);
                } else if (mapped.getOrDefault(gfn, 0) > 0) {
                    table.unmapped(gfn);
                    mapped.merge(gfn, -1, Integer::sum);
                    dirty.add(gfn);
                }
                if (random.nextBoolean(0.05)) {
                    TreeSet<Long> expected = new TreeSet<>(dirty);
                    mapped.forEach((frame, times) -> expected.addAll(times > 0 ? List.of(frame) : List.of()));
                    List<Long> found = new ArrayList<>();
                    int marks = 0;
                    for (int page = table.nextPage(0); page < table.pages(); page = table.nextPage(page + 1)) {
                        marks += table.read(page, found::add);
                    }
                    assertEquals(List.copyOf(expected), found, "seed " + seed + ", step " + n);
                    assertEquals(dirty.size(), marks, "seed " + seed + ", step " + n);
                    dirty.clear();
                }
            }
        }
    }

    @Test
    void anEmulatedDeviceIsReportedExactlyWhateverBecameOfTheIova() {
        SchemeBench bench = new SchemeBench(new EmulatedDevice());
        bench.map(IOVA, 7, 8);
        bench.write(IOVA);
        bench.start();
        assertEquals(List.of(), bench.query(), "written before tracking began");
        bench.write(IOVA + 4096);
        bench.unmap(IOVA, 7, 8);
        bench.map(IOVA, 9, 10);
        assertEquals(List.of(8L), bench.query());
        assertEquals(List.of(), bench.query());
        assertEquals(0, bench.spentNs(Cost.IOCTL), "no driver of the host has a part in it");
    }

    @Test
    void emulationIsPaidForAtEveryPage() {
        Workload workload = RandomWorkloads.make(3, false, Scenarios.RAM_BYTES, 600);
        RunRecord emulated = Simulation.run(Scenarios.of("emulated", 3, 7), workload);
        RunRecord nested = Simulation.run(Scenarios.of("nested-dbit", 3, 7), workload);
        assertEquals(0, emulated.tracking().lostPages());
        assertEquals(1, emulated.tracking().precision());
        long emulation = emulated.costs().breakdown().stream()
                .filter(spent -> spent.on().equals("emulate"))
                .mapToLong(RunRecord.Spent::totalPs)
                .sum();
        long moved = emulated.guest().dmaReadPages();
        assertTrue(emulation >= moved * CostModel.ps(CostModel.defaults().emulatedPageNs()), emulation + " ps");
        assertTrue(
                emulated.guest().slowdown() > nested.guest().slowdown(),
                emulated.guest().slowdown() + " against " + nested.guest().slowdown());
    }
}
