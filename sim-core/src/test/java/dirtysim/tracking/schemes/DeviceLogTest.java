package dirtysim.tracking.schemes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.Scenarios;
import dirtysim.Simulation;
import dirtysim.contract.RandomWorkloads;
import dirtysim.guest.Workload;
import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceLogTest {
    private static final long IOVA = 0xffff_0000L;

    @Test
    void whatStaysMappedIsReportedOnceAndExactly() {
        SchemeBench bench = new SchemeBench(new DeviceLog());
        bench.map(IOVA, 7, 8, 9);
        bench.write(IOVA);
        bench.start();
        bench.write(IOVA + 4096);
        double scanNs = bench.spentNs(Cost.SCAN);
        assertEquals(List.of(8L), bench.query());
        CostModel costs = CostModel.defaults();
        assertEquals(costs.deviceReportNs() + costs.deviceReportPageNs(), bench.spentNs(Cost.SCAN) - scanNs, 0.01);
        assertEquals(List.of(), bench.query());
    }

    @Test
    void theLogOfATornDownIovaIsLostAndLandsOnWhatReusesIt() {
        SchemeBench bench = new SchemeBench(new DeviceLog());
        bench.start();
        bench.map(IOVA, 7);
        bench.write(IOVA);
        bench.unmap(IOVA, 7);
        assertEquals(List.of(), bench.query());
        bench.map(IOVA, 8);
        assertEquals(List.of(8L), bench.query());
    }

    @Test
    void askedAtTheUnmapTheDeviceStillKnows() {
        SchemeBench bench = new SchemeBench(new DeviceLog(), "device-log-at-unmap", "report");
        bench.start();
        bench.map(IOVA, 7);
        bench.write(IOVA);
        bench.unmap(IOVA, 7);
        bench.map(IOVA, 8);
        assertEquals(List.of(7L), bench.query());
        double addedNs = bench.viommu.flushUnmap().maxPs() / 1000.0;
        assertTrue(addedNs > CostModel.defaults().deviceReportNs(), addedNs + " ns");
    }

    @Test
    void rangesOfTheStartMissWhatIsMappedLater() {
        SchemeBench bench = new SchemeBench(
                new DeviceLog(), "device-log-ranges", "mapped-at-start", "device-log-at-unmap", "report");
        bench.map(IOVA, 7);
        bench.start();
        bench.map(IOVA + (1L << 20), 8);
        bench.write(IOVA);
        bench.write(IOVA + (1L << 20));
        assertEquals(List.of(7L), bench.query());
    }

    @ParameterizedTest
    @CsvSource({"aperture, ignore, true", "mapped-at-start, report, true", "aperture, report, false"})
    void losesUnlessAllIsLoggedAndAskedForAtEachUnmap(String ranges, String atUnmap, boolean loses) {
        int losing = 0;
        for (long seed = 1; seed <= 6; seed++) {
            Workload workload = RandomWorkloads.make(seed, false, Scenarios.RAM_BYTES, 600);
            RunRecord run = Simulation.run(logging(seed, ranges, atUnmap), workload);
            losing += run.tracking().lostPages() > 0 ? 1 : 0;
        }
        assertEquals(loses ? 6 : 0, losing, "of 6 seeds");
    }

    private static Scenario logging(long seed, String ranges, String atUnmap) {
        return Scenarios.changed(
                Scenarios.of("device-log", seed, 1), "device-log-ranges", ranges, "device-log-at-unmap", atUnmap);
    }
}
